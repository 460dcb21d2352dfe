package org.modelioc.runtime.stage;

/** The moving average. Summed up anew each time, because a running sum drifts. */
final class MovingMeanStage extends MovingStage {

    MovingMeanStage(Shape shape, int[] elements, int samples) throws StageException {
        super(shape, elements, samples);
    }

    @Override
    double result(double[] values, int first, int count, double gone, double added) {
        double sum = 0;
        for (int i = first; i < first + count; i++) {
            sum += values[i];
        }
        return sum / count;
    }
}
