package org.modelioc.runtime.stage;

import java.util.Arrays;

/**
 * A first-order low pass over the evaluations: y += (x − y) · (1 − exp(−1 / τ)), with the time constant τ in evaluations. The
 * first value is taken as it is. NaN or an infinity is passed on, and the next finite value is a first one.
 */
class ExponentialStage extends ElementStage {

    /** Part of the way to the next value. */
    double gain;
    /** The last results, NaN before the first. */
    private final double[] last;

    ExponentialStage(Shape shape, int[] elements, double timeConstant) {
        super(shape, elements);
        gain = -Math.expm1(-1 / timeConstant);
        last = new double[states()];
        reset();
    }

    @Override
    final void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = 0; i < count; i++) {
            double value = values[at + i];
            double before = last[state + i];
            double next = Double.isFinite(value) && Double.isFinite(before) ? before + (value - before) * gain : value;
            last[state + i] = next;
            values[at + i] = next;
        }
    }

    @Override
    public void takeOver(Stage predecessor) {
        System.arraycopy(((ExponentialStage) predecessor).last, 0, last, 0, last.length);
    }

    @Override
    public final void reset() {
        Arrays.fill(last, Double.NaN);
    }
}
