package org.modelioc.ioc.pv;

import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.ValueType;

/** What each type of number can hold, and the sentences that say so. Integers are held as a long, a ulong by its bits. */
final class Numbers {

    /** Up to this every whole number has a double of its own. */
    static final long EXACT = 1L << 53;

    private static final double SIGN = 0x1p63;

    private Numbers() {
    }

    /** Whether a type holds a number exactly; a float, whether it holds the nearest. NaN and infinities are no integers. */
    static boolean fits(ValueType type, double number) {
        return switch (type) {
            case DOUBLE -> true;
            case FLOAT -> !Double.isFinite(number) || Float.isFinite((float) number);
            case BOOLEAN -> number == 0 || number == 1;
            // their greatest value has no double: most() is one more
            case LONG, ULONG -> number == Math.rint(number) && number >= type.least() && number < type.most();
            case STRING -> false;
            default -> number == Math.rint(number) && number >= type.least() && number <= type.most();
        };
    }

    /** Whether an integer type holds a whole number. */
    static boolean fits(ValueType type, long number) {
        return switch (type) {
            case LONG -> true;
            case ULONG -> number >= 0;
            default -> number >= (long) type.least() && number <= (long) type.most();
        };
    }

    /** The bits of a number that fits an integer type. */
    static long bits(double number) {
        return number < SIGN ? (long) number : (long) (number - SIGN) + Long.MIN_VALUE;
    }

    /** The nearest double of an integer. */
    static double number(ValueType type, long bits) {
        // the last bit is kept for the rounding
        return bits >= 0 || type != ValueType.ULONG ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** Whether an integer has a double of its own, so that a model sees it as it is. */
    static boolean exact(ValueType type, long bits) {
        return type == ValueType.ULONG ? Long.compareUnsigned(bits, EXACT) <= 0 : bits >= -EXACT && bits <= EXACT;
    }

    /** Whether a number lies within limits; those of a float are rounded as its value is. */
    static boolean within(ValueType type, Range range, double number) {
        if (type != ValueType.FLOAT) {
            return range.contains(number);
        }
        return range.declared() ? number >= (float) range.low() && number <= (float) range.high() : !Double.isNaN(number);
    }

    /** Limits as values of a type are compared with them: those of a float are rounded as the values are. */
    static AlarmLimits held(ValueType type, AlarmLimits limits) {
        return type != ValueType.FLOAT || !limits.declared() ? limits : limits.with(AlarmLimits.Limit.LOLO, (float) limits.lolo())
            .with(AlarmLimits.Limit.LOW, (float) limits.low()).with(AlarmLimits.Limit.HIGH, (float) limits.high())
            .with(AlarmLimits.Limit.HIHI, (float) limits.hihi());
    }

    /** The deadband of a PV with such deadbands: the one that it has, a new one, or null if it needs none. */
    static Deadband deadband(Deadband present, Deadbands bands) {
        if (!bands.declared()) {
            return null;
        }
        Deadband deadband = present == null ? new Deadband() : present;
        deadband.change(bands);
        return deadband;
    }

    /** An integer in decimal. */
    static String text(ValueType type, long bits) {
        return type == ValueType.ULONG ? Long.toUnsignedString(bits) : Long.toString(bits);
    }

    /** A number as people write it: an integer without a point. */
    static String text(ValueType type, double number) {
        return type.integer() && fits(type, number) ? text(type, bits(number)) : Double.toString(number);
    }

    /** The end of a sentence that begins with "it takes". */
    static String taken(ValueType type) {
        return switch (type) {
            case BOOLEAN -> "true or false, 1 or 0";
            case DOUBLE -> "numbers";
            case FLOAT -> "numbers up to " + Float.MAX_VALUE;
            case STRING -> "text";
            case LONG -> "whole numbers from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
            case ULONG -> "whole numbers from 0 to " + Long.toUnsignedString(-1L);
            default -> "whole numbers from " + (long) type.least() + " to " + (long) type.most();
        };
    }

    /**
     * Reads an integer or a boolean.
     *
     * @param text decimal, also as 3.0 or 1e3, or hexadecimal with 0x; true or false for a boolean
     * @return its bits
     * @throws NumberFormatException if it is none that fits
     */
    static long parse(ValueType type, String text) {
        String word = text.strip();
        if (type == ValueType.BOOLEAN && (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false"))) {
            return word.equalsIgnoreCase("true") ? 1 : 0;
        }
        try {
            long bits = type == ValueType.ULONG && !word.startsWith("-") && !word.startsWith("0x")
                ? Long.parseUnsignedLong(word) : Long.decode(decimal(word));
            if (type == ValueType.ULONG && !word.startsWith("-") || fits(type, bits)) {
                return bits;
            }
        } catch (NumberFormatException e) {
            double number = Double.parseDouble(word);
            if (fits(type, number)) {
                return bits(number);
            }
        }
        throw new NumberFormatException(word);
    }

    // Long.decode takes a leading zero for octal, which no operator means
    private static String decimal(String word) {
        int sign = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        int digits = sign;
        while (digits < word.length() - 1 && word.charAt(digits) == '0' && Character.isDigit(word.charAt(digits + 1))) {
            digits++;
        }
        return word.substring(0, sign) + word.substring(digits);
    }
}
