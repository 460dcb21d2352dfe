package org.modelioc.runtime.stage;

/** y = factor · x + offset. */
final class ScaleStage extends ElementStage {

    private final double[] factor;
    private final double[] offset;
    private final boolean common;

    ScaleStage(Shape shape, int[] elements, double[] factor, double[] offset) {
        super(shape, elements);
        this.factor = factor;
        this.offset = offset;
        this.common = common(factor, offset);
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        if (common) {
            change(values, at, at + count, factor[0], offset[0]);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[at + i] = factor[parameter + i] * values[at + i] + offset[parameter + i];
        }
    }

    private static void change(double[] values, int from, int to, double factor, double offset) {
        for (int i = from; i < to; i++) {
            values[i] = factor * values[i] + offset;
        }
    }
}
