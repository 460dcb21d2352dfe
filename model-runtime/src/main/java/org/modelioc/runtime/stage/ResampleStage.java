package org.modelioc.runtime.stage;

/** Equidistant points along an axis, linear in between; both ends stay. Of a single point, all are copies. */
final class ResampleStage extends ReshapingStage {

    private final Axis axis;
    /** For each new point the old one at or before it. */
    private final int[] left;
    /** How far it is from there to the next, 0 to 1. */
    private final double[] fraction;

    ResampleStage(Shape shape, Axis axis, int points) throws StageException {
        super(shape.with(axis.index(), points), beforeLast(shape, axis));
        this.axis = axis;
        this.left = new int[points];
        this.fraction = new double[points];
        for (int i = 0; i < points; i++) {
            long distance = (long) i * (axis.length() - 1);
            left[i] = Math.toIntExact(distance / (points - 1));
            fraction[i] = (double) (distance % (points - 1)) / (points - 1);
        }
    }

    @Override
    public void apply(double[] from, double[] to) {
        int inner = axis.inner();
        for (int outer = 0; outer < axis.outer(); outer++) {
            for (int i = 0; i < left.length; i++) {
                int before = (outer * axis.length() + left[i]) * inner;
                int at = (outer * left.length + i) * inner;
                if (fraction[i] == 0) {
                    // a NaN of the next point is none of this one's business
                    System.arraycopy(from, before, to, at, inner);
                    continue;
                }
                for (int k = 0; k < inner; k++) {
                    double value = from[before + k];
                    to[at + k] = value + (from[before + inner + k] - value) * fraction[i];
                }
            }
        }
    }
}
