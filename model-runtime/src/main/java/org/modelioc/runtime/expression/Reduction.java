package org.modelioc.runtime.expression;

/** What makes one number of an array of at least one. */
enum Reduction {
    SUM, MEAN, MIN, MAX, RMS, LENGTH;

    double apply(double[] x) {
        return switch (this) {
            case SUM -> sum(x);
            case MEAN -> sum(x) / x.length;
            case MIN -> fold(BinaryOperation.MIN, x);
            case MAX -> fold(BinaryOperation.MAX, x);
            case RMS -> rms(x);
            case LENGTH -> x.length;
        };
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }

    private static double fold(BinaryOperation operation, double[] x) {
        double result = x[0];
        for (int i = 1; i < x.length; i++) {
            result = operation.apply(result, x[i]);
        }
        return result;
    }

    private static double rms(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum / x.length);
    }
}
