package org.modelioc.ioc.access.acf;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/**
 * The text of an access file without its comments and with the values of its macros, where each character knows its place
 * in the file.
 */
final class AcfText {

    private static final int DEEPEST = 20;
    private static final int LONGEST = 4 << 20;

    private final String file;
    private final String raw;
    private final Map<String, String> macros;
    private final Problems problems;
    private final StringBuilder text = new StringBuilder();
    private final int[] lineStarts;
    private int[] origins = new int[256];

    /**
     * Takes comments out and puts the values of macros in. A macro without a value, or one that is not closed, is a problem.
     *
     * @param file     the file's name in problems
     * @param raw      the file as it is
     * @param macros   values for {@code $(NAME)}
     * @param problems takes what is wrong
     */
    AcfText(String file, String raw, Map<String, String> macros, Problems problems) {
        this.file = file;
        this.raw = raw;
        this.macros = macros;
        this.problems = problems;
        lineStarts = IntStream.concat(IntStream.of(0),
            IntStream.range(0, raw.length()).filter(i -> raw.charAt(i) == '\n').map(i -> i + 1)).toArray();
        expand();
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    String substring(int begin, int end) {
        return text.substring(begin, end);
    }

    /** Where a character stands in the file; the place behind the last one is the end of the file. */
    Mark mark(int index) {
        return place(index < text.length() ? origins[index] : raw.length());
    }

    private Mark place(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Mark(file, line + 1, raw.codePointCount(lineStarts[line], offset) + 1);
    }

    private void expand() {
        boolean quoted = false;
        int i = 0;
        while (i < raw.length() && text.length() < LONGEST) {
            char c = raw.charAt(i);
            if (c == '#' && !quoted) {
                i = endOfLine(i);
            } else if (c == '\\' && opens(i + 1)) {
                append(raw.substring(i + 1, i + 3), i);
                i += 3;
            } else if (c == '\\' && quoted && i + 1 < raw.length() && raw.charAt(i + 1) != '\n') {
                append(raw.substring(i, i + 2), i);
                i += 2;
            } else if (opens(i)) {
                StringBuilder value = new StringBuilder();
                int end = reference(i, 0, true, value);
                append(value.toString(), i);
                i = end;
            } else {
                quoted = c != '\n' && (c == '"') != quoted;
                append(Character.toString(c), i);
                i++;
            }
        }
        if (i < raw.length()) {
            problems.add(Mark.whole(file), "the text becomes longer than 4 MiB by its macros");
        }
    }

    private void append(String piece, int origin) {
        int length = text.length() + piece.length();
        if (length > origins.length) {
            origins = Arrays.copyOf(origins, Math.max(length, 2 * origins.length));
        }
        Arrays.fill(origins, text.length(), length, origin);
        text.append(piece);
    }

    private int endOfLine(int from) {
        int end = raw.indexOf('\n', from);
        return end < 0 ? raw.length() : end;
    }

    private boolean opens(int i) {
        return i + 1 < raw.length() && raw.charAt(i) == '$' && (raw.charAt(i + 1) == '(' || raw.charAt(i + 1) == '{');
    }

    /** Reads a reference and appends its value; returns the place behind it. An unwanted one is only read. */
    private int reference(int at, int depth, boolean wanted, StringBuilder into) {
        String close = raw.charAt(at + 1) == '(' ? ")" : "}";
        StringBuilder name = new StringBuilder();
        int i = until(at + 2, "=" + close, depth, wanted, name);
        String value = macros.get(name.toString());
        StringBuilder fallback = null;
        if (i < raw.length() && raw.charAt(i) == '=') {
            fallback = new StringBuilder();
            i = until(i + 1, close, depth, wanted && value == null, fallback);
        }
        if (i == raw.length() || raw.charAt(i) == '\n') {
            problem(at, wanted, "the macro " + Words.quote(raw.substring(at, i)) + " is not closed; '" + close + "' is missing");
            return i;
        }
        if (value != null) {
            into.append(value);
        } else if (fallback != null) {
            into.append(fallback);
        } else {
            problem(at, wanted, "the macro " + Words.quote(name.toString()) + " has no value; known are "
                + Words.list(macros.keySet().stream().sorted().toList())
                + Suggestions.didYouMean(name.toString(), macros.keySet()) + ", and $(" + name + "=…) has a default");
            // stands for the value, so that the rest can be read
            into.append(name);
        }
        return i + 1;
    }

    private int until(int from, String ends, int depth, boolean wanted, StringBuilder into) {
        int i = from;
        while (i < raw.length() && raw.charAt(i) != '\n' && ends.indexOf(raw.charAt(i)) < 0) {
            if (opens(i) && depth < DEEPEST) {
                i = reference(i, depth + 1, wanted, into);
            } else {
                if (opens(i)) {
                    problem(i, wanted, "macros nested deeper than " + DEEPEST + " levels");
                }
                into.append(raw.charAt(i));
                i++;
            }
        }
        return i;
    }

    private void problem(int offset, boolean wanted, String sentence) {
        if (wanted) {
            problems.add(place(offset), sentence);
        }
    }
}
