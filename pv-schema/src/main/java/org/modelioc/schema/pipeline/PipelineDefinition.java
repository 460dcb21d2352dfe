package org.modelioc.schema.pipeline;

import java.util.List;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.tensor.TensorMapping;

/**
 * From PVs through a model to output PVs. A PV that it takes may be one that another pipeline sets.
 *
 * @param name    the key in the file's {@code pipelines}; its built-in PVs hang below {@code $(P)<name>:}
 * @param at      where the file declares it
 * @param model   name of the model
 * @param inputs  what fills each input tensor of the model
 * @param outputs what each output tensor of the model fills
 * @param before  the stages on the input tensors, in order, each on one that {@code inputs} fills
 * @param after   the stages on the output tensors, in order, each on one that {@code outputs} reads
 * @param evaluation when it is evaluated, and from which values
 */
public record PipelineDefinition(
        String name,
        SourcePosition at,
        String model,
        List<TensorMapping> inputs,
        List<TensorMapping> outputs,
        List<StageDefinition> before,
        List<StageDefinition> after,
        EvaluationDefinition evaluation) {

    /** Keeps unmodifiable copies of the lists. */
    public PipelineDefinition {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Without stages, evaluated on change.
     *
     * @param name    the key in the file's {@code pipelines}
     * @param at      where the file declares it
     * @param model   name of the model
     * @param inputs  what fills each input tensor of the model
     * @param outputs what each output tensor of the model fills
     */
    public PipelineDefinition(String name, SourcePosition at, String model, List<TensorMapping> inputs,
            List<TensorMapping> outputs) {
        this(name, at, model, inputs, outputs, List.of(), List.of(), EvaluationDefinition.DEFAULT);
    }

    /**
     * The PVs that it takes: inputs of the file, and outputs that other pipelines set.
     *
     * @return names below the prefix, each once, in the order of the file
     */
    public List<String> takes() {
        return inputs.stream().flatMap(mapping -> mapping.pvs().stream()).distinct().toList();
    }

    /**
     * The output PVs that it sets.
     *
     * @return names below the prefix, each once, in the order of the file
     */
    public List<String> sets() {
        return outputs.stream().flatMap(mapping -> mapping.pvs().stream()).distinct().toList();
    }
}
