package org.modelioc.runtime.stage;

/**
 * One step on the numbers of a tensor, made for one shape.
 *
 * <p>One thread at a time. {@link #apply} allocates nothing and throws nothing: what has no result is NaN, which the outputs
 * show as an alarm.
 */
public interface Stage {

    /**
     * The shape that it gives.
     *
     * @return the shape it was made for, if it works in place
     */
    Shape output();

    /**
     * Whether it changes numbers where they are.
     *
     * @return true if {@link #apply} gets the same array twice; false if it gets two different ones
     */
    boolean inPlace();

    /**
     * Whether the last axis stays what it was, so that its elements still belong to the same PVs.
     *
     * @return true for every stage that works in place, unless it says otherwise
     */
    default boolean keepsElements() {
        return inPlace();
    }

    /**
     * Does the step.
     *
     * @param from all elements before, the last axis fastest; to be left as they are if {@code to} is another array
     * @param to   all elements after, the last axis fastest; whatever it held before
     */
    void apply(double[] from, double[] to);

    /** Forgets all evaluations so far. To be done by stages that remember any. */
    default void reset() {
    }
}
