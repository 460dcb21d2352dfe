package org.modelioc.schema.model;

import java.nio.file.Path;
import java.util.List;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.tensor.TensorDefinition;

/**
 * One model.
 *
 * @param name    the key in the file's {@code models}
 * @param at      where the file declares it
 * @param file    the model file, or the folder that holds it with its card, or with {@link ModelOptions#watched} the folder of
 *                all versions; resolved against the folder of the YAML file; whether it exists is seen at load
 * @param fileAt  where the file names it
 * @param inputs  the tensors that the model must take, in the order of the file
 * @param outputs the tensors that the model must give, in the order of the file
 * @param options what else is said of it
 */
public record ModelDefinition(
        String name,
        SourcePosition at,
        Path file,
        SourcePosition fileAt,
        List<TensorDefinition> inputs,
        List<TensorDefinition> outputs,
        ModelOptions options) {

    /** Keeps unmodifiable copies of the lists. */
    public ModelDefinition {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * A model without options.
     *
     * @param name    its name
     * @param at      where it is declared
     * @param file    the model file
     * @param fileAt  where that is named
     * @param inputs  the tensors that it must take
     * @param outputs the tensors that it must give
     */
    public ModelDefinition(String name, SourcePosition at, Path file, SourcePosition fileAt, List<TensorDefinition> inputs,
            List<TensorDefinition> outputs) {
        this(name, at, file, fileAt, inputs, outputs, ModelOptions.DEFAULT);
    }

    /**
     * The same model from another file.
     *
     * @param other the model file
     * @return a definition that differs in the file alone
     */
    public ModelDefinition with(Path other) {
        return new ModelDefinition(name, at, other, fileAt, inputs, outputs, options);
    }
}
