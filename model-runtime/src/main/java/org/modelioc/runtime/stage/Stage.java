package org.modelioc.runtime.stage;

import org.modelioc.runtime.engine.InferenceException;

/**
 * One step on the numbers of a tensor, made for one shape.
 *
 * <p>One thread at a time, closing included. {@link #apply} allocates nothing. What has no result is NaN, which the outputs
 * show as an alarm; a stage that cannot do its work at all throws, and the evaluation fails.
 */
public interface Stage extends AutoCloseable {

    /**
     * The shape that it gives.
     *
     * @return the shape it was made for, or one of as many numbers, if it works in place
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
     * Tells when the evaluation is, once before each {@link #apply}. To be taken by stages that reckon with time. Stamps may
     * stand still, and go back when a clock is set.
     *
     * @param stamp nanoseconds since 1970
     */
    default void begin(long stamp) {
    }

    /**
     * Does the step.
     *
     * @param from all elements before, the last axis fastest; to be left as they are if {@code to} is another array
     * @param to   all elements after, the last axis fastest; whatever it held before
     * @throws InferenceException if it cannot; the message says why, without naming the stage
     */
    void apply(double[] from, double[] to) throws InferenceException;

    /**
     * Goes on where another stage ends, when a new version of the model takes over. To be done by stages that remember
     * evaluations; called once, before the first {@link #apply}, by the thread that then owns both.
     *
     * @param predecessor a stage made from the same definition for the same shape, of the same class
     */
    default void takeOver(Stage predecessor) {
    }

    /** Forgets all evaluations so far. To be done by stages that remember any. */
    default void reset() {
    }

    /** Frees what it holds outside the heap. To be done by stages that hold any; may be called again. */
    @Override
    default void close() {
    }
}
