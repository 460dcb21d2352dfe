package org.modelioc.runtime.stage;

import org.modelioc.schema.stage.ReduceDefinition.Method;

/** One number of all along an axis. NaN where one is NaN. */
final class ReduceStage extends ReshapingStage {

    private final Axis axis;
    private final Method method;
    private final double step;
    /** One line of numbers. */
    private final double[] line;

    ReduceStage(Shape shape, Axis axis, Method method, double step) throws StageException {
        super(shape.with(axis.index()), beforeLast(shape, axis));
        if (method == Method.INTEGRAL && axis.length() < 2) {
            throw new StageException("an integral needs at least two points along the axis, and " + shape + " has one");
        }
        this.axis = axis;
        this.method = method;
        this.step = step;
        this.line = new double[axis.length()];
    }

    @Override
    public void apply(double[] from, double[] to) {
        for (int i = 0; i < axis.lines(); i++) {
            int start = axis.start(i);
            boolean missing = false;
            for (int k = 0; k < line.length; k++) {
                line[k] = from[start + k * axis.inner()];
                missing |= Double.isNaN(line[k]);
            }
            to[i] = missing ? Double.NaN : reduce();
        }
    }

    private double reduce() {
        return switch (method) {
            case SUM -> sum();
            case MEAN -> sum() / line.length;
            case MEDIAN -> Medians.of(line);
            case MIN -> least();
            case MAX -> greatest();
            case RMS -> rootMeanSquare();
            case INTEGRAL -> step * (sum() - line[0] / 2 - line[line.length - 1] / 2);
        };
    }

    private double sum() {
        double sum = 0;
        for (double value : line) {
            sum += value;
        }
        return sum;
    }

    private double least() {
        double least = line[0];
        for (double value : line) {
            least = Math.min(least, value);
        }
        return least;
    }

    private double greatest() {
        double greatest = line[0];
        for (double value : line) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    private double rootMeanSquare() {
        double sum = 0;
        for (double value : line) {
            sum += value * value;
        }
        return Math.sqrt(sum / line.length);
    }
}
