package org.modelioc.runtime.stage;

/**
 * A first-order low pass over time: y += (x − y) · (1 − exp(−Δt / τ)), with the time Δt since the evaluation before. Where a
 * stamp goes back, no time has passed.
 */
final class TimedExponentialStage extends ExponentialStage {

    private final double timeConstant;
    private long last;

    /**
     * For a part of the last axis.
     *
     * @param timeConstant nanoseconds
     */
    TimedExponentialStage(Shape shape, int[] elements, long timeConstant) {
        super(shape, elements, 1);
        this.timeConstant = timeConstant;
    }

    @Override
    public void begin(long stamp) {
        gain = -Math.expm1(-Math.max(stamp - last, 0) / timeConstant);
        last = stamp;
    }

    @Override
    public void takeOver(Stage predecessor) {
        super.takeOver(predecessor);
        last = ((TimedExponentialStage) predecessor).last;
    }
}
