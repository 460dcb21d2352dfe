package org.modelioc.schema;

import java.util.List;

/**
 * From input PVs through a model to output PVs.
 *
 * @param name    the key in the file's {@code pipelines}; its built-in PVs hang below {@code $(P)<name>:}
 * @param at      where the file declares it
 * @param model   name of the model
 * @param inputs  what fills each input tensor of the model
 * @param outputs what each output tensor of the model fills
 */
public record PipelineDefinition(
        String name,
        SourcePosition at,
        String model,
        List<TensorMapping> inputs,
        List<TensorMapping> outputs) {

    /** Keeps unmodifiable copies of the lists. */
    public PipelineDefinition {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
