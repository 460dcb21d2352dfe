package org.modelioc.runtime.expression;

/**
 * A PV that an expression may use.
 *
 * @param name   as written in expressions
 * @param length elements of an array, or 0 for a scalar
 */
public record Operand(String name, int length) {

    /** Checks that the name can stand in an expression and that the length is possible. */
    public Operand {
        if (name.isEmpty() || name.chars().anyMatch(c -> "{}(),".indexOf(c) >= 0 || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("not a name for an operand: '" + name + "'");
        }
        if (length < 0) {
            throw new IllegalArgumentException("length of '" + name + "': " + length);
        }
    }

    /**
     * One number.
     *
     * @param name as written in expressions
     * @return the operand
     */
    public static Operand scalar(String name) {
        return new Operand(name, 0);
    }

    /**
     * A fixed number of numbers.
     *
     * @param name   as written in expressions
     * @param length how many, at least 1
     * @return the operand
     */
    public static Operand array(String name, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("array '" + name + "' of " + length + " elements");
        }
        return new Operand(name, length);
    }

    /**
     * Whether it is an array, be it of one element.
     *
     * @return false for a scalar
     */
    public boolean isArray() {
        return length > 0;
    }
}
