package org.modelioc.runtime.stage;

/** The number of levels that x reaches. NaN stays NaN. */
final class ThresholdStage extends ElementStage {

    /** Strictly increasing. */
    private final double[] levels;

    ThresholdStage(Shape shape, int[] elements, double[] levels) {
        super(shape, elements);
        this.levels = levels;
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            if (!Double.isNaN(values[i])) {
                int reached = 0;
                while (reached < levels.length && values[i] >= levels[reached]) {
                    reached++;
                }
                values[i] = reached;
            }
        }
    }
}
