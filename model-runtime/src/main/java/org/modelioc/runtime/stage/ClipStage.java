package org.modelioc.runtime.stage;

/** y = min(max(x, low), high). NaN stays NaN, as {@link Math#min} and {@link Math#max} have it. */
final class ClipStage extends ElementStage {

    private final double[] low;
    private final double[] high;
    private final boolean common;

    ClipStage(Shape shape, int[] elements, double[] low, double[] high) {
        super(shape, elements);
        this.low = low;
        this.high = high;
        this.common = common(low, high);
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        if (common) {
            change(values, at, at + count, low[0], high[0]);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[at + i] = Math.min(Math.max(values[at + i], low[parameter + i]), high[parameter + i]);
        }
    }

    private static void change(double[] values, int from, int to, double low, double high) {
        for (int i = from; i < to; i++) {
            values[i] = Math.min(Math.max(values[i], low), high);
        }
    }
}
