package org.modelioc.ioc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.ioc.cli.model.ModelSummary;
import org.modelioc.ioc.cli.model.NamedTensor;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorLayout;
import org.modelioc.schema.tensor.TensorType;

/** The tensors of a model as a configuration declares them, with every dimension but the batch fixed. */
final class StarterTensors {

    /** Numbers of a PV, as a configuration allows them. */
    private static final long MOST_ELEMENTS = 1L << 24;
    private static final String BATCH = "batch";

    private final ModelSummary file;
    private final Map<String, Integer> sizes;
    private final String batch;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    /** Shapes of the golden rows, which tell the size of an open dimension. */
    private final Map<String, List<Long>> golden = new HashMap<>();

    /** A tensor of the configuration. */
    record Tensor(String name, TensorType type) {

        boolean whole() {
            return !type.element().floating();
        }

        /** Numbers of a row. */
        int elements() {
            return TensorLayout.row(type).stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
        }

        /** Length of the last axis, along which the features lie. */
        int last() {
            return Math.toIntExact(TensorLayout.row(type).getLast());
        }
    }

    /**
     * Of a model.
     *
     * @param file  the model
     * @param sizes sizes of open dimensions by name
     * @param card  its card
     * @throws CommandException   if a size is needed or is of no use
     * @throws ModelLoadException if the model cannot be served by such a configuration
     */
    StarterTensors(ModelSummary file, Map<String, Integer> sizes, Optional<ModelCard> card)
            throws CommandException, ModelLoadException {
        this.file = file;
        this.sizes = sizes;
        card.map(ModelCard::golden).ifPresent(rows -> Stream.concat(rows.inputs().stream(), rows.outputs().stream())
            .forEach(tensor -> golden.putIfAbsent(tensor.name(), tensor.shape())));
        checkSizes();
        batch = file.inputs().stream().filter(tensor -> !tensor.dimensions().isEmpty())
            .map(tensor -> tensor.dimensions().getFirst()).filter(BATCH::equals).findFirst().or(this::firstOpen).orElse("");
        for (NamedTensor input : file.inputs()) {
            inputs.add(tensor("input", input));
        }
        for (NamedTensor output : file.outputs()) {
            outputs.add(tensor("output", output));
        }
    }

    ModelSummary file() {
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
        for (List<NamedTensor> side : List.of(file.inputs(), file.outputs())) {
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

    private Tensor tensor(String side, NamedTensor tensor) throws CommandException, ModelLoadException {
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
        if (dimensions.size() > 1 && dimensions.getFirst() != TensorType.DYNAMIC && dimensions.getFirst() != 1) {
            throw new ModelLoadException(what + ", with " + dimensions.getFirst()
                + " rows; a pipeline fills one row: export the model with an open batch as the first dimension");
        }
        TensorType type = new TensorType(element, dimensions);
        long elements = TensorLayout.row(type).stream().reduce(1L, (a, b) -> a * b);
        if (elements < 1 || elements > MOST_ELEMENTS) {
            throw new ModelLoadException(what + ", a row of " + elements + " numbers, and a PV has at most " + MOST_ELEMENTS
                + ": write the configuration by hand, with stages that make fewer numbers of them");
        }
        return new Tensor(tensor.name(), type);
    }

    private long size(String what, String side, NamedTensor tensor, int dimension) throws CommandException {
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
        List<Long> shape = golden.getOrDefault(tensor.name(), List.of());
        if (shape.size() == tensor.dimensions().size()) {
            return shape.get(dimension);
        }
        throw new CommandException(what + ", which leaves open dimension " + (dimension + 1) + (name.equals("?")
            ? " without a name; export the model with its size" : "; give its size with --size " + name + "=COUNT"));
    }
}
