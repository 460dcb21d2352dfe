package org.modelioc.runtime.stage;

/**
 * Puts the line between the next finite values along an axis where there is NaN or an infinity; beyond the first and the last
 * of them their own value. A line without any stays as it is.
 */
final class InterpolateStage implements Stage {

    private final Shape shape;
    private final Axis axis;

    InterpolateStage(Shape shape, Axis axis) {
        this.shape = shape;
        this.axis = axis;
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
    public void apply(double[] from, double[] to) {
        for (int line = 0; line < axis.lines(); line++) {
            fill(to, axis.start(line));
        }
    }

    private void fill(double[] values, int start) {
        int step = axis.inner();
        int good = -1;
        for (int i = 0; i < axis.length(); i++) {
            double right = values[start + i * step];
            if (!Double.isFinite(right)) {
                continue;
            }
            double left = good < 0 ? right : values[start + good * step];
            for (int gap = good + 1; gap < i; gap++) {
                values[start + gap * step] = left + (right - left) * ((double) (gap - good) / (i - good));
            }
            good = i;
        }
        for (int gap = good + 1; good >= 0 && gap < axis.length(); gap++) {
            values[start + gap * step] = values[start + good * step];
        }
    }
}
