package org.modelioc.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;

/**
 * ONNX Runtime through its Java API, on the CPU or, where its build for CUDA is on the class path, on a graphics processor.
 *
 * <p>A run uses the calling thread and no other: an idle pipeline costs no spinning core, and several sessions scale by
 * threads of the caller. The runtime's library is loaded with the first model.
 */
public final class OnnxEngine implements Engine {

    static final String NAME = "ONNX Runtime";

    @Override
    public String key() {
        return "onnx";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reads(Path file) {
        return file.toString().endsWith(".onnx");
    }

    @Override
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>(List.of(Device.CPU));
        if (OnnxCuda.built()) {
            devices.addAll(GraphicsProcessors.found());
        }
        return devices;
    }

    @Override
    public Model load(ModelDefinition definition, Device device) throws ModelLoadException, DeviceException {
        Optional<String> fault = ModelFile.fault(definition.file());
        if (fault.isPresent()) {
            throw new ModelLoadException(about(definition) + fault.get());
        }
        OrtEnvironment environment = environment(definition);
        OrtSession session = open(environment, definition, device);
        try {
            OnnxSignature signature = OnnxSignature.of(definition, session.getInputInfo(), session.getOutputInfo());
            return new OnnxModel(definition, environment, session, signature, device);
        } catch (OrtException e) {
            close(session);
            throw new ModelLoadException(about(definition) + OnnxErrors.loadFault(e, environment.getVersion()), e);
        } catch (ModelLoadException | RuntimeException e) {
            close(session);
            throw e;
        }
    }

    /** What every message about the file of a model begins with. */
    static String about(ModelDefinition definition) {
        return definition.fileAt() + ": model '" + definition.name() + "': " + definition.file() + ' ';
    }

    private static OrtSession open(OrtEnvironment environment, ModelDefinition definition, Device device)
            throws ModelLoadException, DeviceException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            if (device.kind() == Device.Kind.CUDA) {
                return OnnxCuda.open(environment, options, definition, device);
            }
            return environment.createSession(definition.file().toString(), options);
        } catch (OrtException e) {
            throw new ModelLoadException(about(definition) + OnnxErrors.loadFault(e, environment.getVersion()), e);
        }
    }

    /**
     * The one environment of the process. It logs only what is fatal: everything else reaches us as an exception too, and
     * would otherwise also be written to the standard error stream.
     */
    private static OrtEnvironment environment(ModelDefinition definition) throws ModelLoadException {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "model-ioc");
        } catch (LinkageError | IllegalStateException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new ModelLoadException("model '" + definition.name() + "': ONNX Runtime cannot be loaded: " + root
                + "; it unpacks its library below " + System.getProperty("java.io.tmpdir") + ", which must be writable and"
                + " allow execution; or unpack it yourself and start Java with -Donnxruntime.native.path=FOLDER", e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not free a model: " + OnnxErrors.words(e), e);
        }
    }
}
