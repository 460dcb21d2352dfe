package org.modelioc.runtime.stage;

/**
 * One axis of an array: element {@code (o, i, k)} stands at {@code (o · length + i) · inner + k}, where {@code i} goes along
 * the axis.
 *
 * @param index  which axis, from 0
 * @param outer  product of the sizes before it
 * @param length its size
 * @param inner  product of the sizes behind it
 */
record Axis(int index, int outer, int length, int inner) {

    /**
     * Finds an axis.
     *
     * @param shape  the shape
     * @param number as in the YAML: from 1, or negative from the end
     * @return the axis
     * @throws StageException if there is none of that number, or it is the batch
     */
    static Axis of(Shape shape, int number) throws StageException {
        int axes = shape.sizes().size();
        int index = number < 0 ? axes + number : number;
        if (index < 1 || index >= axes) {
            throw new StageException("there is no axis " + number + " in " + shape + (axes == 1
                ? ", which has the batch only" : "; from 1 to " + (axes - 1) + " or -1 to " + (1 - axes)
                + " are possible, the batch excepted"));
        }
        int outer = new Shape(shape.sizes().subList(0, index)).size();
        int length = shape.sizes().get(index);
        return new Axis(index, outer, length, shape.size() / outer / length);
    }

    /** Where the line of numbers along the axis begins, of {@code outer · inner} lines; its step is {@link #inner}. */
    int start(int line) {
        return line / inner * length * inner + line % inner;
    }

    int lines() {
        return outer * inner;
    }
}
