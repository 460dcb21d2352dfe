package org.modelioc.runtime.engine;

import org.modelioc.schema.ModelDefinition;

/** A library that runs models of one file format. Safe for use by several threads. */
public sealed interface Engine permits OnnxEngine {

    /**
     * The name that operators see.
     *
     * @return for example {@code "ONNX Runtime"}
     */
    String name();

    /**
     * Loads a model and checks its tensors against the definition.
     *
     * @param definition the file, and the tensors that the model must take and give; where it lists none on a side, that
     *                   side is taken from the file
     * @return the model, to be closed by the caller
     * @throws ModelLoadException if the file cannot be used, or does not have those tensors
     */
    Model load(ModelDefinition definition) throws ModelLoadException;
}
