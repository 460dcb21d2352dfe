package org.modelioc.runtime.engine;

import static org.modelioc.schema.tensor.TensorType.DYNAMIC;

import ai.onnxruntime.NodeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorType;

/**
 * The tensors of an ONNX file, found to be those of the definition, with every dimension known but the batch.
 *
 * <p>A dimension that the file leaves open takes the size that the definition gives, there and wherever the file uses the
 * same dimension name. The batch is the first dimension of the inputs where it then is still open.
 *
 * @param inputs     the inputs, in the order of the file
 * @param outputs    the outputs, in the order of the file
 * @param fixedBatch the only batch size that the model takes, or 0 if the batch is open
 */
record OnnxSignature(List<TensorSignature> inputs, List<TensorSignature> outputs, long fixedBatch) {

    static OnnxSignature of(ModelDefinition definition, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs)
            throws ModelLoadException {
        List<String> unsupported = new ArrayList<>();
        List<OnnxTensorInfo> takes = read("input", inputs, unsupported);
        List<OnnxTensorInfo> gives = read("output", outputs, unsupported);
        if (!unsupported.isEmpty()) {
            throw fault(definition, "has " + String.join(", ", unsupported) + "; tensors may be of "
                + ElementType.listed() + ", since ONNX Runtime's Java interface carries no others; export the model with those");
        }
        TensorComparison comparison = new TensorComparison();
        comparison.add("input", definition.inputs(), signatures(takes));
        comparison.add("output", definition.outputs(), signatures(gives));
        if (comparison.differs()) {
            throw comparison.fault(definition);
        }
        Map<String, Long> sizes = new HashMap<>();
        takes = pinned(definition, definition.inputs(), takes, sizes);
        gives = pinned(definition, definition.outputs(), gives, sizes);
        takes = named(takes, sizes);
        gives = named(gives, sizes);
        String batch = takes.stream().filter(OnnxSignature::batched)
            .map(tensor -> tensor.dimensionNames().getFirst()).findFirst().orElse("");
        checkOpen(definition, takes, batch);
        // the first dimension of an output is the batch whatever an exporter calls it
        checkOpen(definition, gives, "");
        return new OnnxSignature(signatures(takes), signatures(gives), fixedBatch(takes));
    }

    /** The tensors of one side for a batch size. */
    static List<TensorSignature> concrete(List<TensorSignature> signatures, long batch) {
        return signatures.stream().map(signature -> new TensorSignature(signature.name(), new TensorType(
            signature.type().element(),
            signature.type().dimensions().stream().map(size -> size == DYNAMIC ? (Long) batch : size).toList()))).toList();
    }

    private static List<OnnxTensorInfo> read(String side, Map<String, NodeInfo> nodes, List<String> unsupported) {
        List<OnnxTensorInfo> tensors = new ArrayList<>();
        for (NodeInfo node : nodes.values()) {
            String kind = OnnxTensorInfo.unsupported(node);
            if (kind != null) {
                unsupported.add(side + " '" + node.getName() + "' of type " + kind);
            } else {
                tensors.add(OnnxTensorInfo.of(side, node));
            }
        }
        return tensors;
    }

    private static List<OnnxTensorInfo> pinned(ModelDefinition definition, List<TensorDefinition> declared,
            List<OnnxTensorInfo> tensors, Map<String, Long> sizes) throws ModelLoadException {
        List<OnnxTensorInfo> result = new ArrayList<>();
        for (OnnxTensorInfo tensor : tensors) {
            List<Long> dimensions = new ArrayList<>(tensor.type().dimensions());
            List<Long> given = declared.stream().filter(one -> one.name().equals(tensor.name()))
                .map(one -> one.type().dimensions()).findFirst().orElse(tensor.type().dimensions());
            for (int i = 0; i < dimensions.size(); i++) {
                if (dimensions.get(i) == DYNAMIC && given.get(i) != DYNAMIC) {
                    dimensions.set(i, given.get(i));
                    String name = tensor.dimensionNames().get(i);
                    Long other = name.isEmpty() ? null : sizes.put(name, given.get(i));
                    if (other != null && !other.equals(given.get(i))) {
                        throw fault(definition, "uses one dimension '" + name + "' in several tensors, and the YAML gives it the"
                            + " sizes " + other + " and " + given.get(i) + " (" + tensor + "); give it one size");
                    }
                }
            }
            result.add(tensor.withDimensions(dimensions));
        }
        return result;
    }

    private static List<OnnxTensorInfo> named(List<OnnxTensorInfo> tensors, Map<String, Long> sizes) {
        List<OnnxTensorInfo> result = new ArrayList<>();
        for (OnnxTensorInfo tensor : tensors) {
            List<Long> dimensions = new ArrayList<>(tensor.type().dimensions());
            for (int i = 0; i < dimensions.size(); i++) {
                if (dimensions.get(i) == DYNAMIC) {
                    dimensions.set(i, sizes.getOrDefault(tensor.dimensionNames().get(i), DYNAMIC));
                }
            }
            result.add(tensor.withDimensions(dimensions));
        }
        return result;
    }

    private static void checkOpen(ModelDefinition definition, List<OnnxTensorInfo> tensors, String batch)
            throws ModelLoadException {
        for (OnnxTensorInfo tensor : tensors) {
            List<Long> dimensions = tensor.type().dimensions();
            for (int i = 0; i < dimensions.size(); i++) {
                String name = tensor.dimensionNames().get(i);
                boolean isBatch = i == 0 && (batch.isEmpty() || name.isEmpty() || name.equals(batch));
                if (dimensions.get(i) == DYNAMIC && !isBatch) {
                    throw fault(definition, "leaves open dimension " + (i + 1) + (name.isEmpty() ? "" : " ('" + name + "')")
                        + " of " + tensor + ", " + tensor.type() + "; only the batch may stay open:"
                        + " write the size of this dimension in the YAML, or export the model with it");
                }
            }
        }
    }

    private static long fixedBatch(List<OnnxTensorInfo> inputs) {
        if (inputs.stream().anyMatch(OnnxSignature::batched)) {
            return 0;
        }
        // one of a single dimension, such as the places along a beam line, has no batch
        return inputs.stream().map(tensor -> tensor.type().dimensions()).filter(sizes -> sizes.size() > 1).findFirst()
            .map(List::getFirst).orElse(1L);
    }

    private static boolean batched(OnnxTensorInfo tensor) {
        return !tensor.type().dimensions().isEmpty() && tensor.type().dimensions().getFirst() == DYNAMIC;
    }

    private static List<TensorSignature> signatures(List<OnnxTensorInfo> tensors) {
        return tensors.stream().map(OnnxTensorInfo::signature).toList();
    }

    private static ModelLoadException fault(ModelDefinition definition, String text) {
        return new ModelLoadException(OnnxEngine.about(definition) + text);
    }
}
