package org.modelioc.schema.expression;

/** What makes one number of an array of at least one. */
enum Reduction {
    SUM, MEAN, MIN, MAX, RMS, LENGTH;

    double apply(double[] x, int from, int length) {
        return switch (this) {
            case SUM -> sum(x, from, length);
            case MEAN -> sum(x, from, length) / length;
            case MIN -> fold(BinaryOperation.MIN, x, from, length);
            case MAX -> fold(BinaryOperation.MAX, x, from, length);
            case RMS -> rms(x, from, length);
            case LENGTH -> length;
        };
    }

    private static double sum(double[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static double fold(BinaryOperation operation, double[] x, int from, int length) {
        double result = x[from];
        for (int i = from + 1; i < from + length; i++) {
            result = operation.apply(result, x[i]);
        }
        return result;
    }

    private static double rms(double[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i] * x[i];
        }
        return Math.sqrt(sum / length);
    }
}
