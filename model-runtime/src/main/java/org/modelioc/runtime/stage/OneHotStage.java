package org.modelioc.runtime.stage;

import java.util.Arrays;

/** 1 at the index and 0 elsewhere, along a new last axis; NaN all along where the number is no index of a class. */
final class OneHotStage extends ReshapingStage {

    private final int classes;

    OneHotStage(Shape shape, int classes) throws StageException {
        super(shape.with(shape.sizes().size() - 1, shape.last(), classes), false);
        this.classes = classes;
    }

    @Override
    public void apply(double[] from, double[] to) {
        for (int i = 0; i < to.length / classes; i++) {
            int index = (int) from[i];
            boolean valid = index == from[i] && index >= 0 && index < classes;
            Arrays.fill(to, i * classes, (i + 1) * classes, valid ? 0 : Double.NaN);
            if (valid) {
                to[i * classes + index] = 1;
            }
        }
    }
}
