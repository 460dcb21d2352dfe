package org.modelioc.runtime.stage;

/** The index of the largest along an axis, of equals the first; NaN where one is NaN. */
final class ArgmaxStage extends ReshapingStage {

    private final Axis axis;

    ArgmaxStage(Shape shape, Axis axis) throws StageException {
        super(shape.with(axis.index()), beforeLast(shape, axis));
        this.axis = axis;
    }

    @Override
    public void apply(double[] from, double[] to) {
        for (int line = 0; line < axis.lines(); line++) {
            int start = axis.start(line);
            double greatest = from[start];
            double index = Double.isNaN(greatest) ? Double.NaN : 0;
            for (int i = 1; i < axis.length(); i++) {
                double value = from[start + i * axis.inner()];
                if (Double.isNaN(value)) {
                    index = Double.NaN;
                } else if (value > greatest) {
                    greatest = value;
                    index = Double.isNaN(index) ? index : i;
                }
            }
            to[line] = index;
        }
    }
}
