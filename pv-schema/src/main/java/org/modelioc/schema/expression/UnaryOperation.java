package org.modelioc.schema.expression;

/** What makes one number of one number. */
enum UnaryOperation {
    NEGATE, NOT, BITWISE_NOT,
    ABS, EXP, LOG_10, LOG_E, SQRT,
    SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH,
    CEIL, FLOOR, NEAREST, IS_INFINITE, IS_NAN, IS_FINITE;

    double apply(double x) {
        return switch (this) {
            case NEGATE -> -x;
            case NOT -> x == 0 ? 1 : 0;
            case BITWISE_NOT -> ~Integers.bits(x);
            case ABS -> Math.abs(x);
            case EXP -> Math.exp(x);
            case LOG_10 -> Math.log10(x);
            case LOG_E -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case CEIL -> Math.ceil(x);
            case FLOOR -> Math.floor(x);
            case NEAREST -> Integers.truncate(x >= 0 ? x + 0.5 : x - 0.5);
            case IS_INFINITE -> Double.isInfinite(x) ? Math.signum(x) : 0;
            case IS_NAN -> Double.isNaN(x) ? 1 : 0;
            case IS_FINITE -> Double.isFinite(x) ? 1 : 0;
        };
    }
}
