package org.modelioc.runtime.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.tensor.TensorType;

/** Definitions as the YAML of a test would give them: the model at line 3, its file at line 4, the pipeline at line 9. */
public final class Definitions {

    private static final String YAML = "test.yaml";

    private Definitions() {
    }

    /**
     * A model that takes all tensors from its file.
     *
     * @param file the model file
     * @return a definition named {@code m}
     */
    public static ModelDefinition model(Path file) {
        return model(file, List.of(), List.of());
    }

    /**
     * A model with declared tensors.
     *
     * @param file    the model file
     * @param inputs  its inputs
     * @param outputs its outputs
     * @return a definition named {@code m}
     */
    public static ModelDefinition model(Path file, List<TensorDefinition> inputs, List<TensorDefinition> outputs) {
        return new ModelDefinition("m", at(3, 3), file, at(4, 11), inputs, outputs);
    }

    /**
     * A tensor.
     *
     * @param name       its name
     * @param element    its element type
     * @param dimensions its shape, -1 for an open size
     * @return its definition
     */
    public static TensorDefinition tensor(String name, ElementType element, long... dimensions) {
        return new TensorDefinition(name, at(6, 7), new TensorType(element, Arrays.stream(dimensions).boxed().toList()));
    }

    /**
     * A pipeline.
     *
     * @param inputs  what fills the inputs of the model
     * @param outputs what the outputs of the model fill
     * @return a definition named {@code p} for the model {@code m}
     */
    public static PipelineDefinition pipeline(List<TensorMapping> inputs, List<TensorMapping> outputs) {
        return new PipelineDefinition("p", at(9, 3), "m", inputs, outputs);
    }

    /**
     * The PVs of a tensor.
     *
     * @param tensor the tensor's name
     * @param line   where the mapping stands
     * @param pvs    names of PVs
     * @return the mapping
     */
    public static TensorMapping mapping(String tensor, int line, String... pvs) {
        return TensorMapping.ofScalars(tensor, at(line, 7), List.of(pvs));
    }

    private static SourcePosition at(int line, int column) {
        return new SourcePosition(YAML, line, column);
    }
}
