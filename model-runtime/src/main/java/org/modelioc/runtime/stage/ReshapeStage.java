package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;

/** The same numbers in the same order by other axes: nothing is to be done when it runs. */
final class ReshapeStage implements Stage {

    private final Shape output;
    private final boolean keepsElements;

    /**
     * For a shape.
     *
     * @param sizes behind the batch; empty for one axis
     */
    ReshapeStage(Shape shape, List<Integer> sizes) throws StageException {
        int batch = shape.sizes().getFirst();
        int row = shape.size() / batch;
        List<Integer> all = new ArrayList<>(List.of(batch));
        all.addAll(sizes.isEmpty() ? List.of(row) : sizes);
        long product = 1;
        for (int size : sizes) {
            product = Math.min(product * size, Integer.MAX_VALUE);
        }
        if (!sizes.isEmpty() && product != row) {
            throw new StageException("the sizes " + sizes + " are for " + (product == Integer.MAX_VALUE ? "more" : product)
                + " numbers, and " + shape + " has " + row + (batch == 1 ? "" : " in a row"));
        }
        output = new Shape(all);
        keepsElements = output.last() == shape.last();
    }

    @Override
    public Shape output() {
        return output;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public boolean keepsElements() {
        return keepsElements;
    }

    @Override
    public void apply(double[] from, double[] to) {
        // the array is the same
    }
}
