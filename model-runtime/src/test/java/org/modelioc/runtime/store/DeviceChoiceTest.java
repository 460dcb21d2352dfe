package org.modelioc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.DeviceException;
import org.modelioc.runtime.engine.Engines;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.VersionFolder;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.model.ModelOptions;

/**
 * Which device a model gets, with the real runtime on the CPU and, in place of a graphics processor, the same runtime made
 * slower, or refused: a stand-in where the device is loaded onto, and nowhere else.
 */
class DeviceChoiceTest {

    private static final Device GPU = Device.cuda(0);
    /** Far more than a run of the model on a loaded machine. */
    private static final long SLOW = 200_000_000;

    @TempDir
    private Path folder;
    private final List<StandIn> open = new ArrayList<>();

    /** A model on a device: the one on the CPU behind a delay. */
    private final class StandIn implements Model {
        private final Model model;
        private final Device device;
        private final long delay;
        private boolean closed;

        StandIn(Model model, Device device, long delay) {
            this.model = model;
            this.device = device;
            this.delay = delay;
            open.add(this);
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public String engine() {
            return model.engine();
        }

        @Override
        public Device device() {
            return device;
        }

        @Override
        public Session newSession(List<Tensor> inputs, List<Tensor> outputs) throws ModelLoadException {
            return new Delayed(model.newSession(inputs, outputs), delay);
        }

        @Override
        public List<TensorSignature> inputs() {
            return model.inputs();
        }

        @Override
        public List<TensorSignature> outputs() {
            return model.outputs();
        }

        @Override
        public Map<String, String> metadata() {
            return model.metadata();
        }

        @Override
        public Session newSession(int batch) throws ModelLoadException {
            return new Delayed(model.newSession(batch), delay);
        }

        @Override
        public void close() {
            closed = true;
            model.close();
        }
    }

    private record Delayed(Session session, long delay) implements Session {

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
            if (delay < 0) {
                throw new InferenceException("model 'm': libcudnn.so.9: cannot open shared object file", null);
            }
            LockSupport.parkNanos(delay);
            session.run();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    /** Chooses between the CPU and a GPU with delays of their own; a negative one fails at its first run. */
    private DeviceChoice.Placed choose(Device wish, long cpu, long gpu) throws Exception {
        Path version = new VersionFolder("1.0.0", 2).write(folder.resolve("v" + open.size()));
        ModelCard card = ModelCardReader.read(version.resolve("card.yaml"));
        DeviceChoice choice = new DeviceChoice(List.of(Device.CPU, GPU), device -> new StandIn(
            new OnnxEngine().load(Definitions.model(version.resolve("m.onnx"))), device, device.equals(GPU) ? gpu : cpu),
            Optional.of(card), 1);
        return choice.choose(wish);
    }

    private void assertOnlyOpen(DeviceChoice.Placed placed) {
        assertThat(open).filteredOn(each -> !each.closed).hasSize(1).first().isSameAs(placed.model());
        placed.model().close();
    }

    @Test
    void autoTakesTheFasterOne() throws Exception {
        DeviceChoice.Placed placed = choose(Device.AUTO, SLOW, 0);
        assertThat(placed.model().device()).isEqualTo(GPU);
        assertThat(placed.fallback()).isFalse();
        assertThat(placed.reason()).matches("auto: a run takes cpu [0-9]+ us, cuda:0 [0-9]+ us");
        assertOnlyOpen(placed);

        placed = choose(Device.AUTO, 0, SLOW);
        assertThat(placed.model().device()).isEqualTo(Device.CPU);
        assertThat(placed.fallback()).isFalse();
        assertOnlyOpen(placed);
    }

    @Test
    void autoTellsOfADeviceThatCannotBeUsed() throws Exception {
        DeviceChoice.Placed placed = choose(Device.AUTO, 0, -1);

        assertThat(placed.model().device()).isEqualTo(Device.CPU);
        assertThat(placed.fallback()).isTrue();
        assertThat(placed.reason()).matches("auto: a run takes cpu [0-9]+ us; cuda:0 cannot be used: model 'm': libcudnn.so.9:"
            + " cannot open shared object file");
        assertOnlyOpen(placed);
    }

    @Test
    void aDeviceThatFailsAtItsFirstRunGivesWay() throws Exception {
        DeviceChoice.Placed placed = choose(GPU, 0, -1);

        assertThat(placed.model().device()).isEqualTo(Device.CPU);
        assertThat(placed.fallback()).isTrue();
        assertThat(placed.reason()).isEqualTo("cuda:0 cannot be used, runs on cpu: model 'm': libcudnn.so.9: cannot open shared"
            + " object file");
        assertOnlyOpen(placed);
    }

    @Test
    void aDeviceThatWorksIsTaken() throws Exception {
        DeviceChoice.Placed placed = choose(GPU, 0, 0);

        assertThat(placed.model().device()).isEqualTo(GPU);
        assertThat(placed.fallback()).isFalse();
        assertThat(placed.reason()).isEmpty();
        assertOnlyOpen(placed);
    }

    @Test
    void theRealRuntimeWithoutCudaGivesWayWithItsReason() throws Exception {
        Path version = new VersionFolder("1.0.0", 2).write(folder.resolve("real"));
        ModelDefinition plain = Definitions.model(version);
        ModelDefinition wish = new ModelDefinition(plain.name(), plain.at(), version, plain.fileAt(), List.of(), List.of(),
            new ModelOptions(false, Optional.empty(), GPU, OptionalLong.of(1 << 30), Optional.empty(), Optional.empty()));

        try (LoadedModel loaded = new ModelLoader(Engines.find()).begin(wish)) {
            assumeTrue(loaded.fallback(), "CUDA works here");
            assertThat(loaded.model().device()).isEqualTo(Device.CPU);
            assertThat(loaded.reason()).startsWith("cuda:0 cannot be used, runs on cpu: ");
        }
    }

    @Test
    void aModelAtFaultIsNoFaultOfTheDevice() {
        DeviceChoice choice = new DeviceChoice(List.of(Device.CPU, GPU), _ -> {
            throw new ModelLoadException("broken");
        }, Optional.empty(), 1);

        assertThatThrownBy(() -> choice.choose(GPU)).isInstanceOf(ModelLoadException.class).hasMessage("broken");
    }

    @Test
    void aModelThatLoadsOnTheCpuOnlyGivesWay() throws Exception {
        Path file = Path.of("../config/models/lebt/lebt.onnx");
        DeviceChoice choice = new DeviceChoice(List.of(Device.CPU, GPU), device -> {
            if (device.equals(GPU)) {
                throw new ModelLoadException("expected all tensors to be on the same device");
            }
            return new StandIn(new OnnxEngine().load(Definitions.model(file)), device, 0);
        }, Optional.empty(), 1);

        for (Device wish : List.of(GPU, Device.AUTO)) {
            DeviceChoice.Placed placed = choice.choose(wish);
            assertThat(placed.model().device()).isEqualTo(Device.CPU);
            assertThat(placed.fallback()).isTrue();
            assertThat(placed.reason()).contains("cuda:0 cannot be used", "expected all tensors to be on the same device");
            assertOnlyOpen(placed);
        }
    }

    @Test
    void theRuntimeSaysHowToGetCuda() {
        assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this build has CUDA");
        Path file = Path.of("../config/models/lebt/lebt.onnx");
        assertThatThrownBy(() -> new OnnxEngine().load(Definitions.model(file), GPU)).isInstanceOf(DeviceException.class)
            .hasMessage("this build of ONNX Runtime has no CUDA; build with 'mvn -Pcuda13 package -DskipTests' (or -Pcuda12, for"
                + " CUDA 12)");
    }
}
