package org.modelioc.runtime.engine;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorType;

/**
 * TorchScript by libtorch, through DJL. A TorchScript file names no tensors and tells no shapes: the definition does, in the
 * order of the arguments and of the results of {@code forward}. Loading runs the model with a batch of 1, so that what does
 * not fit shows at once, and so that its first evaluation is as quick as every other.
 *
 * <p>A run uses the calling thread and no other. libtorch is loaded with the first model.
 */
public final class TorchScriptEngine implements Engine {

    static final String NAME = "TorchScript";

    /** libtorch optimises a model by what it sees in its first runs. */
    private static final int WARM_UP = 20;

    @Override
    public String key() {
        return "torchscript";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reads(Path file) {
        return file.toString().endsWith(".pt") || file.toString().endsWith(".ts");
    }

    @Override
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>(List.of(Device.CPU));
        if (TorchLibraries.fault().isEmpty() && TorchLibraries.forCuda()) {
            devices.addAll(GraphicsProcessors.found());
        }
        return devices;
    }

    /**
     * Why no TorchScript model can be run here.
     *
     * @return a sentence with how to mend it; empty if they can
     */
    public static Optional<String> unavailable() {
        return TorchLibraries.fault().map(fault -> "TorchScript " + fault);
    }

    /**
     * Looks at a file without libtorch.
     *
     * @param file a model file
     * @return why it cannot be a TorchScript model, to be read after its name; empty if it may be one
     */
    public static Optional<String> fileFault(Path file) {
        return TorchScriptFile.fault(file);
    }

    @Override
    public Model load(ModelDefinition definition, Device device) throws ModelLoadException, DeviceException {
        Optional<String> fault = TorchScriptFile.fault(definition.file()).or(() -> openDimension(definition))
            .or(() -> TorchLibraries.fault().map(text -> "is TorchScript, which " + text));
        if (fault.isPresent()) {
            throw new ModelLoadException(OnnxEngine.about(definition) + fault.get());
        }
        if (device.kind() == Device.Kind.CUDA && !TorchLibraries.forCuda()) {
            throw new DeviceException("the libraries of PyTorch here have no CUDA; name those that have it by"
                + " PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR (docs/models.md)", null);
        }
        TorchLibraries.prepare();
        TorchScriptModel model = open(definition, device);
        try {
            model.learn();
            warmUp(model);
            return model;
        } catch (ModelLoadException | RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static Optional<String> openDimension(ModelDefinition definition) {
        if (definition.inputs().isEmpty() || definition.outputs().isEmpty()) {
            return Optional.of("is TorchScript, which does not tell its tensors; list its 'inputs' and 'outputs'");
        }
        for (TensorDefinition tensor : definition.inputs()) {
            int open = tensor.type().dimensions().lastIndexOf(TensorType.DYNAMIC);
            if (open > 0) {
                return Optional.of("leaves open dimension " + (open + 1) + " of input '" + tensor.name() + "', " + tensor.type()
                    + "; only the batch may stay open: write the size of this dimension");
            }
        }
        return Optional.empty();
    }

    private static TorchScriptModel open(ModelDefinition definition, Device device) throws ModelLoadException, DeviceException {
        ai.djl.Device where = device.kind() == Device.Kind.CUDA ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu();
        ai.djl.Model model = null;
        try {
            Path file = definition.file().toAbsolutePath();
            model = ai.djl.Model.newInstance(definition.name(), where, "PyTorch");
            model.load(file.getParent(), file.getFileName().toString());
            return new TorchScriptModel(definition, device, model, (PtSymbolBlock) model.getBlock());
        } catch (IOException | MalformedModelException | RuntimeException | LinkageError e) {
            if (model != null) {
                model.close();
            }
            if (device.kind() == Device.Kind.CUDA) {
                throw new DeviceException(TorchScriptErrors.words(e), e);
            }
            if (model == null) {
                throw new ModelLoadException(OnnxEngine.about(definition) + "is TorchScript, and libtorch cannot be loaded: "
                    + root(e), e);
            }
            throw new ModelLoadException(OnnxEngine.about(definition) + TorchScriptErrors.loadFault(e, version()), e);
        }
    }

    static String version() {
        try {
            return ai.djl.engine.Engine.getEngine("PyTorch").getVersion();
        } catch (EngineException e) {
            return "";
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static void warmUp(TorchScriptModel model) throws ModelLoadException {
        try (Session session = model.newSession(model.anyBatch())) {
            for (int i = 0; i < WARM_UP; i++) {
                session.run();
            }
        } catch (InferenceException e) {
            // newSession has run it, so that this is a model that fails now and then: it may, and the outputs will say so
            return;
        }
    }

    /** The tensors of one side as the definition has them. */
    static List<TensorSignature> signatures(List<TensorDefinition> tensors) {
        return tensors.stream().map(tensor -> new TensorSignature(tensor.name(), tensor.type())).toList();
    }
}
