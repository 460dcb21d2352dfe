package org.modelioc.schema.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The PVs that expressions may use. Immutable; one serves any number of expressions. */
public final class Names {

    private final List<Operand> operands;
    private final Map<String, Integer> slots;
    private final int longest;

    /**
     * Numbers the operands.
     *
     * @param operands each name once; an operand's place in the list is its slot
     * @throws IllegalArgumentException if a name occurs twice
     */
    public Names(List<Operand> operands) {
        this.operands = List.copyOf(operands);
        this.slots = HashMap.newHashMap(operands.size());
        int length = 0;
        for (Operand operand : this.operands) {
            if (slots.put(operand.name(), slots.size()) != null) {
                throw new IllegalArgumentException("two operands are called '" + operand.name() + "'");
            }
            length = Math.max(length, operand.name().length());
        }
        this.longest = length;
    }

    /**
     * What there is.
     *
     * @return by slot
     */
    public List<Operand> operands() {
        return operands;
    }

    /**
     * Looks an operand up.
     *
     * @param name as written in expressions
     * @return its slot, or -1 if there is none of that name
     */
    public int slot(String name) {
        return slots.getOrDefault(name, -1);
    }

    /** The names in alphabetical order. */
    List<String> all() {
        return slots.keySet().stream().sorted().toList();
    }

    Operand get(int slot) {
        return operands.get(slot);
    }

    /**
     * Looks for the longest name that stands in a text and does not stop in the middle of a word.
     *
     * @param text  any text
     * @param begin where the name begins
     * @return where it ends, or {@code begin} if there is none
     */
    int endOfLongest(String text, int begin) {
        for (int end = Math.min(text.length(), begin + longest); end > begin; end--) {
            boolean insideWord = end < text.length() && isWord(text.charAt(end - 1)) && isWord(text.charAt(end));
            if (!insideWord && slots.containsKey(text.substring(begin, end))) {
                return end;
            }
        }
        return begin;
    }

    /** Whether a character is part of a word: a letter A to Z, a digit, or an underscore. */
    static boolean isWord(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
