package org.modelioc.schema.expression;

import java.util.Map;
import java.util.TreeMap;

/** What may be called by name. */
sealed interface Function {

    /** The functions by their upper-case names. */
    Map<String, Function> BY_NAME = byName();

    /**
     * Of one argument, element by element; a prefix operator as well, so that parentheses may be left out.
     *
     * @param operation what it does
     */
    record OfOne(UnaryOperation operation) implements Function {
    }

    /**
     * Of two arguments, element by element.
     *
     * @param operation what it does
     */
    record OfTwo(BinaryOperation operation) implements Function {
    }

    /**
     * Of one argument and more, element by element: the arguments, joined from left to right.
     *
     * @param join what joins two of them
     */
    record OfMany(BinaryOperation join) implements Function {
    }

    /**
     * Of one argument and more, element by element: the answers for each argument, joined from left to right.
     *
     * @param question what is asked of each argument
     * @param join     what joins two answers
     */
    record OfEach(UnaryOperation question, BinaryOperation join) implements Function {
    }

    /**
     * Of one array, giving a scalar.
     *
     * @param reduction what it does
     */
    record OfArray(Reduction reduction) implements Function {
    }

    private static Map<String, Function> byName() {
        Map<String, Function> functions = new TreeMap<>();
        functions.put("ABS", new OfOne(UnaryOperation.ABS));
        functions.put("EXP", new OfOne(UnaryOperation.EXP));
        functions.put("LN", new OfOne(UnaryOperation.LOG_E));
        functions.put("LOGE", new OfOne(UnaryOperation.LOG_E));
        functions.put("LOG", new OfOne(UnaryOperation.LOG_10));
        functions.put("SQR", new OfOne(UnaryOperation.SQRT));
        functions.put("SQRT", new OfOne(UnaryOperation.SQRT));
        functions.put("SIN", new OfOne(UnaryOperation.SIN));
        functions.put("COS", new OfOne(UnaryOperation.COS));
        functions.put("TAN", new OfOne(UnaryOperation.TAN));
        functions.put("ASIN", new OfOne(UnaryOperation.ASIN));
        functions.put("ACOS", new OfOne(UnaryOperation.ACOS));
        functions.put("ATAN", new OfOne(UnaryOperation.ATAN));
        functions.put("SINH", new OfOne(UnaryOperation.SINH));
        functions.put("COSH", new OfOne(UnaryOperation.COSH));
        functions.put("TANH", new OfOne(UnaryOperation.TANH));
        functions.put("CEIL", new OfOne(UnaryOperation.CEIL));
        functions.put("FLOOR", new OfOne(UnaryOperation.FLOOR));
        functions.put("NINT", new OfOne(UnaryOperation.NEAREST));
        functions.put("INT", new OfOne(UnaryOperation.NEAREST));
        functions.put("ISINF", new OfOne(UnaryOperation.IS_INFINITE));
        functions.put("FMOD", new OfTwo(BinaryOperation.FMOD));
        functions.put("ATAN2", new OfTwo(BinaryOperation.ATAN2));
        functions.put("MIN", new OfMany(BinaryOperation.MIN));
        functions.put("MAX", new OfMany(BinaryOperation.MAX));
        functions.put("ISNAN", new OfEach(UnaryOperation.IS_NAN, BinaryOperation.OR));
        functions.put("FINITE", new OfEach(UnaryOperation.IS_FINITE, BinaryOperation.AND));
        functions.put("SUM", new OfArray(Reduction.SUM));
        functions.put("MEAN", new OfArray(Reduction.MEAN));
        functions.put("AMIN", new OfArray(Reduction.MIN));
        functions.put("AMAX", new OfArray(Reduction.MAX));
        functions.put("RMS", new OfArray(Reduction.RMS));
        functions.put("LEN", new OfArray(Reduction.LENGTH));
        return Map.copyOf(functions);
    }
}
