package org.modelioc.ioc.evaluation;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
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
 * One evaluation of the LEBT example on one thread, with nobody subscribed: the model alone (the floor), all that is ours
 * around it, and both together. In the package of what it measures, because those classes are nobody else's business.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseZGC", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluationPathBenchmark {

    private Model model;
    private Pipeline pipeline;
    private InputSet inputs;
    private OutputSet outputs;
    private Snapshot snapshot;
    private double[] results;
    // what inputs are set to, in turn
    private final DoublePv[] settings = new DoublePv[0x100];
    private int id;

    /** Loads the example; the folder of the source tree is the system property {@code modelioc.home}. */
    @Setup
    public void load() throws Exception {
        Path config = Path.of(System.getProperty("modelioc.home", "."), "config/lebt/lebt.yaml");
        IocDefinition ioc = IocReader.read(config, Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        pipeline = Pipeline.open(ioc.pipelines().getFirst(), model);
        inputs = new InputSet(Row.inputs(pipeline));
        outputs = new OutputSet(Row.outputs(pipeline), ioc.outputs().stream()
            .map(pv -> new DoublePv(pv.name(), Metadata.of(pv), null)).toList());
        snapshot = pipeline.newSnapshot();
        results = new double[Row.outputs(pipeline).size()];
        for (int i = 0; i < settings.length; i++) {
            settings[i] = new DoublePv("SET", Metadata.builtIn("", ""), null);
            settings[i].commit(i * 0.01, 1, 1, Alarm.NONE);
        }
        for (int slot = 0; slot < pipeline.inputs().size(); slot++) {
            inputs.store(slot, settings[0], 1, Alarm.NONE);
        }
    }

    /** Frees the model. */
    @TearDown
    public void free() {
        pipeline.close();
        model.close();
    }

    /** The floor: ONNX Runtime's Java API on pinned tensors. */
    @Benchmark
    public void modelAlone() throws Exception {
        pipeline.infer();
    }

    /** Snapshot, before-stages, after-stages and commit. */
    @Benchmark
    public int withoutModel() throws Exception {
        begin();
        pipeline.before(snapshot);
        pipeline.after(results);
        return commit();
    }

    /** The whole evaluation. */
    @Benchmark
    public int evaluation() throws Exception {
        begin();
        pipeline.before(snapshot);
        pipeline.infer();
        pipeline.after(results);
        return commit();
    }

    private void begin() throws InterruptedException {
        id = id + 1 & Integer.MAX_VALUE;
        inputs.store(id % snapshot.values().length, settings[id & 0xFF], id, Alarm.NONE);
        inputs.request();
        inputs.take(snapshot.values());
        snapshot.begin(id, id);
    }

    private int commit() {
        outputs.commit(results, inputs.takenStamp(), id, inputs.takenCause());
        inputs.complete();
        return id;
    }
}
