package org.modelioc.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.expression.Operands;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calculated PVs: a formula of scalars and one of waveforms of 2000 elements. The floor of each is the same formula in
 * Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {

    private static final int ELEMENTS = 2000;

    private final double[] scalars = {12.5, 4.25, 0.75};
    private final double[] x = new double[ELEMENTS];
    private final double[] y = new double[ELEMENTS];
    private final double[] result = new double[ELEMENTS];
    private final Operands operands = new Operands() {
        @Override
        public double scalar(int slot) {
            return scalars[slot];
        }

        @Override
        public double[] array(int slot) {
            return slot == scalars.length ? x : y;
        }
    };
    private Expression scalar;
    private Expression array;

    /** Compiles, and fills the waveforms. */
    @Setup
    public void compile() throws Exception {
        List<Operand> declared = List.of(
            Operand.scalar("SOL1:I"), Operand.scalar("SOL1:OFFSET"), Operand.scalar("SOL1:GAIN"),
            Operand.array("BPM:X", ELEMENTS), Operand.array("BPM:Y", ELEMENTS));
        Names names = new Names(declared);
        scalar = Expression.compile("SOL1:I > 10 ? (SOL1:I - SOL1:OFFSET) * SOL1:GAIN : ABS(SOL1:I / 2 + 1)", names);
        array = Expression.compile("(BPM:X - SOL1:OFFSET) * SOL1:GAIN + BPM:Y / 2", names);
        for (int i = 0; i < ELEMENTS; i++) {
            x[i] = i * 0.001;
            y[i] = 2 - i * 0.002;
        }
    }

    /** The formula of scalars. */
    @Benchmark
    public double scalar() {
        scalars[0] = -scalars[0];
        return scalar.evaluate(operands);
    }

    /** Its floor. */
    @Benchmark
    public double scalarInJava() {
        scalars[0] = -scalars[0];
        double current = scalars[0];
        return current > 10 ? (current - scalars[1]) * scalars[2] : Math.abs(current / 2 + 1);
    }

    /** The formula of waveforms. */
    @Benchmark
    public double[] array() {
        array.evaluate(operands, result, 0);
        return result;
    }

    /** Its floor. */
    @Benchmark
    public double[] arrayInJava() {
        for (int i = 0; i < ELEMENTS; i++) {
            result[i] = (x[i] - scalars[1]) * scalars[2] + y[i] / 2;
        }
        return result;
    }
}
