package org.modelioc.runtime.stage;

/** Puts a fixed number where there is NaN or an infinity. */
final class ReplaceStage extends ElementStage {

    private final double number;

    ReplaceStage(Shape shape, int[] elements, double number) {
        super(shape, elements);
        this.number = number;
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            if (!Double.isFinite(values[i])) {
                values[i] = number;
            }
        }
    }
}
