package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * Works in place on elements one by one, on all of the last axis or a part of it. The part is cut into runs of neighbours, so
 * that a concrete stage is a plain loop over an array.
 */
abstract class ElementStage implements Stage {

    private final Shape shape;
    private final int rows;
    private final int width;
    private final int selected;
    /** For each run: its first place in a row, its length, and the number of elements in the runs before it. */
    private final int[] runs;

    /**
     * For a part of the last axis.
     *
     * @param shape    the shape
     * @param elements places in the last axis, each once; runs are made of those that follow each other in this order
     */
    ElementStage(Shape shape, int[] elements) {
        this.shape = shape;
        this.width = shape.last();
        this.rows = shape.size() / width;
        this.selected = elements.length;
        List<Integer> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= elements.length; i++) {
            if (i == elements.length || elements[i] != elements[i - 1] + 1) {
                parts.addAll(List.of(elements[start], i - start, start));
                start = i;
            }
        }
        this.runs = parts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final boolean inPlace() {
        return true;
    }

    @Override
    public final void apply(double[] from, double[] to) {
        for (int row = 0; row < rows; row++) {
            for (int run = 0; run < runs.length; run += 3) {
                change(to, row * width + runs[run], runs[run + 1], runs[run + 2], row * selected + runs[run + 2]);
            }
        }
    }

    /**
     * Whether each parameter is one number for all elements: a loop with constants is several times as fast as one over three
     * arrays, of which the compiler must fear that two are the same.
     */
    static boolean common(double[]... parameters) {
        for (double[] parameter : parameters) {
            for (double number : parameter) {
                if (number != parameter[0]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many elements are worked on, in all rows: the size of a state. */
    final int states() {
        return rows * selected;
    }

    /**
     * Changes some neighbours.
     *
     * @param values    all numbers
     * @param at        place of the first to change
     * @param count     how many
     * @param parameter number of the first among the elements of its row that are worked on: its place in a parameter that
     *                  has one number an element
     * @param state     number of the first among those of all rows: its place in a state
     */
    abstract void change(double[] values, int at, int count, int parameter, int state);
}
