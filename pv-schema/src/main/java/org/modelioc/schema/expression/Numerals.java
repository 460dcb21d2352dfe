package org.modelioc.schema.expression;

import org.modelioc.schema.yaml.Words;

/** Numbers as CALC writes them: decimal with an optional exponent, or hexadecimal. */
final class Numerals {

    private Numerals() {
    }

    /**
     * Where a number ends.
     *
     * @param start a digit or a point
     * @return behind as much as can be read as a number, at least one character
     */
    static int end(String text, int start) {
        if (text.regionMatches(true, start, "0x", 0, 2)) {
            int end = start + 2;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 0x80) {
                end++;
            }
            return end;
        }
        int end = digits(text, start);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
        }
        if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            int exponentEnd = digits(text, exponent);
            if (exponentEnd > exponent) {
                end = exponentEnd;
            }
        }
        return end;
    }

    /**
     * The value of a number.
     *
     * @param numeral what {@link #end} found
     * @param index   where it stands, for the error
     * @return a finite number
     * @throws ExpressionException if it has no digit, or is too large or too small
     */
    static double value(String numeral, int index) throws ExpressionException {
        if (numeral.length() > 1 && (numeral.charAt(1) | 0x20) == 'x') {
            return hexadecimal(numeral, index);
        }
        if (numeral.charAt(0) == '.' && digits(numeral, 1) == 1) {
            throw new ExpressionException(index, "a point without a digit is no number");
        }
        double value = Double.parseDouble(numeral);
        if (Double.isInfinite(value)) {
            throw new ExpressionException(index, Words.quote(numeral) + " is too large; the largest number is about 1.8e308");
        }
        // glibc's strtod, and so CALC, takes an inexact subnormal number for an error
        if (value < Double.MIN_NORMAL && anySignificant(numeral)) {
            throw new ExpressionException(index, Words.quote(numeral) + " is too small; the smallest number is about 2.3e-308");
        }
        return value;
    }

    /** The bits of a signed integer, as in CALC. */
    private static double hexadecimal(String numeral, int index) throws ExpressionException {
        String digits = numeral.substring(2);
        if (digits.isEmpty()) {
            throw new ExpressionException(index, "'" + numeral + "' needs a hexadecimal digit, 0 to 9 or A to F");
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 8) {
            throw new ExpressionException(index, Words.quote(numeral) + " has more than 32 bits; a hexadecimal number has at"
                + " most 8 digits");
        }
        return Integer.parseUnsignedInt(significant, 16);
    }

    private static boolean anySignificant(String numeral) {
        return numeral.chars().takeWhile(c -> (c | 0x20) != 'e').anyMatch(c -> c >= '1' && c <= '9');
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
