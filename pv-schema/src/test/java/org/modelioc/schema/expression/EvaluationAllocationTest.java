package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Bytes that a thread allocates by evaluating. */
class EvaluationAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int RUNS = 100_000;
    private static final String SCALAR = "A > B ? MAX(A, B, C) * SIN(A * D2R) + NINT(C) : SQRT(A^2 + B^2) % 7 + RNDM";
    private static final String ARRAY = "X > MEAN(X) ? X * A - Y / B : MIN(Y, -X, C) + Y[3] * LEN(X)";

    private static Values values() {
        double[] ramp = DoubleStream.iterate(0, x -> x + 1).limit(50).toArray();
        return Values.letters(3, 4, 5).array("X", ramp).array("Y", ramp.clone());
    }

    @Test
    void evaluationAllocatesNothing() throws ExpressionException {
        Values values = values();
        Expression scalar = Expression.compile(SCALAR, values.names());
        Expression array = Expression.compile(ARRAY, values.names());
        double[] result = new double[50];
        double[] sum = new double[1];

        double bytes = bytesPerRun(() -> {
            sum[0] += scalar.evaluate(values);
            array.evaluate(values, result, 0);
        });

        assertThat(bytes).isLessThan(1);
        assertThat(sum[0]).isFinite();
        assertThat(result[49]).isEqualTo(49 * 3 - 49 / 4.0);
    }

    private static double bytesPerRun(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            run.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS;
    }
}
