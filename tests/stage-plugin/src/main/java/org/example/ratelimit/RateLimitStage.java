package org.example.ratelimit;

import java.util.Arrays;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.Stage;

/**
 * Follows each element, by no more than so much a second of the evaluations' stamps. The first value is taken as it is. NaN or an
 * infinity is passed on, and the next value is a first one.
 */
final class RateLimitStage implements Stage {

    private static final double NANOS = 1e9;

    private final Shape shape;
    private final int[] elements;
    private final double perSecond;
    /** What was given last for each element in each row; NaN before the first. */
    private final double[] last;
    private long lastStamp;
    private double most;

    RateLimitStage(Shape shape, int[] elements, double perSecond) {
        this.shape = shape;
        this.elements = elements.clone();
        this.perSecond = perSecond;
        this.last = new double[shape.size() / shape.last() * elements.length];
        reset();
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public void begin(long stamp) {
        most = perSecond * Math.max(stamp - lastStamp, 0) / NANOS;
        lastStamp = stamp;
    }

    @Override
    public void apply(double[] from, double[] to) {
        int state = 0;
        for (int row = 0; row < to.length; row += shape.last()) {
            for (int element : elements) {
                double value = to[row + element];
                double before = last[state];
                if (Double.isFinite(value) && Double.isFinite(before)) {
                    value = Math.clamp(value, before - most, before + most);
                }
                last[state++] = value;
                to[row + element] = value;
            }
        }
    }

    @Override
    public void reset() {
        Arrays.fill(last, Double.NaN);
    }
}
