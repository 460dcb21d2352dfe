package org.modelioc.runtime.stage;

/**
 * y = (x − centre) / spread · width + low: from one origin and measure to another. In this order, because it gives the very
 * numbers of the usual formulas.
 */
final class NormaliseStage extends ElementStage {

    private final double[] centre;
    private final double[] spread;
    private final double[] width;
    private final double[] low;

    NormaliseStage(Shape shape, int[] elements, double[] centre, double[] spread, double[] width, double[] low) {
        super(shape, elements);
        this.centre = centre;
        this.spread = spread;
        this.width = width;
        this.low = low;
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = 0; i < count; i++) {
            int p = parameter + i;
            values[at + i] = (values[at + i] - centre[p]) / spread[p] * width[p] + low[p];
        }
    }
}
