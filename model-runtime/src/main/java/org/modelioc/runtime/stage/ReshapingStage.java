package org.modelioc.runtime.stage;

/** Writes into another array than it reads. */
abstract class ReshapingStage implements Stage {

    private final Shape output;
    private final boolean keepsElements;

    /**
     * A stage.
     *
     * @param output        the shape that it gives
     * @param keepsElements whether the last axis stays what it was
     */
    ReshapingStage(Shape output, boolean keepsElements) {
        this.output = output;
        this.keepsElements = keepsElements;
    }

    @Override
    public final Shape output() {
        return output;
    }

    @Override
    public final boolean inPlace() {
        return false;
    }

    @Override
    public final boolean keepsElements() {
        return keepsElements;
    }

    /** Whether an axis is not the last, so that a change of it leaves the elements. */
    static boolean beforeLast(Shape shape, Axis axis) {
        return axis.index() < shape.sizes().size() - 1;
    }
}
