package org.modelioc.schema.expression;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.yaml.Words;

/**
 * Makes a program while the text is read, operands before operators. It keeps the lengths of what lies on the stack and
 * decides between the scalar and the array form of each instruction.
 */
final class Assembler {

    /** What a buffer is for: two arrays that lie at one depth one after the other share it if they are equally long. */
    private record Place(int at, int length) {
    }

    private final Names names;
    private final List<Step> steps = new ArrayList<>();
    /** 0 for a scalar, {@link Operand#UNKNOWN} for what is not known; the last is on top. */
    private final List<Integer> lengths = new ArrayList<>();
    private final Map<Place, Integer> buffers = new LinkedHashMap<>();
    private final BitSet slots = new BitSet();
    private int depth;
    private int lastBuffer = -1;

    Assembler(Names names) {
        this.names = names;
    }

    void constant(double value) {
        steps.add(new Step.Constant(push(0), value));
    }

    void random() {
        steps.add(new Step.Random(push(0)));
    }

    void operand(int slot) {
        Operand operand = names.get(slot);
        slots.set(slot);
        int at = push(operand.length());
        steps.add(operand.isArray() ? new Step.LoadArray(at, slot, operand) : new Step.LoadScalar(at, slot));
    }

    void unary(UnaryOperation operation) {
        int at = lengths.size() - 1;
        int length = lengths.get(at);
        steps.add(length == 0 ? new Step.Unary(at, operation) : new Step.UnaryArray(at, operation, buffer(at, length)));
    }

    void binary(BinaryOperation operation, String symbol, int index) throws ExpressionException {
        int at = lengths.size() - 2;
        int length = meet(2, "'" + symbol + "'", index);
        steps.add(length == 0 ? new Step.Binary(at, operation) : new Step.BinaryArray(at, operation, buffer(at, length)));
        pop(2, length);
    }

    void select(int index) throws ExpressionException {
        int at = lengths.size() - 3;
        int length = meet(3, "'?' and ':'", index);
        steps.add(length == 0 ? new Step.Select(at) : new Step.SelectArray(at, buffer(at, length)));
        pop(3, length);
    }

    void reduce(Reduction reduction) {
        int at = lengths.size() - 1;
        steps.add(new Step.Reduce(at, reduction, length()));
        pop(1, 0);
    }

    void element(int element) {
        int at = lengths.size() - 1;
        steps.add(new Step.Element(at, element));
        pop(1, 0);
    }

    /** Elements of what is on top, 0 for a scalar, or {@link Operand#UNKNOWN}. */
    int length() {
        return lengths.getLast();
    }

    /** The program, once all is read and one value is left. */
    Program program() {
        int[] bufferLengths = buffers.keySet().stream().mapToInt(Place::length).toArray();
        return new Program(steps.toArray(Step[]::new), depth, bufferLengths, length(), lastBuffer, slots);
    }

    /**
     * Brings the topmost values to one shape: if there is an array among them, the scalars are broadcast.
     *
     * @return elements of each, 0 if all are scalars, or {@link Operand#UNKNOWN}
     */
    private int meet(int count, String what, int index) throws ExpressionException {
        int first = lengths.size() - count;
        int length = 0;
        boolean unknown = false;
        for (int at = first; at < lengths.size(); at++) {
            int other = lengths.get(at);
            if (length > 0 && other > 0 && length != other) {
                throw new ExpressionException(index, "arrays of " + length + " and of " + Words.count(other, "element")
                    + " meet in " + what + "; element by element needs arrays of one length");
            }
            length = Math.max(length, other);
            unknown |= other == Operand.UNKNOWN;
        }
        for (int at = first; length > 0 && at < lengths.size(); at++) {
            if (lengths.get(at) == 0) {
                steps.add(new Step.Broadcast(at, buffer(at, length)));
            }
        }
        return length == 0 && unknown ? Operand.UNKNOWN : length;
    }

    private int push(int length) {
        lengths.add(length);
        depth = Math.max(depth, lengths.size());
        return lengths.size() - 1;
    }

    private void pop(int count, int resultLength) {
        lengths.subList(lengths.size() - count, lengths.size()).clear();
        lengths.add(resultLength);
    }

    private int buffer(int at, int length) {
        Place place = new Place(at, length);
        buffers.putIfAbsent(place, buffers.size());
        lastBuffer = buffers.get(place);
        return lastBuffer;
    }
}
