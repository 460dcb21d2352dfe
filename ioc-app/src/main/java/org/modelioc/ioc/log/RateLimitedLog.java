package org.modelioc.ioc.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells of what clients can cause at will: a few lines at first, then at most one in ten seconds for each kind of event, with
 * the number of those passed over. A line is cut where it gets long. Thread-safe.
 */
public final class RateLimitedLog {

    /** The longest line, in characters; what a client sent may be part of it. */
    static final int LONGEST = 1_000;

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final Logger log;
    private final int burst;
    private final LongSupplier clock;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private final class Gate {

        private double credit = burst;
        private long last = clock.getAsLong();
        private long suppressed;

        // -1: keep quiet; otherwise how many were kept quiet before
        synchronized long pass() {
            long now = clock.getAsLong();
            credit = Math.min(burst, credit + (now - last) / (double) INTERVAL_NANOS);
            last = now;
            if (credit < 1) {
                suppressed++;
                return -1;
            }
            credit--;
            long before = suppressed;
            suppressed = 0;
            return before;
        }
    }

    /**
     * One line of each kind at first.
     *
     * @param log where to
     */
    public RateLimitedLog(Logger log) {
        this(log, 1);
    }

    /**
     * With room for several at first, and again after a while without any.
     *
     * @param log   where to
     * @param burst so many lines of each kind, at least 1
     */
    public RateLimitedLog(Logger log, int burst) {
        this(log, burst, System::nanoTime);
    }

    RateLimitedLog(Logger log, int burst, LongSupplier clock) {
        this.log = log;
        this.burst = burst;
        this.clock = clock;
    }

    /**
     * Warns, or counts.
     *
     * @param kind    kind of event, one of a few constants
     * @param message the line
     */
    public void warn(String kind, String message) {
        write(kind, message, log::warn);
    }

    /**
     * Tells, or counts.
     *
     * @param kind    kind of event, one of a few constants
     * @param message the line
     */
    public void info(String kind, String message) {
        write(kind, message, log::info);
    }

    private void write(String kind, String message, Consumer<String> to) {
        long suppressed = gates.computeIfAbsent(kind, _ -> new Gate()).pass();
        String line = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        if (suppressed < 0) {
            log.debug(line);
        } else if (suppressed == 0) {
            to.accept(line);
        } else {
            to.accept(line + " (" + suppressed + " more like it in between)");
        }
    }
}
