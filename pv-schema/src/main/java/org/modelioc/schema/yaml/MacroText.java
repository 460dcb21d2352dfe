package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with macro references, taken apart: <code>$(NAME)</code>, <code>${NAME}</code>, <code>$(NAME=default)</code>,
 * where name and default may have references themselves. A backslash before the dollar sign takes its meaning away.
 * The syntax is that of macLib in EPICS base, without its scoped macros ({@code $(A=x,B=y)}), which are refused.
 *
 * @param parts the pieces, in order
 */
record MacroText(List<Part> parts) {

    private static final int DEEPEST = 20;

    /** A piece of the text. */
    sealed interface Part {
    }

    /** Plain text. */
    record Literal(String text) implements Part {
    }

    /**
     * A reference.
     *
     * @param name     the name
     * @param fallback what to take if the macro has no value; null if there is no default
     * @param at       where the reference stands
     */
    record Reference(MacroText name, MacroText fallback, Mark at) implements Part {
    }

    /** Whether it is worth taking apart. */
    static boolean mayHaveMacros(String text) {
        for (int i = text.indexOf('$'); i >= 0; i = text.indexOf('$', i + 1)) {
            if (opens(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean opens(String text, int i) {
        return text.charAt(i) == '$' && i + 1 < text.length() && (text.charAt(i + 1) == '(' || text.charAt(i + 1) == '{');
    }

    /**
     * The places of all <code>$(</code> and <code>${</code> between two offsets.
     *
     * @param start the place of the first offset
     * @param text  the text of the file
     * @param from  first offset in it
     * @param to    the offset behind the last
     * @return the places, in order
     */
    static List<Mark> openings(Mark start, String text, int from, int to) {
        LineCounter counter = new LineCounter(start, text, from);
        List<Mark> marks = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (opens(text, i)) {
                counter.advanceTo(i);
                marks.add(counter.mark());
            }
        }
        return marks;
    }

    /**
     * Takes a text apart.
     *
     * @param scalar   the text, and where its references stand
     * @param origin   what to put before each problem, may be empty
     * @param problems takes what is wrong
     * @return the parts, if all is well
     */
    static Optional<MacroText> parse(YamlScalar scalar, String origin, Problems problems) {
        try {
            return Optional.of(new Parser(scalar).text(0));
        } catch (Malformed e) {
            problems.add(e.at, origin + e.getMessage());
            return Optional.empty();
        }
    }

    /** A reference that does not end, or says what is not supported. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Mark at;

        Malformed(Mark at, String text) {
            super(text, null, false, false);
            this.at = at;
        }
    }

    /** Recursive descent over one text. */
    private static final class Parser {
        private final String text;
        private final YamlScalar scalar;
        private int position;
        private int openings;

        Parser(YamlScalar scalar) {
            this.text = scalar.text();
            this.scalar = scalar;
        }

        /** The whole text. */
        MacroText text(int depth) throws Malformed {
            return until("", depth);
        }

        /** Up to one of the characters in {@code ends}, or the end of the text if there are none. */
        private MacroText until(String ends, int depth) throws Malformed {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
                if (text.charAt(position) == '\\' && position + 1 < text.length() && opens(text, position + 1)) {
                    literal.append(text, position + 1, position + 3);
                    position += 3;
                    openings++;
                } else if (opens(text, position)) {
                    if (!literal.isEmpty()) {
                        parts.add(new Literal(literal.toString()));
                        literal.setLength(0);
                    }
                    parts.add(reference(depth + 1));
                } else {
                    literal.append(text.charAt(position++));
                }
            }
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
            }
            return new MacroText(parts);
        }

        private Reference reference(int depth) throws Malformed {
            Mark at = openings < scalar.macros().size() ? scalar.macros().get(openings) : scalar.at();
            openings++;
            if (depth > DEEPEST) {
                throw new Malformed(at, "macros nested deeper than " + DEEPEST + " levels");
            }
            int start = position;
            char close = text.charAt(position + 1) == '(' ? ')' : '}';
            position += 2;
            MacroText name = until("=," + close, depth);
            MacroText fallback = null;
            if (position < text.length() && text.charAt(position) == '=') {
                position++;
                fallback = until("," + close, depth);
            }
            if (position == text.length()) {
                throw new Malformed(at, "the macro " + Words.quote(text.substring(start)) + " is not closed; '" + close
                    + "' is missing");
            }
            if (text.charAt(position) == ',') {
                throw new Malformed(at, "a comma cannot stand in a macro reference (EPICS would begin scoped macros there,"
                    + " which are not supported)");
            }
            position++;
            return new Reference(name, fallback, at);
        }
    }
}
