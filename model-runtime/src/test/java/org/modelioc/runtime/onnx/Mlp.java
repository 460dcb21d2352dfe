package org.modelioc.runtime.onnx;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A multi-layer perceptron with tanh between its layers and random weights, as an ONNX model from {@code x} to {@code y}
 * and as plain arithmetic in double.
 */
public final class Mlp {

    private final int[] widths;
    private final float[][] weights;
    private final float[][] biases;

    /**
     * With random weights.
     *
     * @param seed   of the weights
     * @param widths of the input, the hidden layers and the output
     */
    public Mlp(long seed, int... widths) {
        RandomGenerator random = new Random(seed);
        this.widths = widths.clone();
        weights = new float[widths.length - 1][];
        biases = new float[widths.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = uniform(random, widths[layer] * widths[layer + 1]);
            biases[layer] = uniform(random, widths[layer + 1]);
        }
    }

    /**
     * The model.
     *
     * @return with a batch dimension left open
     */
    public OnnxWriter onnx() {
        OnnxWriter model = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", widths[0]);
        String last = "x";
        for (int layer = 0; layer < weights.length; layer++) {
            boolean output = layer == weights.length - 1;
            model.constant("w" + layer, weights[layer], widths[layer], widths[layer + 1])
                .constant("b" + layer, biases[layer], widths[layer + 1])
                .node("Gemm", last + " w" + layer + " b" + layer, output ? "y" : "sum" + layer);
            if (!output) {
                model.node("Tanh", "sum" + layer, "act" + layer);
            }
            last = "act" + layer;
        }
        return model.output("y", OnnxWriter.FLOAT, "batch", widths[widths.length - 1]);
    }

    /**
     * The same in double.
     *
     * @param x one row
     * @return one row
     */
    public double[] evaluate(double... x) {
        double[] row = x;
        for (int layer = 0; layer < weights.length; layer++) {
            double[] next = new double[widths[layer + 1]];
            for (int j = 0; j < next.length; j++) {
                double sum = biases[layer][j];
                for (int i = 0; i < row.length; i++) {
                    sum += row[i] * weights[layer][i * next.length + j];
                }
                next[j] = layer == weights.length - 1 ? sum : Math.tanh(sum);
            }
            row = next;
        }
        return row;
    }

    private static float[] uniform(RandomGenerator random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return values;
    }
}
