package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelioc.runtime.stage.Chains.each;
import static org.modelioc.runtime.stage.Chains.one;
import static org.modelioc.runtime.stage.Chains.target;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.stage.ArgmaxDefinition;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.CropDefinition;
import org.modelioc.schema.stage.ExpDefinition;
import org.modelioc.schema.stage.GreyDefinition;
import org.modelioc.schema.stage.LogDefinition;
import org.modelioc.schema.stage.LookupDefinition;
import org.modelioc.schema.stage.LookupDefinition.Curve;
import org.modelioc.schema.stage.LookupDefinition.Extrapolate;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.NormaliseDefinition.Deviation;
import org.modelioc.schema.stage.OneHotDefinition;
import org.modelioc.schema.stage.PermuteDefinition;
import org.modelioc.schema.stage.PolynomialDefinition;
import org.modelioc.schema.stage.ReduceDefinition;
import org.modelioc.schema.stage.ReplaceMissingDefinition;
import org.modelioc.schema.stage.ResampleDefinition;
import org.modelioc.schema.stage.ReshapeDefinition;
import org.modelioc.schema.stage.ResizeDefinition;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.stage.SmoothDefinition;
import org.modelioc.schema.stage.SoftmaxDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.ThresholdDefinition;
import org.modelioc.schema.stage.WindowDefinition;

/** Bytes that a run of all stages, one after the other, allocates: none. */
class StageAllocationTest {

    private static final int RUNS = 3_000;

    /** A PV with the value 1. */
    private static final PvSource ONE = new PvSource() {
        private final double[] values = {1};

        @Override
        public List<Operand> pvs() {
            return List.of(Operand.scalar("A"));
        }

        @Override
        public int offset(String pv) {
            return 0;
        }

        @Override
        public double[] values() {
            return values;
        }
    };

    private static List<StageDefinition> all() {
        List<StageDefinition> stages = new ArrayList<>(List.of(
            new ScaleDefinition(target("", 0, 2), each(2.0, 3.0), one(1)),
            new ClipDefinition(target(""), one(-5), one(5)),
            new NormaliseDefinition(target(""), new Deviation(one(0), one(2)), false),
            new PolynomialDefinition(target(""), List.of(1.0, 1.0)),
            new LookupDefinition(target(""), new Curve(List.of(-9.0, 0.0, 9.0), List.of(0.0, 1.0, 4.0)), Extrapolate.LINEAR),
            new LogDefinition(target(""), 3), new ExpDefinition(target(""), 3)));
        for (ReplaceMissingDefinition.By by : ReplaceMissingDefinition.By.values()) {
            stages.add(new ReplaceMissingDefinition(target(""), by, 0, -1));
        }
        for (SmoothDefinition.Method method : SmoothDefinition.Method.values()) {
            stages.add(new SmoothDefinition(target(""), method, 90));
        }
        stages.add(new SmoothDefinition(target(""), SmoothDefinition.Method.EXPONENTIAL, Double.NaN,
            Optional.of(Duration.ofSeconds(1))));
        stages.add(new SoftmaxDefinition(target(""), -1));
        stages.add(new WindowDefinition(target(""), 100, true));
        for (ReduceDefinition.Method method : ReduceDefinition.Method.values()) {
            stages.add(new ReduceDefinition(target(""), method, 1, 1));
            stages.add(new WindowDefinition(target(""), 100, true));
        }
        stages.add(new ReduceDefinition(target(""), ReduceDefinition.Method.MEAN, 1, 1));
        stages.add(new WindowDefinition(target(""), 50, Optional.of(Duration.ofSeconds(3)), true));
        stages.add(new ResampleDefinition(target(""), 1, 30));
        stages.add(new ArgmaxDefinition(target(""), 1));
        stages.add(new ThresholdDefinition(target(""), List.of(1.0)));
        stages.add(new OneHotDefinition(target(""), 3));
        stages.addAll(List.of(new ResampleDefinition(target(""), 1, 40),
            new ReshapeDefinition(target(""), List.of(10, 4, 3)),
            new ResizeDefinition(target(""), 5, 8, ResizeDefinition.Method.BILINEAR),
            new ResizeDefinition(target(""), 3, 6, ResizeDefinition.Method.AREA),
            new ResizeDefinition(target(""), 4, 7, ResizeDefinition.Method.NEAREST),
            new CropDefinition(target(""), 1, 1, 3, 4), new PermuteDefinition(target(""), List.of(0, 3, 1, 2)),
            new PermuteDefinition(target(""), List.of(0, 2, 3, 1)), new GreyDefinition(target("")),
            ExpressionStageTest.expression("x > MEAN(x) ? x * A : x + A * x[1]", 0, 2),
            ExpressionStageTest.expression("x * A + SUM(x) * 1e-9", 0, 1),
            new ThresholdDefinition(target(""), List.of(0.1))));
        return stages;
    }

    @Test
    void nothing() throws Exception {
        Random random = new Random(1);
        StageChain chain = StageChain.plan(all(), Shape.of(1, 4), 4, true,
            new StageContext(Optional.empty(), List.of(ONE)));
        double[] input = new double[4];
        for (int i = 0; i < RUNS; i++) {
            run(chain, input, random, i * 70_000_000L);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run(chain, input, random, i * 70_000_000L);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS).as("bytes a run").isLessThan(1);
        assertThat(chain.output()).containsOnly(1);
    }

    private static void run(StageChain chain, double[] input, Random random, long stamp) throws InferenceException {
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextDouble();
        }
        System.arraycopy(input, 0, chain.input(), 0, input.length);
        chain.run(stamp);
    }
}
