package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.type.PvType;

/** The shape that the items of an input begin with, where stages make the shape of the model's tensor of it. */
final class Starts {

    private Starts() {
    }

    /**
     * Columns, where the items are columns of the model's tensor: {@code [1, items]}, or {@code [1, length, items]} if one of
     * them is an array. An image alone: {@code [1, height, width]} or {@code [1, height, width, 3]}. Else all numbers in a row,
     * {@code [1, numbers]}.
     *
     * @param mapping  what is mapped to the tensor
     * @param model    axes of the model's tensor without the batch
     * @param features how many features the model's card has of it, 0 if none
     * @return the shape, with a batch of one row
     */
    static Shape shape(TensorMapping mapping, List<Long> model, int features) {
        int length = mapping.columnLength().orElse(1);
        if (mapping.byFeature() || length > 1 && mapping.columns(model)) {
            int columns = mapping.byFeature() && features > 0 ? features : mapping.items().size();
            return length == 1 ? Shape.of(1, columns) : Shape.of(1, length, columns);
        }
        if (mapping.items().size() == 1 && mapping.items().getFirst().source() instanceof TensorItem.Pv pv
            && pv.type() instanceof PvType.Image) {
            List<Integer> sizes = new ArrayList<>(List.of(1));
            sizes.addAll(pv.shape());
            return new Shape(sizes);
        }
        return Shape.of(1, Math.toIntExact(mapping.elements()));
    }
}
