package org.modelioc.ioc.access.acf;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Words;

/** Cuts the text of an access file into pieces, as {@code asLib_lex.l} of EPICS base does. */
final class AcfLexer {

    private static final String SIGNS = "(){},";
    private static final String NAME_SIGNS = "_-+:.[]<>;";

    private final AcfText text;
    private final Problems problems;
    private final List<AcfToken> tokens = new ArrayList<>();

    private AcfLexer(AcfText text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /**
     * Cuts a text.
     *
     * @param text     the text
     * @param problems takes what cannot stand in such a file; the rest is cut all the same
     * @return the pieces, the last one of kind END
     */
    static List<AcfToken> tokens(AcfText text, Problems problems) {
        AcfLexer lexer = new AcfLexer(text, problems);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                i++;
            } else if (SIGNS.indexOf(c) >= 0) {
                tokens.add(new AcfToken(AcfToken.Kind.SIGN, Character.toString(c), i));
                i++;
            } else if (c == '"') {
                i = quoted(i);
            } else if (inName(c)) {
                i = word(i);
            } else {
                i = bad(i);
            }
        }
        tokens.add(new AcfToken(AcfToken.Kind.END, "", i));
    }

    private static boolean inName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || NAME_SIGNS.indexOf(c) >= 0;
    }

    private int word(int begin) {
        int end = begin;
        while (end < text.length() && inName(text.charAt(end))) {
            end++;
        }
        tokens.add(new AcfToken(AcfToken.Kind.WORD, text.substring(begin, end), begin));
        return end;
    }

    private int quoted(int begin) {
        int end = begin + 1;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        tokens.add(new AcfToken(AcfToken.Kind.QUOTED, text.substring(begin + 1, end), begin));
        if (end == text.length() || text.charAt(end) == '\n') {
            problems.add(text.mark(begin), "the text that begins here has no closing '\"' on its line");
            return end;
        }
        return end + 1;
    }

    // one problem for a row of them, and no piece: what stands around is read as if they were not there
    private int bad(int begin) {
        int point = Character.isHighSurrogate(text.charAt(begin)) && begin + 1 < text.length()
            ? Character.toCodePoint(text.charAt(begin), text.charAt(begin + 1)) : text.charAt(begin);
        boolean visible = Character.isLetterOrDigit(point) || point > ' ' && point < 0x7F;
        String shown = visible ? "'" + Character.toString(point) + "'" : Words.codePoint(point);
        problems.add(text.mark(begin), "the character " + shown
            + " cannot stand here; a name with it is written in quotes: \"…\"");
        int end = begin;
        while (end < text.length() && !inName(text.charAt(end)) && SIGNS.indexOf(text.charAt(end)) < 0
            && "\" \t\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
