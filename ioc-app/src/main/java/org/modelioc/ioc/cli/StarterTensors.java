package org.modelioc.ioc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.ioc.cli.onnx.OnnxFile;
import org.modelioc.ioc.cli.onnx.OnnxTensor;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.ElementType;
import org.modelioc.schema.TensorType;

/** The tensors of a model as a configuration declares them, with every dimension but the batch fixed. */
final class StarterTensors {

    private static final int MOST_PVS = 10_000;
    private static final String BATCH = "batch";

    private final OnnxFile file;
    private final Map<String, Integer> sizes;
    private final String batch;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private long pvs;

    /** A tensor of the configuration. */
    record Tensor(String name, TensorType type) {

        boolean whole() {
            return !type.element().floating();
        }

        int elements() {
            return Math.toIntExact(type.rowElements());
        }
    }

    /**
     * Of a model.
     *
     * @param file  the model
     * @param sizes sizes of open dimensions by name
     * @throws CommandException   if a size is needed or is of no use
     * @throws ModelLoadException if the model cannot be served with a PV for each number
     */
    StarterTensors(OnnxFile file, Map<String, Integer> sizes) throws CommandException, ModelLoadException {
        this.file = file;
        this.sizes = sizes;
        checkSizes();
        batch = file.inputs().stream().filter(tensor -> !tensor.dimensions().isEmpty())
            .map(tensor -> tensor.dimensions().getFirst()).filter(BATCH::equals).findFirst().or(this::firstOpen).orElse("");
        for (OnnxTensor input : file.inputs()) {
            inputs.add(tensor("input", input));
        }
        for (OnnxTensor output : file.outputs()) {
            outputs.add(tensor("output", output));
        }
    }

    OnnxFile file() {
        return file;
    }

    List<Tensor> inputs() {
        return inputs;
    }

    List<Tensor> outputs() {
        return outputs;
    }

    private Optional<String> firstOpen() {
        return file.inputs().stream().filter(tensor -> !tensor.dimensions().isEmpty() && tensor.size(0).isEmpty())
            .map(tensor -> tensor.dimensions().getFirst()).filter(name -> !sizes.containsKey(name)).findFirst();
    }

    private void checkSizes() throws CommandException {
        List<String> open = new ArrayList<>();
        for (List<OnnxTensor> side : List.of(file.inputs(), file.outputs())) {
            side.forEach(tensor -> open.addAll(tensor.dimensions()));
        }
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            if (!open.contains(size.getKey()) || size.getKey().matches("[0-9]+")) {
                throw new CommandException("--size " + size.getKey() + "=" + size.getValue() + ": " + file.path()
                    + " has no open dimension of that name; 'model-ioc describe' shows them");
            }
            if (size.getValue() < 1) {
                throw new CommandException("--size " + size.getKey() + "=" + size.getValue() + ": a size is at least 1");
            }
        }
    }

    private Tensor tensor(String side, OnnxTensor tensor) throws CommandException, ModelLoadException {
        String what = file.path() + ": " + side + " '" + tensor.name() + "' is " + tensor.type();
        ElementType element = Arrays.stream(ElementType.values()).filter(type -> type.yaml().equals(tensor.element()))
            .findFirst().orElseThrow(() -> new ModelLoadException(what + "; tensors may be of " + ElementType.listed()
                + "; export the model with those"));
        if (tensor.dimensions().isEmpty()) {
            throw new ModelLoadException(what + " without dimensions; export the model with a batch as the first dimension");
        }
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < tensor.dimensions().size(); i++) {
            dimensions.add(size(what, side, tensor, i));
        }
        if (dimensions.getFirst() != TensorType.DYNAMIC && dimensions.getFirst() != 1) {
            throw new ModelLoadException(what + ", with " + dimensions.getFirst()
                + " rows; a pipeline fills one row: export the model with an open batch as the first dimension");
        }
        TensorType type = new TensorType(element, dimensions);
        pvs += type.rowElements();
        if (type.rowElements() < 1 || pvs > MOST_PVS) {
            throw new ModelLoadException(what + "; a PV for each number would be " + pvs + " PVs, and at most " + MOST_PVS
                + " are made: write the configuration by hand, with stages that make fewer numbers of them");
        }
        return new Tensor(tensor.name(), type);
    }

    private long size(String what, String side, OnnxTensor tensor, int dimension) throws CommandException {
        String name = tensor.dimensions().get(dimension);
        if (tensor.size(dimension).isPresent()) {
            return tensor.size(dimension).getAsLong();
        }
        if (sizes.containsKey(name)) {
            return sizes.get(name);
        }
        if (dimension == 0 && (side.equals("output") || name.equals(batch) || name.equals("?"))) {
            return TensorType.DYNAMIC;
        }
        throw new CommandException(what + ", which leaves open dimension " + (dimension + 1) + (name.equals("?")
            ? " without a name; export the model with its size" : "; give its size with --size " + name + "=COUNT"));
    }
}
