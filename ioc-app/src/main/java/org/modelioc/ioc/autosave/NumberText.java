package org.modelioc.ioc.autosave;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Floating-point numbers as text that reads back to the same bits.
 *
 * <p>autosave itself writes 14 digits ({@code %.14g}), which loses up to three; here are as many as it takes, at most 17. What
 * is not finite is written as C's {@code printf} does. C's {@code strtod} reads all of it.
 */
final class NumberText {

    /** What {@code strtod} and EPICS take, without its hexadecimal numbers, which nobody saves. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

    private NumberText() {
    }

    static String of(double number) {
        return Double.isFinite(number) ? Double.toString(number)
            : Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }

    /** The number; nothing if the text is none. */
    static OptionalDouble read(String text) {
        String stripped = text.strip();
        if (DECIMAL.matcher(stripped).matches()) {
            return OptionalDouble.of(Double.parseDouble(stripped));
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
