package org.modelioc.runtime.stage;

/** y = log(x) to a base: −∞ of 0, NaN of less. */
final class LogStage extends ElementStage {

    private final double base;
    private final double divisor;

    LogStage(Shape shape, int[] elements, double base) {
        super(shape, elements);
        this.base = base;
        this.divisor = base == Math.E ? 1 : Math.log(base);
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            values[i] = base == 10 ? Math.log10(values[i]) : Math.log(values[i]) / divisor;
        }
    }
}
