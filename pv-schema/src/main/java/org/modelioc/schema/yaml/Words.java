package org.modelioc.schema.yaml;

import java.util.Collection;
import java.util.Locale;

/** Small pieces of error messages. */
public final class Words {

    private static final int LONGEST_QUOTE = 80;

    private Words() {
    }

    /**
     * A text of the file in single quotes, on one line: control characters are written as {@code U+0007}, and what is
     * long is cut.
     *
     * @param text any text
     * @return for example {@code 'abc'}
     */
    public static String quote(String text) {
        if (text.length() <= LONGEST_QUOTE && control(text) < 0) {
            return "'" + text + "'";
        }
        StringBuilder shown = new StringBuilder("'");
        int[] points = text.codePoints().limit(LONGEST_QUOTE + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST_QUOTE); i++) {
            shown.append(Character.isISOControl(points[i]) ? codePoint(points[i]) : Character.toString(points[i]));
        }
        return shown.append(points.length > LONGEST_QUOTE ? "…'" : "'").toString();
    }

    /**
     * Whether a text is one line.
     *
     * @param text any text
     * @return false if it has a line break or another control character
     */
    public static boolean isLine(String text) {
        return control(text) < 0;
    }

    /**
     * Looks for a control character.
     *
     * @param text any text
     * @return the place of the first, -1 if there is none
     */
    static int control(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A character by its number.
     *
     * @param point the code point
     * @return for example {@code U+0007}
     */
    public static String codePoint(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param noun  the noun in the singular, with a regular plural
     * @return for example {@code "1 PV"} or {@code "3 PVs"}
     */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /**
     * A number as short as it can be written.
     *
     * @param value the number
     * @return for example {@code "15"}, {@code "0.1"} or {@code "1.0E-12"}
     */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * The choices that there are.
     *
     * @param choices in the order to show
     * @return for example {@code "low, high"}; at most twelve of them
     */
    public static String list(Collection<String> choices) {
        int shown = 12;
        String listed = String.join(", ", choices.stream().limit(shown).toList());
        return choices.size() > shown ? listed + ", … (" + choices.size() + " in all)" : listed;
    }
}
