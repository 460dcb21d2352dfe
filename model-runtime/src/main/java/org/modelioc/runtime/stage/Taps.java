package org.modelioc.runtime.stage;

import java.util.function.IntConsumer;
import org.modelioc.schema.stage.ResizeDefinition.Method;

/**
 * Which old pixels make each new one along one axis. Pixel i reaches from i to i + 1 and its value is that of its centre; the
 * new pixels reach over the same length as the old ones.
 *
 * @param first  for each new pixel the first old one
 * @param starts where its weights begin in {@code weights}; one more for the end
 * @param weights how much of each old pixel
 * @param total  for each new pixel the sum of its weights, by which the sum is to be divided
 */
record Taps(int[] first, int[] starts, double[] weights, double[] total) {

    static Taps of(Method method, int from, int to) {
        Builder builder = new Builder(from, to);
        IntConsumer pixel = switch (method) {
            case NEAREST -> builder::nearest;
            case BILINEAR -> builder::linear;
            case AREA -> builder::area;
        };
        for (int i = 0; i < to; i++) {
            pixel.accept(i);
        }
        return builder.taps();
    }

    int count(int i) {
        return starts[i + 1] - starts[i];
    }

    private static final class Builder {
        private final int from;
        private final int to;
        private final int[] first;
        private final int[] starts;
        private final double[] weights;
        private final double[] total;
        private int used;

        Builder(int from, int to) {
            this.from = from;
            this.to = to;
            first = new int[to];
            starts = new int[to + 1];
            // an area shares at most its two end pixels with the next ones
            weights = new double[from + 2 * to];
            total = new double[to];
        }

        /** The pixel in which the centre lies, of two neighbours the right one. */
        void nearest(int i) {
            first[i] = Math.toIntExact(((2L * i + 1) * from) / (2L * to));
            end(i, 1);
        }

        /** Between the centres of two pixels; beyond the outermost centres the outermost pixel. */
        void linear(int i) {
            // twice the distance of the centre from the centre of pixel 0, in parts of 'to'
            long numerator = Math.max((2L * i + 1) * from - to, 0);
            int left = Math.toIntExact(Math.min(numerator / (2L * to), from - 1));
            double fraction = left == from - 1 ? 0 : (double) (numerator - 2L * to * left) / (2L * to);
            first[i] = left;
            if (fraction == 0) {
                end(i, 1);
            } else {
                weights[used++] = 1 - fraction;
                end(i, fraction);
            }
        }

        /** All pixels that the new one covers, each by the part that is covered. */
        void area(int i) {
            // in parts of an old pixel, of which each has 'to'
            long begin = (long) i * from;
            long end = begin + from;
            first[i] = Math.toIntExact(begin / to);
            for (long pixel = begin / to; pixel * to < end; pixel++) {
                weights[used++] = (double) (Math.min(end, (pixel + 1) * to) - Math.max(begin, pixel * to)) / to;
            }
            used--;
            end(i, weights[used]);
        }

        private void end(int i, double weight) {
            weights[used++] = weight;
            starts[i + 1] = used;
            for (int k = starts[i]; k < used; k++) {
                total[i] += weights[k];
            }
        }

        Taps taps() {
            return new Taps(first, starts, weights, total);
        }
    }
}
