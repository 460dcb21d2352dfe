package org.modelioc.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.stage.StageContext;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.PipelineDefinition;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageTarget;
import org.modelioc.schema.yaml.Mark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What stages cost in an evaluation: the LEBT example's way of values into the model and out of it, without stages (the
 * floor) and with a scale and a clip on each side, on 10 and 6 elements. The model itself does not run. For large tensors, the
 * same two stages on 4 096 elements. With {@code -prof gc} the bytes allocated a call show as well: none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseZGC", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {

    private static final int LARGE = 4_096;

    private Model model;
    private Pipeline plain;
    private Pipeline staged;
    private Snapshot plainSnapshot;
    private Snapshot stagedSnapshot;
    private double[] results;
    private StageChain large;
    private double value;

    /** Loads the example; the folder of the source tree is the system property {@code modelioc.home}. */
    @Setup
    public void load() throws Exception {
        Path config = Path.of(System.getProperty("modelioc.home", "."), "config/lebt/lebt.yaml");
        IocDefinition ioc = IocReader.read(config, Map.of());
        PipelineDefinition read = ioc.pipelines().getFirst();
        model = new OnnxEngine().load(ioc.models().getFirst());
        PipelineDefinition without =
            new PipelineDefinition(read.name(), read.at(), read.model(), read.inputs(), read.outputs());
        PipelineDefinition with = new PipelineDefinition(read.name(), read.at(), read.model(), read.inputs(), read.outputs(),
            stages(read.inputs().getFirst().tensor()), stages(read.outputs().getFirst().tensor()));
        plain = Pipeline.open(without, model);
        staged = Pipeline.open(with, model);
        plainSnapshot = plain.newSnapshot();
        stagedSnapshot = staged.newSnapshot();
        results = new double[plain.outputs().size()];
        large = StageChain.plan(stages("x"), Shape.of(1, LARGE), LARGE, true, StageContext.NONE);
    }

    private static List<StageDefinition> stages(String tensor) {
        Mark at = Mark.whole("benchmark");
        return List.of(
            new ScaleDefinition(new StageTarget("scale", at, tensor, Elements.ALL), ElementNumbers.common(0.5),
                ElementNumbers.common(0.25)),
            new ClipDefinition(new StageTarget("clip", at, tensor, Elements.ALL), ElementNumbers.common(-1),
                ElementNumbers.common(1)));
    }

    /** Frees the model. */
    @TearDown
    public void free() {
        plain.close();
        staged.close();
        model.close();
    }

    /** The floor: PVs into the input tensor and the output tensor into PVs. */
    @Benchmark
    public double withoutStages() throws Exception {
        return evaluate(plain, plainSnapshot);
    }

    /** The same with a scale and a clip on each side. */
    @Benchmark
    public double withStages() throws Exception {
        return evaluate(staged, stagedSnapshot);
    }

    /** A scale and a clip on 4 096 elements in place. */
    @Benchmark
    public double largeTensor() throws Exception {
        value = value >= 1 ? -1 : value + 0.001;
        large.input()[0] = value;
        large.run(0);
        return large.output()[LARGE - 1];
    }

    private double evaluate(Pipeline pipeline, Snapshot snapshot) throws Exception {
        value = value >= 1 ? -1 : value + 0.001;
        snapshot.values()[0] = value;
        pipeline.before(snapshot);
        pipeline.after(results);
        return results[0];
    }
}
