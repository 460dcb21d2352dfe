package org.modelioc.schema.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.tensor.TensorType;

/**
 * The dimensions that a model of the file leaves open: the batch, and others whose sizes follow from the PVs that are mapped. A
 * name is the same size in all tensors of the model.
 */
final class OpenDimensions {

    private static final String BATCH = "batch";
    private static final long DYNAMIC = TensorType.DYNAMIC;

    private final ModelDefinition model;
    private final String batch;
    /** Names that stand where no batch can. */
    private final Set<String> others = new HashSet<>();
    private final Map<String, Long> sizes = new HashMap<>();

    OpenDimensions(ModelDefinition model) {
        this.model = model;
        List<TensorDefinition> all = Stream.concat(model.inputs().stream(), model.outputs().stream()).toList();
        boolean named = all.stream().anyMatch(tensor -> tensor.axes().getFirst().equals(BATCH));
        batch = named ? BATCH : model.inputs().stream().filter(tensor -> tensor.axes().size() > 1).findFirst()
            .or(() -> model.inputs().stream().findFirst()).map(tensor -> tensor.axes().getFirst()).orElse(BATCH);
        all.forEach(tensor -> others.addAll(tensor.axes().subList(1, tensor.axes().size())));
        model.inputs().stream().filter(tensor -> tensor.axes().size() == 1).forEach(tensor ->
            others.add(tensor.axes().getFirst()));
        others.remove(batch);
    }

    /** Whether a tensor has a batch, which is then its first dimension. */
    private boolean batched(TensorDefinition tensor) {
        long first = tensor.type().dimensions().getFirst();
        return first == 1 || first == DYNAMIC && !others.contains(tensor.axes().getFirst());
    }

    /** Sizes of all dimensions, as far as they are known. */
    private List<Long> all(TensorDefinition tensor) {
        List<Long> all = new ArrayList<>(tensor.type().dimensions());
        for (int i = batched(tensor) ? 1 : 0; i < all.size(); i++) {
            if (all.get(i) == DYNAMIC) {
                all.set(i, sizes.getOrDefault(tensor.axes().get(i), DYNAMIC));
            }
        }
        return all;
    }

    /** Sizes of the axes of a tensor without the batch, {@link TensorType#DYNAMIC} for one that is still open. */
    List<Long> row(TensorDefinition tensor) {
        List<Long> all = all(tensor);
        List<Long> row = batched(tensor) ? all.subList(1, all.size()) : all;
        return row.isEmpty() ? List.of(1L) : row;
    }

    /**
     * Learns sizes from what is mapped to a tensor.
     *
     * @return whether something new was learnt
     */
    boolean learn(TensorDefinition tensor, TensorMapping mapping) {
        List<Long> row = row(tensor);
        List<String> names = tensor.axes().subList(tensor.axes().size() - row.size(), tensor.axes().size());
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) == DYNAMIC && names.indexOf(names.get(i)) == i && !names.get(i).equals(batch)) {
                open.add(i);
            }
        }
        if (open.isEmpty() || mapping.items().isEmpty()) {
            return false;
        }
        int last = row.size() - 1;
        List<Integer> shape = mapping.items().getFirst().source().shape();
        if (last > 0 && row.get(last) != DYNAMIC && mapping.columns(row)) {
            OptionalInt length = mapping.columnLength();
            return length.isPresent() && learn(names, row.subList(0, last), open, length.getAsInt());
        }
        if (mapping.items().size() == 1 && shape.size() == row.size() && shape.size() > 1) {
            open.forEach(axis -> sizes.put(names.get(axis), (long) shape.get(axis)));
            return true;
        }
        return (!mapping.byFeature() || mapping.items().size() == 1 && last == 0)
            && learn(names, row, open, mapping.elements());
    }

    /** Learns the one size that is open, of axes that together have so many elements. */
    private boolean learn(List<String> names, List<Long> axes, List<Integer> open, long elements) {
        long known = axes.stream().filter(size -> size != DYNAMIC).reduce(1L, (a, b) -> a * b);
        boolean one = open.size() == 1 && axes.stream().filter(size -> size == DYNAMIC).count() == 1;
        if (!one || elements % known != 0 || elements == 0) {
            return false;
        }
        sizes.put(names.get(open.getFirst()), elements / known);
        return true;
    }

    /** The model with the sizes that are known. */
    ModelDefinition sized() {
        return new ModelDefinition(model.name(), model.at(), model.file(), model.fileAt(),
            model.inputs().stream().map(tensor -> tensor.sized(all(tensor))).toList(),
            model.outputs().stream().map(tensor -> tensor.sized(all(tensor))).toList(), model.options());
    }
}
