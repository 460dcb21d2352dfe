package org.modelioc.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.GreyDefinition;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.ReshapeDefinition;
import org.modelioc.schema.stage.ResizeDefinition;
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
 * same two stages on 4 096 elements; those around a model as that of the MEBT; and a camera image made small. With
 * {@code -prof gc} the bytes allocated a call show as well: none.
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
    private StageChain settings;
    private StageChain envelope;
    private StageChain image;
    private double[] pixels;
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
            stages(read.inputs().getFirst().tensor()), stages(read.outputs().getFirst().tensor()), read.evaluation());
        plain = Pipeline.open(without, model);
        staged = Pipeline.open(with, model);
        plainSnapshot = plain.newSnapshot();
        stagedSnapshot = staged.newSnapshot();
        results = new double[plain.outputs().size()];
        large = StageChain.plan(stages("x"), Shape.of(1, LARGE), LARGE, true, StageContext.NONE);
        settings = StageChain.plan(normalised(19), Shape.of(1, 19), 19, true, StageContext.NONE);
        envelope = StageChain.plan(normalised(9), Shape.of(1, 174, 9), 9, false, StageContext.NONE);
        image = StageChain.plan(List.of(
            new ResizeDefinition(target("resize"), 64, 64, ResizeDefinition.Method.AREA),
            new GreyDefinition(target("grey")), new ReshapeDefinition(target("flatten"), List.of())),
            Shape.of(1, 480, 640, 3), 480, true, StageContext.NONE);
        pixels = new Random(1).doubles(480 * 640 * 3, 0, 255).toArray();
    }

    private static StageTarget target(String stage) {
        return new StageTarget(stage, Mark.whole("benchmark"), "x", Elements.ALL);
    }

    /** As around the MEBT model: normalised by element, scaled and clipped. */
    private static List<StageDefinition> normalised(int width) {
        List<Double> numbers = new Random(width).doubles(width, 0.5, 2).boxed().toList();
        List<StageDefinition> stages = new ArrayList<>(stages("x"));
        stages.add(new NormaliseDefinition(target("normalise"),
            new NormaliseDefinition.Deviation(ElementNumbers.each(numbers), ElementNumbers.each(numbers)), false));
        return stages;
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

    /** What the stages around a model as that of the MEBT cost: 19 numbers in, 174 x 9 out; scale, clip, normalise by element. */
    @Benchmark
    public double aroundTheMebt() throws Exception {
        value = value >= 1 ? -1 : value + 0.001;
        settings.input()[0] = value;
        settings.run(0);
        envelope.input()[0] = value;
        envelope.run(0);
        return settings.output()[0] + envelope.output()[0];
    }

    /** A camera image of 640 x 480 coloured pixels to 64 x 64 grey ones. */
    @Benchmark
    public double image() throws Exception {
        System.arraycopy(pixels, 0, image.input(), 0, pixels.length);
        image.run(0);
        return image.output()[0];
    }

    private double evaluate(Pipeline pipeline, Snapshot snapshot) throws Exception {
        value = value >= 1 ? -1 : value + 0.001;
        snapshot.values()[0] = value;
        pipeline.before(snapshot);
        pipeline.after(results);
        return results[0];
    }
}
