package org.modelioc.schema.yaml;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A single value: text, a number, a boolean, or nothing.
 *
 * @param at       its first character, an opening quote included
 * @param text     the text, without quotes and with escapes replaced
 * @param quoted   whether it is certainly text: in quotes, or a block ({@code |}, {@code >})
 * @param macros   where each {@code $(} or <code>${</code> of the written text stands, in order
 * @param resolved false if a macro in it has no value, which has been reported: the text is as written then
 * @param verbatim whether the text stands in the file as it is, on one line: at {@code at}, or behind the quote there
 */
public record YamlScalar(Mark at, String text, boolean quoted, List<Mark> macros, boolean resolved, boolean verbatim)
        implements YamlNode {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final int LONGEST_NULL = 4;
    private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "on", "off");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");

    /** Keeps an unmodifiable copy. */
    public YamlScalar {
        macros = List.copyOf(macros);
    }

    /** One whose text may stand otherwise in the file. */
    YamlScalar(Mark at, String text, boolean quoted, List<Mark> macros, boolean resolved) {
        this(at, text, quoted, macros, resolved, false);
    }

    /**
     * The place of a character of the text.
     *
     * @param index the character, from 0; the length of the text for the place behind it
     * @return its own place if the text is {@code verbatim}, else that of the whole
     */
    public Mark at(int index) {
        return verbatim
            ? new Mark(at.file(), at.line(), at.column() + (quoted ? 1 : 0) + text.codePointCount(0, index), at.use()) : at;
    }

    @Override
    public boolean isNull() {
        return !quoted && text.length() <= LONGEST_NULL && macros.isEmpty() && NULLS.contains(text);
    }

    /**
     * Whether the author wrote it as text although it may look like a number. What comes out of a macro is not: macros
     * often need quotes for YAML's sake.
     *
     * @return true if it must not be read as a number
     */
    boolean textByQuotes() {
        return quoted && macros.isEmpty();
    }

    /**
     * Whether it is written as a decimal number.
     *
     * @return false also for a number in quotes
     */
    public boolean isNumber() {
        return !textByQuotes() && Numbers.looksDecimal(text);
    }

    /**
     * A finite number.
     *
     * @param what     what it is, for example {@code "a constant"}
     * @param problems takes what is wrong
     * @return the number, if it is one
     */
    public OptionalDouble number(String what, Problems problems) {
        return Numbers.finite(what, this, problems);
    }

    @Override
    public String describe() {
        if (isNull()) {
            return "nothing";
        }
        String shown = Words.quote(text);
        if (textByQuotes()) {
            return "the text " + shown + " in quotes";
        }
        if (BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
            return "the boolean " + shown;
        }
        if (DATE.matcher(text).matches()) {
            return "the date " + shown;
        }
        return (Numbers.looksDecimal(text) ? "the number " : "the text ") + shown;
    }

    @Override
    public YamlScalar in(Use use) {
        return new YamlScalar(at.in(use), text, quoted, macros.isEmpty() ? macros
            : macros.stream().map(macro -> macro.in(use)).toList(), resolved, verbatim);
    }

    /** The same without a value, for one whose macros cannot be understood; that has been reported. */
    YamlScalar unresolved() {
        return new YamlScalar(at, text, quoted, macros, false);
    }
}
