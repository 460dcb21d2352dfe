package org.modelioc.ioc.evaluation;

import java.util.Arrays;

/**
 * The three figures of {@link EvaluationPathBenchmark} in turns within one JVM, block by block: on a machine whose clock or load
 * changes from one second to the next, only a ratio of neighbours means something. Prints the medians over the blocks.
 */
public final class EvaluationRatio {

    private static final int WARM_UP = 200;
    private static final int BLOCKS = 1_000;
    private static final int RUNS = 200;

    @FunctionalInterface
    private interface Run {
        void run() throws Exception;
    }

    private EvaluationRatio() {
    }

    /**
     * Measures and prints a table.
     *
     * @param args none
     * @throws Exception if the example cannot be loaded
     */
    public static void main(String[] args) throws Exception {
        EvaluationPathBenchmark example = new EvaluationPathBenchmark();
        example.load();
        String[] names = {"model alone", "without model", "evaluation"};
        Run[] runs = {example::modelAlone, example::withoutModel, example::evaluation};
        double[][] nanos = new double[runs.length][BLOCKS];
        for (int block = -WARM_UP; block < BLOCKS; block++) {
            for (int i = 0; i < runs.length; i++) {
                long start = System.nanoTime();
                for (int run = 0; run < RUNS; run++) {
                    runs[i].run();
                }
                if (block >= 0) {
                    nanos[i][block] = (System.nanoTime() - start) / (double) RUNS;
                }
            }
        }
        example.free();
        System.out.printf("%-16s %10s %10s   (ns a run, median of %d blocks of %d; ratio to %s)%n",
            "LEBT, batch 1", "median", "ratio", BLOCKS, RUNS, names[0]);
        double floor = median(nanos[0]);
        for (int i = 0; i < runs.length; i++) {
            System.out.printf("%-16s %10.0f %10.2f%n", names[i], median(nanos[i]), median(nanos[i]) / floor);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
