package org.modelioc.runtime.stage;

import java.util.Arrays;

/** The last samples as a sequence, the oldest first: [batch, …, features] becomes [batch, samples, …, features]. */
final class WindowStage extends ReshapingStage {

    private final int batch;
    private final int samples;
    private final int width;
    private final boolean repeat;
    /** The samples of each row of the batch as a ring. */
    private final double[] history;
    /** Place of the oldest sample, which the next one replaces. */
    private int oldest;
    private boolean empty;

    WindowStage(Shape shape, int samples, boolean repeat) throws StageException {
        super(shape.with(0, shape.sizes().getFirst(), samples), true);
        this.batch = shape.sizes().getFirst();
        this.samples = samples;
        this.width = shape.size() / batch;
        this.repeat = repeat;
        history = new double[output().size()];
        reset();
    }

    @Override
    public void apply(double[] from, double[] to) {
        int split = oldest + 1 == samples ? 0 : oldest + 1;
        for (int row = 0; row < batch; row++) {
            int start = row * samples * width;
            for (int i = 0; empty && repeat && i < samples; i++) {
                System.arraycopy(from, row * width, history, start + i * width, width);
            }
            System.arraycopy(from, row * width, history, start + oldest * width, width);
            System.arraycopy(history, start + split * width, to, start, (samples - split) * width);
            System.arraycopy(history, start, to, start + (samples - split) * width, split * width);
        }
        oldest = split;
        empty = false;
    }

    @Override
    public void takeOver(Stage predecessor) {
        WindowStage before = (WindowStage) predecessor;
        System.arraycopy(before.history, 0, history, 0, history.length);
        oldest = before.oldest;
        empty = before.empty;
    }

    @Override
    public void reset() {
        Arrays.fill(history, Double.NaN);
        oldest = 0;
        empty = true;
    }
}
