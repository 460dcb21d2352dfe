package org.modelioc.schema.tensor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.type.PvType;

/**
 * What makes up the row of a tensor: PVs and constants, in order or by the names of the tensor's features. How they lie in the
 * tensor, {@link TensorLayout} tells.
 *
 * @param tensor name of the tensor in the model
 * @param at     where the file declares it
 * @param items  the items, in the order of the file; all of them by feature, or none
 */
public record TensorMapping(String tensor, SourcePosition at, List<TensorItem> items) {

    /** Keeps an unmodifiable copy. */
    public TensorMapping {
        items = List.copyOf(items);
    }

    /**
     * Scalar PVs in order.
     *
     * @param tensor name of the tensor in the model
     * @param at     where the file declares it
     * @param pvs    names of the PVs, doubles
     * @return the mapping
     */
    public static TensorMapping ofScalars(String tensor, SourcePosition at, List<String> pvs) {
        return new TensorMapping(tensor, at, pvs.stream().map(pv ->
            new TensorItem(at, new TensorItem.Pv(pv, PvType.DOUBLE, Optional.empty()))).toList());
    }

    /**
     * Whether the items are named by the features of the tensor.
     *
     * @return false if they stand in order
     */
    public boolean byFeature() {
        return !items.isEmpty() && items.getFirst().feature().isPresent();
    }

    /**
     * The PVs.
     *
     * @return their names below the prefix, each once, in the order of the file
     */
    public List<String> pvs() {
        return sources().stream().map(TensorItem.Pv::name).distinct().toList();
    }

    /**
     * The PVs with their types, a table once a column.
     *
     * @return in the order of the file
     */
    public List<TensorItem.Pv> sources() {
        return items.stream().map(TensorItem::source).filter(TensorItem.Pv.class::isInstance).map(TensorItem.Pv.class::cast)
            .toList();
    }

    /**
     * How many numbers all items have together.
     *
     * @return 0 if there is none
     */
    public long elements() {
        return items.stream().mapToLong(TensorItem::elements).sum();
    }

    /**
     * Whether each item is a column, which is one place of the last axis and all of the others: so it is for items by feature,
     * and for as many items as the last axis is long, where there is another axis.
     *
     * @param row sizes of the axes without the batch, {@link TensorType#DYNAMIC} for an open one
     * @return false if the items are laid one behind the other
     */
    public boolean columns(List<Long> row) {
        return byFeature() || row.stream().limit(Math.max(0, row.size() - 1L)).anyMatch(size -> size != 1)
            && row.getLast() == items.size();
    }

    /**
     * How many numbers each column must have, by the items that are more than one number.
     *
     * @return empty if all are single numbers, or their lengths differ
     */
    public OptionalInt columnLength() {
        int[] lengths = items.stream().filter(item -> item.index().isEmpty()).mapToInt(TensorItem::elements)
            .filter(length -> length > 1).distinct().toArray();
        return lengths.length == 1 ? OptionalInt.of(lengths[0]) : OptionalInt.empty();
    }
}
