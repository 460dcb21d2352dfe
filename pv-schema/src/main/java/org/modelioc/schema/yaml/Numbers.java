package org.modelioc.schema.yaml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimal numbers, as people and JSON write them. What YAML 1.1 reads in surprising ways (octal {@code 012}, base 60
 * {@code 12:30}, {@code 1_000}) is refused with a sentence, and {@code 1e-3}, which it takes for text, is a number.
 */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("[-+]?\\.?nan", Pattern.CASE_INSENSITIVE);
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9]+(:[0-9]+)+(\\.[0-9]*)?");
    private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0[xXoObB][0-9a-fA-F_]+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("([-+]?)0+([0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)");
    private static final Pattern UNDERSCORES = Pattern.compile("[-+]?[0-9][0-9_]*_[0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
    private static final Pattern WITH_UNIT =
        Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)? *[A-Za-zµμ°%Ω][^ ]*");

    private Numbers() {
    }

    /**
     * Whether the text is a decimal number, of any size: a sign, digits without leading zeros, a point, an exponent, of which all
     * but the digits on one side of the point may be missing.
     */
    static boolean looksDecimal(String text) {
        int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int end = digits(text, first);
        if (end - first > 1 && text.charAt(first) == '0') {
            return false;
        }
        boolean any = end > first;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = digits(text, fraction);
            any |= end > fraction;
        }
        if (any && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1 < text.length() && (text.charAt(end + 1) == '-' || text.charAt(end + 1) == '+') ? 1 : 0;
            int exponent = end + 1 + sign;
            end = digits(text, exponent);
            any = end > exponent;
        }
        return any && end == text.length();
    }

    /** The place behind the digits that begin at a place. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Whether it is a few digits, perhaps with a minus, as most numbers of a large file are: quicker told than the rest. */
    private static boolean isPlain(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - first;
        boolean plain = digits > 0 && digits < 10 && (digits == 1 || text.charAt(first) != '0');
        for (int i = first; plain && i < text.length(); i++) {
            plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return plain;
    }

    /**
     * A finite number.
     *
     * @param what     what it is, for example {@code "'precision'"}
     * @param scalar   the text
     * @param problems takes what is wrong
     * @return the nearest double, if it is a number that a double can hold
     */
    static OptionalDouble finite(String what, YamlScalar scalar, Problems problems) {
        double value = value(scalar);
        if (!Double.isNaN(value)) {
            return OptionalDouble.of(value);
        }
        problems.add(scalar.at(), scalar.isNumber()
            ? what + " must be a number of size 5e-324 to 1.8e308, not " + Words.quote(scalar.text())
            : what + " must be a number, not " + trouble(scalar));
        return OptionalDouble.empty();
    }

    /**
     * A finite number, without a word if it is none.
     *
     * @param scalar the text
     * @return the nearest double; NaN if it is not a number that a double can hold
     */
    static double value(YamlScalar scalar) {
        String text = scalar.text();
        if (!scalar.isNumber()) {
            return Double.NaN;
        }
        int whole = isPlain(text) ? Integer.parseInt(text) : 0;
        if (whole != 0) {
            return whole;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) || value == 0 && hasDigitAboveZero(text) ? Double.NaN : value;
    }

    /**
     * A whole number.
     *
     * @param key      its key, for example {@code "precision"}
     * @param scalar   the text
     * @param least    the smallest allowed
     * @param most     the largest allowed
     * @param problems takes what is wrong
     * @return the number, if it is one within the bounds
     */
    static OptionalLong whole(String key, YamlScalar scalar, long least, long most, Problems problems) {
        String text = scalar.text();
        boolean whole = !scalar.textByQuotes() && (isPlain(text) || WHOLE.matcher(text).matches());
        long value = whole ? Long.parseLong(text) : 0;
        if (!whole || value < least || value > most) {
            problems.add(scalar.at(), "'" + key + "' must be a whole number from " + least + " to " + most + ", not "
                + (whole ? text : trouble(scalar)));
            return OptionalLong.empty();
        }
        return OptionalLong.of(value);
    }

    /**
     * A list of finite numbers.
     *
     * @param what     what it is, for example {@code "'histogram'"}
     * @param node     the list
     * @param problems takes what is wrong
     * @return the numbers, if all are
     */
    static Optional<double[]> list(String what, YamlNode node, Problems problems) {
        if (!(node instanceof YamlSequence sequence)) {
            problems.add(node.at(), what + " must be a list of numbers, not " + node.describe());
            return Optional.empty();
        }
        List<YamlNode> items = sequence.items();
        double[] numbers = new double[items.size()];
        boolean complete = true;
        for (int i = 0; i < numbers.length; i++) {
            OptionalDouble number = OptionalDouble.empty();
            if (items.get(i) instanceof YamlScalar scalar) {
                number = finite("each item of " + what, scalar, problems);
            } else {
                problems.add(items.get(i).at(), "each item of " + what + " must be a number, not " + items.get(i).describe());
            }
            complete &= number.isPresent();
            numbers[i] = number.orElse(Double.NaN);
        }
        return complete ? Optional.of(numbers) : Optional.empty();
    }

    private static boolean hasDigitAboveZero(String text) {
        for (int i = 0; i < text.length() && Character.toLowerCase(text.charAt(i)) != 'e'; i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Why a text is not a plain number, and how to write it. */
    private static String trouble(YamlScalar scalar) {
        String text = scalar.text();
        String shown = Words.quote(text);
        if (scalar.isNull()) {
            return "nothing";
        }
        if (scalar.textByQuotes()) {
            return "the text " + shown + (looksDecimal(text) ? " in quotes; remove the quotes" : "");
        }
        if (looksDecimal(text)) {
            return scalar.describe();
        }
        if (NOT_A_NUMBER.matcher(text).matches()) {
            return shown + ", which is no number";
        }
        if (INFINITE.matcher(text).matches()) {
            return shown + ", which is infinite";
        }
        if (BASE_60.matcher(text).matches()) {
            return shown + ", which YAML takes for a time or a number to base 60";
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return shown + ", which is hexadecimal, octal or binary; write it as a decimal";
        }
        Matcher zeros = LEADING_ZEROS.matcher(text);
        if (zeros.matches()) {
            return shown + ", which YAML takes for octal; write " + zeros.group(1) + zeros.group(2);
        }
        if (UNDERSCORES.matcher(text).matches()) {
            return shown + " with underscores; write " + text.replace("_", "");
        }
        if (COMMA.matcher(text).matches()) {
            return shown + " with a comma; the decimal sign is '.'";
        }
        if (WITH_UNIT.matcher(text).matches()) {
            return shown + "; write the number alone, without a unit";
        }
        return scalar.describe();
    }
}
