package org.modelioc.schema.expression;

/** What may stand where an operand is expected. */
sealed interface Token {

    /** A PV. */
    record Name(int slot) implements Token {
    }

    /** A number or constant. */
    record Number(double value) implements Token {
    }

    /** {@code RNDM}. */
    record Random() implements Token {
    }

    /** A sign or word before its operand, such as {@code !}. */
    record Prefix(UnaryOperation operation) implements Token {
    }

    /** A plus sign, which does nothing. */
    record Plus() implements Token {
    }

    /** A function by its upper-case name. */
    record Call(String name, Function function) implements Token {
    }

    /** An opening parenthesis. */
    record Open() implements Token {
    }
}
