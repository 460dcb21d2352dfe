package org.modelioc.runtime.stage;

/** y = exp(x − max) / Σ exp(x − max) along an axis: the maximum is taken away so that nothing overflows. */
final class SoftmaxStage implements Stage {

    private final Shape shape;
    private final Axis axis;

    SoftmaxStage(Shape shape, Axis axis) {
        this.shape = shape;
        this.axis = axis;
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public void apply(double[] from, double[] to) {
        int step = axis.inner();
        for (int line = 0; line < axis.lines(); line++) {
            int start = axis.start(line);
            int end = start + axis.length() * step;
            double greatest = to[start];
            for (int i = start; i < end; i += step) {
                greatest = Math.max(greatest, to[i]);
            }
            double sum = 0;
            for (int i = start; i < end; i += step) {
                to[i] = Math.exp(to[i] - greatest);
                sum += to[i];
            }
            for (int i = start; i < end; i += step) {
                to[i] /= sum;
            }
        }
    }
}
