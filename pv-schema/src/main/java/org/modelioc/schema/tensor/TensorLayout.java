package org.modelioc.schema.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/**
 * Where the items of a mapping lie in one row of a tensor.
 *
 * <p>Either each item is a column ({@link TensorMapping#columns}): one place of the last axis and all of the other axes. There a
 * single number is repeated, and an array has one number a place. Or the items are laid one behind the other, the last axis
 * fastest, and together are as many numbers as the row.
 *
 * @param parts one an item, in the order of the mapping
 */
public record TensorLayout(List<Part> parts) {

    /**
     * The part of an item: elements {@code start}, {@code start + stride}, … of the row, {@code count} of them.
     *
     * @param item   the item
     * @param start  the first element, the last axis being the fastest
     * @param stride from one to the next
     * @param count  how many; as many as the item has numbers, or any number for an item with one, which is repeated
     */
    public record Part(TensorItem item, int start, int stride, int count) {

        /**
         * Which number of the item an element has.
         *
         * @param element an element of the row
         * @return counted from 0; -1 if the element is not in this part
         */
        public int indexOf(int element) {
            int distance = element - start;
            boolean inside = distance >= 0 && distance % stride == 0 && distance / stride < count;
            return !inside ? -1 : item.elements() == 1 || item.index().isPresent() ? 0 : distance / stride;
        }
    }

    /** Keeps an unmodifiable copy. */
    public TensorLayout {
        parts = List.copyOf(parts);
    }

    /**
     * The axes without the batch: without the first, if that is one row.
     *
     * @param type a type; an open first dimension is the batch
     * @return sizes, slowest first, at least one
     */
    public static List<Long> row(TensorType type) {
        List<Long> all = type.dimensions();
        boolean batched = !all.isEmpty() && (all.getFirst() == 1 || all.getFirst() == TensorType.DYNAMIC);
        List<Long> row = batched ? all.subList(1, all.size()) : all;
        return row.isEmpty() ? List.of(1L) : row;
    }

    /**
     * Lays out a mapping.
     *
     * @param mapping  the mapping, of at least one item
     * @param what     the tensor in a message, for example {@code "the tensor 'x' of type float32[batch, 10]"}
     * @param row      sizes of its axes without the batch, none of them open
     * @param features names along its last axis; empty if they are not known
     * @param input    whether the items fill the tensor, so that all of it must be filled once
     * @param faults   takes what does not fit, and where
     * @return the layout, if all fits
     */
    public static Optional<TensorLayout> of(TensorMapping mapping, String what, List<Long> row, List<String> features,
            boolean input, BiConsumer<SourcePosition, String> faults) {
        return new Planner(mapping, what, row, features, input, faults).plan();
    }

    /** Works out one layout. */
    private static final class Planner {

        private final TensorMapping mapping;
        private final String what;
        private final List<Long> row;
        private final List<String> features;
        private final boolean input;
        private final BiConsumer<SourcePosition, String> faults;
        private final int size;
        private final int last;
        private final List<Part> parts = new ArrayList<>();
        private boolean sound = true;

        Planner(TensorMapping mapping, String what, List<Long> row, List<String> features, boolean input,
                BiConsumer<SourcePosition, String> faults) {
            this.mapping = mapping;
            this.what = what;
            this.row = row;
            this.features = features;
            this.input = input;
            this.faults = faults;
            this.size = Math.toIntExact(row.stream().reduce(1L, Math::multiplyExact));
            this.last = Math.toIntExact(row.getLast());
        }

        private void fault(SourcePosition at, String text) {
            sound = false;
            faults.accept(at, text);
        }

        Optional<TensorLayout> plan() {
            if (mapping.byFeature()) {
                byFeature();
            } else if (mapping.columns(row)) {
                for (int i = 0; i < last; i++) {
                    column(mapping.items().get(i), i);
                }
            } else {
                inOrder();
            }
            return sound ? Optional.of(new TensorLayout(parts)) : Optional.empty();
        }

        private void inOrder() {
            int at = 0;
            List<Integer> all = real(row);
            if (mapping.elements() != size) {
                fault(mapping.at(), needs());
                return;
            }
            for (TensorItem item : mapping.items()) {
                if (item.source() instanceof TensorItem.Pv pv && pv.type() instanceof PvType.Image) {
                    checkImage(item, all);
                }
                parts.add(new Part(item, at, 1, item.elements()));
                at += item.elements();
            }
        }

        private void checkImage(TensorItem item, List<Integer> all) {
            List<Integer> axes = real(item.source().shape().stream().map(Integer::longValue).toList());
            if (all.size() > 1 && (axes.size() > all.size()
                || !all.subList(all.size() - axes.size(), all.size()).equals(axes))) {
                fault(item.at(), "the image " + Words.quote(item.source().toString()) + " is " + item.source().shape()
                    + " (height, width" + (axes.size() > 2 ? ", colours" : "") + "), and " + what
                    + " has its axes in another order or size");
            }
        }

        /** Sizes that are more than one. */
        private static List<Integer> real(List<Long> sizes) {
            return sizes.stream().filter(size -> size != 1).map(Math::toIntExact).toList();
        }

        private String needs() {
            int items = mapping.items().size();
            boolean pvs = mapping.items().stream().allMatch(item ->
                item.source() instanceof TensorItem.Pv pv && pv.elements() == 1);
            String columns = size == last ? "" : ", or " + Words.count(last, "item") + ", each a column of " + size / last;
            if (pvs) {
                return what + " needs " + Words.count(size, "PV") + columns + ", but " + items + (items == 1 ? " is" : " are")
                    + " listed";
            }
            return what + " needs " + Words.count(size, "number") + columns + ", but the " + Words.count(items, "item")
                + " listed " + (items == 1 ? "has " : "have ") + mapping.elements();
        }

        private void column(TensorItem item, int place) {
            int length = size / last;
            int numbers = item.elements();
            if (item.index().isPresent()) {
                pick(item, place, last, length);
            } else if (numbers == length || input && numbers == 1) {
                parts.add(new Part(item, place, last, length));
            } else {
                String name = Words.quote(item.source().toString());
                fault(item.at(), length == 1
                    ? "each feature of " + what + " is one number, and " + name + " has " + numbers
                    : "each column of " + what + " has " + Words.count(length, "number") + ", and " + name + " has " + numbers
                        + (!input && numbers == 1 ? "; give it as many, or pick one: {pv: " + item.source() + ", index: -1}"
                        : input ? "; give it as many, or one, which is repeated" : "; give it as many"));
            }
        }

        /** One number of a column, for a PV that holds one. */
        private void pick(TensorItem item, int place, int stride, int length) {
            int index = item.index().getAsInt();
            int from = index < 0 ? length + index : index;
            if (item.elements() != 1) {
                fault(item.at(), "'index' picks one number, and " + Words.quote(item.source().toString()) + " has "
                    + item.elements() + "; leave 'index' out, or take a PV with one");
            } else if (from < 0 || from >= length) {
                fault(item.at(), "there is no number " + index + " in a column of " + what + ", which has " + length
                    + ": from 0 to " + (length - 1) + ", or from -1 to " + -length + " counted from the end");
            } else {
                parts.add(new Part(item, place + from * stride, 1, 1));
            }
        }

        private void byFeature() {
            boolean named = mapping.items().stream().anyMatch(item -> index(item.feature().orElseThrow()) < 0);
            if (features.isEmpty() && named) {
                fault(mapping.at(), what + " is mapped by the names of its features, and the model has no card that knows them;"
                    + " put a card.yaml that lists the model file beside it, or list the PVs in order");
                return;
            }
            boolean whole = features.size() == 1 && size == last;
            if (!features.isEmpty() && features.size() != last && !whole) {
                fault(mapping.at(), "the model's card has " + Words.count(features.size(), "feature") + " of " + what
                    + ", and its last axis has " + last + "; list the PVs in order");
                return;
            }
            Map<Integer, TensorItem> seen = new HashMap<>();
            for (TensorItem item : mapping.items()) {
                int place = place(item, whole ? 1 : last);
                TensorItem first = place < 0 || !input ? null : seen.putIfAbsent(place, item);
                if (first != null) {
                    fault(item.at(), "the feature " + Words.quote(item.feature().orElseThrow()) + " of " + what
                        + " is fed a second time; the first is " + Words.quote(first.feature().orElseThrow()));
                } else if (place >= 0 && whole) {
                    wholeAxis(item);
                } else if (place >= 0) {
                    seen.put(place, item);
                    column(item, place);
                }
            }
            if (input && sound && !whole && seen.size() < last) {
                List<String> missing = IntStream.range(0, last).filter(place -> !seen.containsKey(place))
                    .mapToObj(place -> features.isEmpty() ? Integer.toString(place) : features.get(place)).toList();
                fault(mapping.at(), "nothing feeds " + Words.list(missing) + " of " + what + "; each feature must be fed");
            }
        }

        /** The one feature of an axis that the card leaves open. */
        private void wholeAxis(TensorItem item) {
            if (item.index().isPresent()) {
                pick(item, 0, 1, size);
            } else if (item.elements() == size || input && item.elements() == 1) {
                parts.add(new Part(item, 0, 1, size));
            } else {
                fault(item.at(), what + " needs " + Words.count(size, "number") + ", and "
                    + Words.quote(item.source().toString()) + " has " + item.elements());
            }
        }

        /** The place of a feature along the last axis; -1 after a fault. */
        private int place(TensorItem item, int places) {
            String name = item.feature().orElseThrow();
            int known = features.indexOf(name);
            int index = known >= 0 ? known : index(name);
            if (index < 0) {
                fault(item.at(), "there is no feature " + Words.quote(name) + " in " + what + ", only " + Words.list(features)
                    + Suggestions.didYouMean(name, features));
            } else if (index >= places) {
                fault(item.at(), "there is no feature " + name + " in " + what + "; the last axis has those from 0 to "
                    + (places - 1));
                return -1;
            }
            return index;
        }

        private static int index(String feature) {
            return feature.matches("[0-9]{1,9}") ? Integer.parseInt(feature) : -1;
        }
    }
}
