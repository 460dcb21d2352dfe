package org.modelioc.runtime.stage;

import java.util.List;

/** The axes in another order. */
final class PermuteStage extends ReshapingStage {

    /** Sizes of the new array. */
    private final int[] sizes;
    /** How far apart neighbours along each new axis are in the old array. */
    private final int[] steps;
    /** Where we are along each new axis but the last. */
    private final int[] index;

    PermuteStage(Shape shape, List<Integer> axes) throws StageException {
        super(permuted(shape, axes), axes.getLast() == shape.sizes().size() - 1);
        sizes = output().sizes().stream().mapToInt(Integer::intValue).toArray();
        steps = new int[sizes.length];
        index = new int[sizes.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new Shape(shape.sizes().subList(axes.get(i) + 1, sizes.length)).size();
        }
    }

    private static Shape permuted(Shape shape, List<Integer> axes) throws StageException {
        if (axes.size() != shape.sizes().size()) {
            throw new StageException("'axes' has " + axes.size() + " of them, and " + shape + " has " + shape.sizes().size());
        }
        return new Shape(axes.stream().map(axis -> shape.sizes().get(axis)).toList());
    }

    @Override
    public void apply(double[] from, double[] to) {
        int last = sizes.length - 1;
        int start = 0;
        for (int line = 0; line < to.length; line += sizes[last]) {
            for (int i = 0; i < sizes[last]; i++) {
                to[line + i] = from[start + i * steps[last]];
            }
            int axis = last - 1;
            while (axis >= 0 && ++index[axis] == sizes[axis]) {
                start -= (sizes[axis] - 1) * steps[axis];
                index[axis--] = 0;
            }
            start += axis >= 0 ? steps[axis] : 0;
        }
    }
}
