package org.modelioc.schema.expression;

/**
 * A PV that an expression may use.
 *
 * @param name   as written in expressions
 * @param length elements of an array, 0 for a scalar, or {@link #UNKNOWN}
 */
public record Operand(String name, int length) {

    /** The length of what may turn out to be a scalar or an array of any length: good for a check, not to be compiled. */
    public static final int UNKNOWN = -1;

    /** Checks that the name can stand in an expression and that the length is possible. */
    public Operand {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name for an operand: '" + name + "'");
        }
        if (length < UNKNOWN) {
            throw new IllegalArgumentException("length of '" + name + "': " + length);
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ("{}(),".indexOf(name.charAt(i)) >= 0 || Character.isWhitespace(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
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
     * A scalar or an array, not known which.
     *
     * @param name as written in expressions
     * @return the operand
     */
    public static Operand unknown(String name) {
        return new Operand(name, UNKNOWN);
    }

    /**
     * Whether it is an array, be it of one element.
     *
     * @return false for a scalar, and for what is not known
     */
    public boolean isArray() {
        return length > 0;
    }
}
