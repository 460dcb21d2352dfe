package org.modelioc.runtime.stage;

/** y = base to the power x. */
final class ExpStage extends ElementStage {

    private final double base;

    ExpStage(Shape shape, int[] elements, double base) {
        super(shape, elements);
        this.base = base;
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            values[i] = base == Math.E ? Math.exp(values[i]) : Math.pow(base, values[i]);
        }
    }
}
