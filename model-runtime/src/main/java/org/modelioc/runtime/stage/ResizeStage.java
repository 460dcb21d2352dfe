package org.modelioc.runtime.stage;

import java.util.Arrays;
import org.modelioc.schema.stage.ResizeDefinition.Method;

/** Images of another size, first along the rows and then along the columns. NaN where a pixel that counts is NaN. */
final class ResizeStage extends ReshapingStage {

    private final ImageShape image;
    private final int newRow;
    private final Taps columns;
    private final Taps rows;
    /** One image with rows of the new length. */
    private final double[] between;

    ResizeStage(ImageShape image, int width, int height, Method method) throws StageException {
        super(image.resized(height, width), image.channelsLast());
        this.image = image;
        this.newRow = width * image.channels();
        this.columns = Taps.of(method, image.width(), width);
        this.rows = Taps.of(method, image.height(), height);
        between = new double[image.resized(image.height(), width).size() / image.batch()];
    }

    @Override
    public void apply(double[] from, double[] to) {
        int oldRow = image.width() * image.channels();
        int height = rows.first().length;
        for (int n = 0; n < image.batch(); n++) {
            for (int y = 0; y < image.height(); y++) {
                resizeRow(from, (n * image.height() + y) * oldRow, y * newRow);
            }
            for (int y = 0; y < height; y++) {
                mixRows(y, to, (n * height + y) * newRow);
            }
        }
    }

    private void resizeRow(double[] from, int start, int target) {
        int channels = image.channels();
        for (int x = 0; x < columns.first().length; x++) {
            for (int channel = 0; channel < channels; channel++) {
                double sum = 0;
                int pixel = start + columns.first()[x] * channels + channel;
                for (int k = columns.starts()[x]; k < columns.starts()[x + 1]; k++) {
                    sum += columns.weights()[k] * from[pixel];
                    pixel += channels;
                }
                between[target + x * channels + channel] = sum / columns.total()[x];
            }
        }
    }

    private void mixRows(int y, double[] to, int target) {
        Arrays.fill(to, target, target + newRow, 0);
        for (int k = 0; k < rows.count(y); k++) {
            add(between, (rows.first()[y] + k) * newRow, rows.weights()[rows.starts()[y] + k], to, target, newRow);
        }
        double total = rows.total()[y];
        for (int i = target; total != 1 && i < target + newRow; i++) {
            to[i] /= total;
        }
    }

    private static void add(double[] from, int start, double weight, double[] to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to[target + i] += weight * from[start + i];
        }
    }
}
