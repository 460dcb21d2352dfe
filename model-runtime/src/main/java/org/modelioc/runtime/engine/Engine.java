package org.modelioc.runtime.engine;

import java.nio.file.Path;
import java.util.List;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;

/** A library that runs models of one file format. Safe for use by several threads. */
public sealed interface Engine permits OnnxEngine, TorchScriptEngine, ExtraEngine {

    /**
     * The word for it in the YAML.
     *
     * @return a key of a model's {@code engine}, such as {@code onnx}
     */
    String key();

    /**
     * The name that operators see.
     *
     * @return for example {@code "ONNX Runtime"}
     */
    String name();

    /**
     * Whether a file looks by its name as if it were for this engine.
     *
     * @param file a model file, which need not exist
     * @return true if no {@code engine} needs to be given for it
     */
    boolean reads(Path file);

    /**
     * The devices that this engine can try on this machine.
     *
     * @return the CPU first; a device listed here may still refuse a model
     */
    List<Device> devices();

    /**
     * Loads a model and checks its tensors against the definition.
     *
     * @param definition the file, and the tensors that the model must take and give; where it lists none on a side, that
     *                   side is taken from the file, if that tells them
     * @param device     where it is to run, not {@link Device#AUTO}; the definition's own wish is not looked at
     * @return the model, to be closed by the caller
     * @throws ModelLoadException if the file cannot be used, or does not have those tensors
     * @throws DeviceException    if it cannot be run on that device; never of the CPU
     */
    Model load(ModelDefinition definition, Device device) throws ModelLoadException, DeviceException;

    /**
     * Loads a model onto the CPU.
     *
     * @param definition as of {@link #load(ModelDefinition, Device)}
     * @return the model, to be closed by the caller
     * @throws ModelLoadException if the file cannot be used, or does not have those tensors
     */
    default Model load(ModelDefinition definition) throws ModelLoadException {
        try {
            return load(definition, Device.CPU);
        } catch (DeviceException e) {
            throw new IllegalStateException(e);
        }
    }
}
