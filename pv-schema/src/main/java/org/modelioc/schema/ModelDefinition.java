package org.modelioc.schema;

import java.nio.file.Path;
import java.util.List;

/**
 * One model.
 *
 * @param name    the key in the file's {@code models}
 * @param at      where the file declares it
 * @param file    the model file, resolved against the folder of the YAML file; whether it exists is seen at load
 * @param fileAt  where the file names it
 * @param inputs  the tensors that the model must take, in the order of the file
 * @param outputs the tensors that the model must give, in the order of the file
 */
public record ModelDefinition(
        String name,
        SourcePosition at,
        Path file,
        SourcePosition fileAt,
        List<TensorDefinition> inputs,
        List<TensorDefinition> outputs) {

    /** Keeps unmodifiable copies of the lists. */
    public ModelDefinition {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
