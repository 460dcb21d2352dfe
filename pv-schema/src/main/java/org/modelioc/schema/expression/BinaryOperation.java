package org.modelioc.schema.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes one number of two numbers: operators, and functions that have no symbol. */
enum BinaryOperation {
    OR(1, "||"), BITWISE_OR(1, "|", "OR"), BITWISE_XOR(1, "XOR"),
    AND(2, "&&"), BITWISE_AND(2, "&", "AND"),
    SHIFT_LEFT(2, "<<"), SHIFT_RIGHT(2, ">>"), SHIFT_RIGHT_UNSIGNED(2, ">>>"),
    EQUAL(3, "==", "="), NOT_EQUAL(3, "!=", "#"), LESS(3, "<"), LESS_OR_EQUAL(3, "<="), GREATER(3, ">"),
    GREATER_OR_EQUAL(3, ">="),
    ADD(4, "+"), SUBTRACT(4, "-"),
    MULTIPLY(5, "*"), DIVIDE(5, "/"), MODULO(5, "%"),
    POWER(6, "**", "^"),
    MIN(0), MAX(0), FMOD(0), ATAN2(0);

    /** The operators by the symbols or upper-case words that stand for them. */
    static final Map<String, BinaryOperation> BY_SYMBOL = Stream.of(values())
        .flatMap(operation -> Arrays.stream(operation.symbols).map(symbol -> Map.entry(symbol, operation)))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final int precedence;
    private final String[] symbols;

    BinaryOperation(int precedence, String... symbols) {
        this.precedence = precedence;
        this.symbols = symbols;
    }

    /** How tightly the operator binds, from 1 for the loosest. */
    int precedence() {
        return precedence;
    }

    double apply(double a, double b) {
        return switch (this) {
            case OR -> truth(a != 0 || b != 0);
            case BITWISE_OR -> Integers.bits(a) | Integers.bits(b);
            case BITWISE_XOR -> Integers.bits(a) ^ Integers.bits(b);
            case AND -> truth(a != 0 && b != 0);
            case BITWISE_AND -> Integers.bits(a) & Integers.bits(b);
            // Java masks the distance with 31, and so does CALC
            case SHIFT_LEFT -> Integers.bits(a) << Integers.bits(b);
            case SHIFT_RIGHT -> Integers.bits(a) >> Integers.bits(b);
            case SHIFT_RIGHT_UNSIGNED -> Integer.toUnsignedLong(Integers.bits(a)) >>> (Integers.bits(b) & 31);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case LESS -> truth(a < b);
            case LESS_OR_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_OR_EQUAL -> truth(a >= b);
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MODULO -> modulo(Integers.truncate(a), Integers.truncate(b));
            case POWER -> power(a, b);
            case MIN -> a > b || Double.isNaN(b) ? b : a;
            case MAX -> a < b || Double.isNaN(b) ? b : a;
            case FMOD -> a % b;
            case ATAN2 -> Math.atan2(b, a);
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    private static double modulo(int a, int b) {
        return b == 0 ? Double.NaN : a % b;
    }

    /** As in C, where two cases are 1 that are NaN in Java: 1 to whatever power, and -1 to an infinite one. */
    private static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }
}
