package org.modelioc.ioc.diagnostics;

/**
 * How fast the memory of the process grows: the slope of the straight line through what was seen within the last hour, by least
 * squares. One look in {@value #INTERVAL_SECONDS} s is kept; looks between are passed over. Not thread-safe.
 */
final class MemoryTrend {

    static final int INTERVAL_SECONDS = 10;
    static final int WINDOW_SECONDS = 3_600;
    /** Before that, a line through what a process takes at its start says nothing about the hours to come. */
    static final int LEAST_SECONDS = 600;

    private static final double NANOS = 1e9;
    private static final double HOUR = 3_600;
    private static final int CAPACITY = WINDOW_SECONDS / INTERVAL_SECONDS + 1;

    private final long[] times = new long[CAPACITY];
    private final long[] bytes = new long[CAPACITY];
    private int next;
    private int count;

    /**
     * Notes how much memory there is.
     *
     * @param now      {@link System#nanoTime}
     * @param resident bytes
     * @return whether it was kept, so that the slope is another one now
     */
    boolean add(long now, long resident) {
        if (count > 0 && now - times[(next + CAPACITY - 1) % CAPACITY] < INTERVAL_SECONDS * NANOS) {
            return false;
        }
        times[next] = now;
        bytes[next] = resident;
        next = (next + 1) % CAPACITY;
        count = Math.min(count + 1, CAPACITY);
        return true;
    }

    /**
     * How long it has looked, at most an hour.
     *
     * @return seconds from the oldest to the newest
     */
    double seconds() {
        return count == 0 ? 0 : (times[at(count - 1)] - times[at(0)]) / NANOS;
    }

    /** The place of one of those kept, the oldest being 0. */
    private int at(int index) {
        return (next - count + index + CAPACITY) % CAPACITY;
    }

    /**
     * The slope.
     *
     * @return bytes an hour; NaN if it has not looked for {@value #LEAST_SECONDS} s
     */
    double bytesAnHour() {
        if (seconds() < LEAST_SECONDS) {
            return Double.NaN;
        }
        // from the first one on, so that no digits are lost to the large numbers that both begin with
        int first = at(0);
        double sumTime = 0;
        double sumBytes = 0;
        for (int i = 0; i < count; i++) {
            sumTime += (times[at(i)] - times[first]) / NANOS;
            sumBytes += bytes[at(i)] - bytes[first];
        }
        double meanTime = sumTime / count;
        double meanBytes = sumBytes / count;
        double both = 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            double time = (times[at(i)] - times[first]) / NANOS - meanTime;
            both += time * (bytes[at(i)] - bytes[first] - meanBytes);
            square += time * time;
        }
        return both / square * HOUR;
    }
}
