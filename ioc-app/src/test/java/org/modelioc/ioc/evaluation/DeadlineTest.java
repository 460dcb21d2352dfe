package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.model.Device;

/** A model that runs past the deadline of its pipeline: a real one, held up at the door of its run. */
class DeadlineTest {

    private static final long SECONDS = 60;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private final Semaphore door = new Semaphore(0);
    private Model model;
    private Evaluation evaluation;

    private final class HeldUp implements Session {
        private final Session session;

        HeldUp(Session session) {
            this.session = session;
        }

        @Override
        public List<Tensor> inputs() {
            return session.inputs();
        }

        @Override
        public List<Tensor> outputs() {
            return session.outputs();
        }

        @Override
        public void run() throws InferenceException {
            door.acquireUninterruptibly();
            session.run();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private final class HeldUpModel implements Model {
        private final Model real;

        HeldUpModel(Model real) {
            this.real = real;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public String engine() {
            return real.engine();
        }

        @Override
        public Device device() {
            return real.device();
        }

        @Override
        public List<TensorSignature> inputs() {
            return real.inputs();
        }

        @Override
        public List<TensorSignature> outputs() {
            return real.outputs();
        }

        @Override
        public Map<String, String> metadata() {
            return real.metadata();
        }

        @Override
        public Session newSession(int batch) throws ModelLoadException {
            return new HeldUp(real.newSession(batch));
        }

        @Override
        public Session newSession(List<Tensor> inputs, List<Tensor> outputs) throws ModelLoadException {
            return new HeldUp(real.newSession(inputs, outputs));
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 1).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 1).write(folder.resolve("m.onnx"));
        Path config = Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:"}
            models: {m: {file: m.onnx, inputs: {x: "float32[batch, 1]"}, outputs: {y: "float32[batch, 1]"}}}
            inputs: {A: {value: 1}}
            outputs: {X: {}}
            pipelines: {P: {model: m, inputs: {x: [A]}, outputs: {y: [X]}, deadline: 100 ms}}
            """);
        IocDefinition ioc = IocReader.read(config, Map.of());
        model = new HeldUpModel(new OnnxEngine().load(ioc.models().getFirst()));
        evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
        evaluation.initialise();
        door.release();
        evaluation.start();
    }

    @AfterEach
    void stop() {
        door.release(1 << 20);
        evaluation.close();
        model.close();
    }

    private DoublePv pv(String name) {
        return (DoublePv) database.get("T:" + name);
    }

    private Alarm alarm() {
        synchronized (pv("X")) {
            return pv("X").alarm();
        }
    }

    private CompletableFuture<Void> put(double value) throws Exception {
        pv("A").put(value);
        return pv("A").setpoint().processAndWait();
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void outputsAreInvalidWhileItRunsAndGoodAfterTheNextEvaluation() throws Exception {
        Evaluator evaluator = evaluation.evaluators().getFirst();
        long misses = evaluator.deadlineMisses();

        CompletableFuture<Void> late = put(2);
        eventually(() -> alarm().severity() == AlarmSeverity.INVALID);
        assertThat(late).as("the model still runs").isNotDone();
        assertThat(alarm().message()).isEqualTo("LATE: the deadline of 100.0 ms was missed");
        assertThat(alarm().condition()).isEqualTo(Condition.TIMEOUT);

        door.release();
        late.get(SECONDS, TimeUnit.SECONDS);
        assertThat(pv("X").value()).as("better late than never").isEqualTo(2);
        assertThat(alarm().message()).as("but known to be late").isEqualTo("LATE: the deadline of 100.0 ms was missed");
        assertThat(evaluator.deadlineMisses()).isEqualTo(misses + 1);
        assertThat(evaluator.errors()).isZero();

        door.release(1 << 10);
        for (int i = 0; alarm() != Alarm.NONE; i++) {
            // a machine that is busy enough misses it now and then without being held up
            assertThat(i).isLessThan(1 << 9);
            put(i).get(SECONDS, TimeUnit.SECONDS);
            assertThat(pv("X").value()).isEqualTo(i);
        }
    }
}
