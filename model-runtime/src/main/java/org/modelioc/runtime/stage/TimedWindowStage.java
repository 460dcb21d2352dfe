package org.modelioc.runtime.stage;

import java.util.Arrays;

/**
 * The last seconds as a sequence of equidistant points, the oldest first: [batch, …, features] becomes
 * [batch, points, …, features]. The newest point is the sample of this evaluation; each other one is the sample that held at
 * its time, because a PV keeps its value until it gets another.
 *
 * <p>Evaluations come at any rate and the memory is fixed, so time is cut into slices of an eighth of the distance of two
 * points, and of the samples in one slice the last is kept. A stamp that goes back counts as if no time had passed; if it goes
 * back by more than the whole window, a clock was set and the window begins anew.
 */
final class TimedWindowStage extends ReshapingStage {

    private static final int SLICES = 8;

    private final int batch;
    private final int points;
    private final int size;
    private final boolean repeat;
    private final long duration;
    private final long slice;
    /** How old each point is, in nanoseconds. */
    private final long[] ages;
    /** The samples that are kept, as a ring of whole samples. */
    private final double[] history;
    /** When each of them came. */
    private final long[] stamps;
    private int oldest;
    private int count;
    private long stamp;

    TimedWindowStage(Shape shape, int points, long duration, boolean repeat) throws StageException {
        super(shape.with(0, shape.sizes().getFirst(), points), true);
        this.batch = shape.sizes().getFirst();
        this.points = points;
        this.size = shape.size();
        this.repeat = repeat;
        this.duration = duration;
        int slices = SLICES * (points - 1);
        this.slice = Math.ceilDiv(duration, slices);
        // one sample in each slice that the window touches, and the one that held when it began
        stamps = new long[slices + 3];
        shape.with(0, shape.sizes().getFirst(), stamps.length);
        history = new double[stamps.length * size];
        ages = new long[points];
        for (int i = 0; i < points; i++) {
            ages[i] = Math.round((double) duration / (points - 1) * (points - 1 - i));
        }
    }

    @Override
    public void begin(long stamp) {
        if (count > 0 && stamp < this.stamp) {
            if (this.stamp - stamp <= duration) {
                return;
            }
            reset();
        }
        this.stamp = stamp;
    }

    @Override
    public void apply(double[] from, double[] to) {
        keep(from);
        int at = 0;
        for (int point = 0; point < points; point++) {
            long time = stamp - ages[point];
            while (at + 1 < count && stamps[place(at + 1)] <= time) {
                at++;
            }
            put(place(at), stamps[place(at)] > time && !repeat, to, point);
        }
    }

    private void keep(double[] from) {
        boolean sameSlice = count > 0 && Math.floorDiv(stamps[place(count - 1)], slice) == Math.floorDiv(stamp, slice);
        if (!sameSlice) {
            while (count > 1 && stamps[place(1)] <= stamp - duration) {
                oldest = place(1);
                count--;
            }
            count++;
        }
        int newest = place(count - 1);
        stamps[newest] = stamp;
        System.arraycopy(from, 0, history, newest * size, size);
    }

    private void put(int sample, boolean missing, double[] to, int point) {
        int width = size / batch;
        for (int row = 0; row < batch; row++) {
            int target = (row * points + point) * width;
            if (missing) {
                Arrays.fill(to, target, target + width, Double.NaN);
            } else {
                System.arraycopy(history, sample * size + row * width, to, target, width);
            }
        }
    }

    /** Place in the ring of the n-th sample, counted from the oldest. */
    private int place(int n) {
        int place = oldest + n;
        return place < stamps.length ? place : place - stamps.length;
    }

    @Override
    public void takeOver(Stage predecessor) {
        TimedWindowStage before = (TimedWindowStage) predecessor;
        System.arraycopy(before.history, 0, history, 0, history.length);
        System.arraycopy(before.stamps, 0, stamps, 0, stamps.length);
        oldest = before.oldest;
        count = before.count;
        stamp = before.stamp;
    }

    @Override
    public void reset() {
        oldest = 0;
        count = 0;
    }
}
