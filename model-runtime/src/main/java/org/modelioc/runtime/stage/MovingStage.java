package org.modelioc.runtime.stage;

import java.util.Arrays;

/**
 * Over the last values of each element; fewer until there are enough. NaN or an infinity is passed on, and the element's
 * history begins anew.
 */
abstract class MovingStage extends ElementStage {

    /** Most values of an element. */
    final int samples;
    /** How many values each element has. */
    private final int[] counts;
    /** Where the next value of each element goes in its part of {@link #history}. */
    private final int[] next;
    /** The last values of each element, as a ring of {@link #samples}. */
    private final double[] history;

    MovingStage(Shape shape, int[] elements, int samples) throws StageException {
        super(shape, elements);
        this.samples = samples;
        shape.with(shape.sizes().size() - 1, elements.length, samples);
        counts = new int[states()];
        next = new int[states()];
        history = new double[states() * samples];
    }

    @Override
    final void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = 0; i < count; i++) {
            double value = values[at + i];
            if (Double.isFinite(value)) {
                values[at + i] = add(state + i, value);
            } else {
                counts[state + i] = 0;
                next[state + i] = 0;
            }
        }
    }

    private double add(int state, double value) {
        int first = state * samples;
        int place = first + next[state];
        boolean full = counts[state] == samples;
        double oldest = history[place];
        history[place] = value;
        next[state] = next[state] + 1 == samples ? 0 : next[state] + 1;
        counts[state] = full ? samples : counts[state] + 1;
        return result(history, first, counts[state], full ? oldest : Double.NaN, value);
    }

    /**
     * The result over the values of one element.
     *
     * @param values of all elements
     * @param first  place of its first value
     * @param count  how many it has, in no particular order
     * @param gone   the value that has just been dropped, NaN if none was
     * @param added  the value that has just been added
     */
    abstract double result(double[] values, int first, int count, double gone, double added);

    @Override
    public void takeOver(Stage predecessor) {
        MovingStage before = (MovingStage) predecessor;
        System.arraycopy(before.counts, 0, counts, 0, counts.length);
        System.arraycopy(before.next, 0, next, 0, next.length);
        System.arraycopy(before.history, 0, history, 0, history.length);
    }

    @Override
    public final void reset() {
        Arrays.fill(counts, 0);
        Arrays.fill(next, 0);
    }
}
