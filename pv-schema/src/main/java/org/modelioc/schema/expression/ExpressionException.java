package org.modelioc.schema.expression;

/** A text that is no expression, or one that does not fit its operands. */
public final class ExpressionException extends Exception {

    private final int column;
    private final String reason;

    /**
     * Makes one for a place in the text.
     *
     * @param index  0-based
     * @param reason what is wrong and how to mend it
     */
    ExpressionException(int index, String reason) {
        super("column " + (index + 1) + ": " + reason);
        this.column = index + 1;
        this.reason = reason;
    }

    /**
     * Where in the expression.
     *
     * @return the first character that is wrong, counted from 1; one more than the length if something is missing at the end
     */
    public int column() {
        return column;
    }

    /**
     * What is wrong and how to mend it, without the place.
     *
     * @return one sentence on one line
     */
    public String reason() {
        return reason;
    }
}
