package org.modelioc.runtime.stage;

import java.util.Arrays;

/** Puts the last finite value of the same element where there is NaN or an infinity; NaN if there was none yet. */
final class LastGoodStage extends ElementStage {

    private final double[] last;

    LastGoodStage(Shape shape, int[] elements) {
        super(shape, elements);
        last = new double[states()];
        reset();
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = 0; i < count; i++) {
            if (Double.isFinite(values[at + i])) {
                last[state + i] = values[at + i];
            } else {
                values[at + i] = last[state + i];
            }
        }
    }

    @Override
    public void takeOver(Stage predecessor) {
        System.arraycopy(((LastGoodStage) predecessor).last, 0, last, 0, last.length);
    }

    @Override
    public void reset() {
        Arrays.fill(last, Double.NaN);
    }
}
