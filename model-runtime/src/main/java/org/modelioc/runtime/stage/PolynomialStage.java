package org.modelioc.runtime.stage;

/** y = c₀ + c₁·x + c₂·x² + …, by Horner's scheme. */
final class PolynomialStage extends ElementStage {

    private final double[] coefficients;

    PolynomialStage(Shape shape, int[] elements, double[] coefficients) {
        super(shape, elements);
        this.coefficients = coefficients;
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            double sum = coefficients[coefficients.length - 1];
            for (int power = coefficients.length - 2; power >= 0; power--) {
                sum = sum * values[i] + coefficients[power];
            }
            // a constant has no x to take a NaN from
            values[i] = Double.isNaN(values[i]) ? Double.NaN : sum;
        }
    }
}
