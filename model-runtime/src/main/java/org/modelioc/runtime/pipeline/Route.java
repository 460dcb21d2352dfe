package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorLayout;

/**
 * Which numbers of the PVs are which elements of a tensor, and the way from one to the other: a list of moves, each of
 * neighbours in the tensor. Long runs that are neighbours among the values as well are copied as such.
 *
 * <p>Allocates nothing once it is made. The names of a fault are worked out when there is one.
 */
final class Route {

    /** From so many neighbours on, a move of their own is faster than their places one by one. */
    private static final int LONG_RUN = 16;

    private final TensorLayout layout;
    private final Move[] moves;
    /** Elements that are constants, and their numbers. */
    private final int[] fixed;
    private final double[] numbers;

    /**
     * Neighbours in the tensor.
     *
     * @param element the first
     * @param count   how many
     * @param slot    the first of their neighbouring places among the values; not used if there are {@code slots}
     * @param slots   their places among the values; null if those are neighbours
     */
    private record Move(int element, int count, int slot, int[] slots) {
    }

    Route(TensorLayout layout, Slots slots) {
        this.layout = layout;
        List<TensorLayout.Part> pvs = layout.parts().stream().filter(part -> part.item().source() instanceof TensorItem.Pv)
            .sorted(Comparator.comparingInt(TensorLayout.Part::start)).toList();
        int count = pvs.stream().mapToInt(TensorLayout.Part::count).sum();
        long[] pairs = new long[count];
        int at = 0;
        for (TensorLayout.Part part : pvs) {
            TensorItem.Pv pv = (TensorItem.Pv) part.item().source();
            int offset = slots.offset(pv.name()) + pv.offset();
            for (int i = 0; i < part.count(); i++) {
                // ordered by element
                pairs[at++] = (long) (part.start() + i * part.stride()) << Integer.SIZE | offset + (pv.elements() == 1 ? 0 : i);
            }
        }
        Arrays.sort(pairs);
        this.moves = moves(pairs);
        List<TensorLayout.Part> constants =
            layout.parts().stream().filter(part -> part.item().source() instanceof TensorItem.Constant).toList();
        this.fixed = new int[constants.stream().mapToInt(TensorLayout.Part::count).sum()];
        this.numbers = new double[fixed.length];
        at = 0;
        for (TensorLayout.Part part : constants) {
            List<Double> given = ((TensorItem.Constant) part.item().source()).numbers();
            for (int i = 0; i < part.count(); i++) {
                fixed[at] = part.start() + i * part.stride();
                numbers[at++] = given.get(given.size() == 1 ? 0 : i);
            }
        }
    }

    private static Move[] moves(long[] pairs) {
        List<Move> moves = new ArrayList<>();
        for (int start = 0; start < pairs.length;) {
            int end = start + 1;
            int run = 1;
            // an element that stands here twice goes to two PVs: it begins a move of its own
            while (end < pairs.length && element(pairs[end]) == element(pairs[end - 1]) + 1 && run < LONG_RUN) {
                run = slot(pairs[end]) == slot(pairs[end - 1]) + 1 ? run + 1 : 1;
                end++;
            }
            if (run == LONG_RUN) {
                add(moves, pairs, start, end - LONG_RUN);
                start = end - LONG_RUN;
                while (end < pairs.length && element(pairs[end]) == element(pairs[end - 1]) + 1
                    && slot(pairs[end]) == slot(pairs[end - 1]) + 1) {
                    end++;
                }
            }
            add(moves, pairs, start, end);
            start = end;
        }
        return moves.toArray(Move[]::new);
    }

    private static void add(List<Move> moves, long[] pairs, int start, int end) {
        if (start < end) {
            int[] slots = Arrays.stream(pairs, start, end).mapToInt(Route::slot).toArray();
            boolean neighbours = true;
            for (int i = 1; i < slots.length; i++) {
                neighbours &= slots[i] == slots[i - 1] + 1;
            }
            moves.add(new Move(element(pairs[start]), slots.length, slots[0], neighbours ? null : slots));
        }
    }

    private static int element(long pair) {
        return (int) (pair >> Integer.SIZE);
    }

    private static int slot(long pair) {
        return (int) pair;
    }

    /** The elements of the tensor that PVs are, in order. */
    int[] elements() {
        return Arrays.stream(moves).flatMapToInt(move -> IntStream.range(move.element, move.element + move.count)).toArray();
    }

    /** The places among the values of those {@link #elements}. */
    int[] places() {
        return Arrays.stream(moves).flatMapToInt(move -> move.slots == null
            ? IntStream.range(move.slot, move.slot + move.count) : Arrays.stream(move.slots)).toArray();
    }

    /** The one PV that fills the tensor, with constants perhaps; empty if there are several or none. */
    Optional<String> onlyPv() {
        List<String> pvs = layout.parts().stream().map(part -> part.item().source())
            .filter(TensorItem.Pv.class::isInstance).map(source -> ((TensorItem.Pv) source).name()).distinct().toList();
        return pvs.size() == 1 ? Optional.of(pvs.getFirst()) : Optional.empty();
    }

    /** Writes the constants into a tensor, where they stay. */
    void writeConstants(Tensor tensor) throws ConversionException {
        for (int i = 0; i < fixed.length; i++) {
            tensor.set(fixed[i], numbers[i]);
        }
    }

    /** From the values of the PVs into a tensor. */
    void write(double[] values, Tensor tensor) throws ConversionException {
        for (Move move : moves) {
            if (move.slots == null) {
                tensor.setAll(move.element, values, move.slot, move.count);
            } else {
                tensor.gather(move.element, values, move.slots);
            }
        }
    }

    /** From a tensor to the values of the PVs. */
    void read(Tensor tensor, double[] values) throws ConversionException {
        for (Move move : moves) {
            if (move.slots == null) {
                tensor.getAll(move.element, values, move.slot, move.count);
            } else {
                tensor.scatter(move.element, values, move.slots);
            }
        }
    }

    /** From the values of the PVs, and the constants, into an array in the order of the tensor. */
    void write(double[] values, double[] elements) {
        for (Move move : moves) {
            if (move.slots == null) {
                System.arraycopy(values, move.slot, elements, move.element, move.count);
            } else {
                for (int i = 0; i < move.count; i++) {
                    elements[move.element + i] = values[move.slots[i]];
                }
            }
        }
        for (int i = 0; i < fixed.length; i++) {
            elements[fixed[i]] = numbers[i];
        }
    }

    /** From an array in the order of the tensor to the values of the PVs. */
    void read(double[] elements, double[] values) {
        for (Move move : moves) {
            if (move.slots == null) {
                System.arraycopy(elements, move.element, values, move.slot, move.count);
            } else {
                for (int i = 0; i < move.count; i++) {
                    values[move.slots[i]] = elements[move.element + i];
                }
            }
        }
    }

    /**
     * The number that an element of the tensor is.
     *
     * @param element its index
     * @return its PV, with an index if that has several numbers; a constant as it is
     */
    String nameOf(int element) {
        for (TensorLayout.Part part : layout.parts()) {
            int index = part.indexOf(element);
            if (index >= 0) {
                TensorItem.Source source = part.item().source();
                return source.elements() == 1 ? source.toString()
                    : source instanceof TensorItem.Pv ? source.toString() + '[' + index + ']'
                    : ((TensorItem.Constant) source).numbers().get(index).toString();
            }
        }
        return "element " + element;
    }
}
