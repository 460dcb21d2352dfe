package org.modelioc.ioc.access.acf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.modelioc.schema.yaml.Mark;

/** The pieces of an access file, one after the other. */
final class AcfTokens {

    private static final Set<String> KEYWORDS = Set.of("UAG", "HAG", "ASG", "RULE", "CALC");
    private static final char NO_SIGN = 0;

    private final AcfText text;
    private final List<AcfToken> tokens;
    private int position;

    /** What stands in the file cannot stand there. */
    static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Mark at;

        private SyntaxException(Mark at, String sentence) {
            super(sentence, null, false, false);
            this.at = at;
        }

        Mark at() {
            return at;
        }
    }

    AcfTokens(AcfText text, List<AcfToken> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    AcfToken peek() {
        return tokens.get(position);
    }

    AcfToken next() {
        AcfToken token = peek();
        if (token.kind() != AcfToken.Kind.END) {
            position++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().kind() == AcfToken.Kind.END;
    }

    Mark mark(AcfToken token) {
        return text.mark(token.index());
    }

    /** The place of a character within a piece in quotes, counted from 1. */
    Mark mark(AcfToken quoted, int column) {
        int inside = quoted.index() + (quoted.kind() == AcfToken.Kind.QUOTED ? column : column - 1);
        return text.mark(inside);
    }

    SyntaxException fault(AcfToken at, String sentence) {
        return new SyntaxException(mark(at), sentence);
    }

    /** Takes a sign if it is the next piece. */
    boolean take(char sign) {
        boolean there = peek().isSign(sign);
        if (there) {
            next();
        }
        return there;
    }

    /**
     * Takes a sign that is due.
     *
     * @param sign  the sign
     * @param where after or in what, for the sentence
     */
    void expect(char sign, String where) throws SyntaxException {
        if (!take(sign)) {
            throw fault(peek(), "'" + sign + "' is due " + where + ", not " + peek().describe());
        }
    }

    /** Whether a bare word has a meaning of its own, so that a name like it stands in quotes. */
    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word) || isInput(word);
    }

    /** INPA to INPU. */
    static boolean isInput(String word) {
        return word.length() == 4 && word.startsWith("INP") && word.charAt(3) >= 'A' && word.charAt(3) < 'A' + RuleCalc.INPUTS;
    }

    /** Takes a name or a text. */
    AcfToken name(String what) throws SyntaxException {
        AcfToken token = peek();
        if (token.kind() == AcfToken.Kind.WORD && (isKeyword(token.text()) || isNumber(token.text()))) {
            // taken, so that what follows is not read as what the word would begin
            next();
            throw fault(token, token.describe() + " is " + (isKeyword(token.text()) ? "a word of the language" : "a number")
                + "; as " + what + " it is written in quotes: \"" + token.text() + "\"");
        }
        if (token.kind() != AcfToken.Kind.WORD && token.kind() != AcfToken.Kind.QUOTED) {
            throw fault(token, what + " is due here, not " + token.describe());
        }
        return next();
    }

    static boolean isNumber(String word) {
        return word.matches("[-+]?[0-9]+");
    }

    /** Takes {@code (name)}. */
    AcfToken head(String keyword, String what) throws SyntaxException {
        expect('(', "after " + keyword);
        AcfToken name = name(what);
        expect(')', "after " + what);
        return name;
    }

    /** Takes names with commas between them, up to and with a closing sign. */
    List<AcfToken> names(char close, String what) throws SyntaxException {
        List<AcfToken> names = new ArrayList<>();
        names.add(name(what));
        while (!take(close)) {
            if (!take(',')) {
                throw fault(peek(), "',' or '" + close + "' is due after " + names.getLast().describe() + ", not "
                    + peek().describe());
            }
            names.add(name(what));
        }
        return names;
    }

    /** Passes over {@code (…)} and, if it follows, <code>{…}</code>, whatever is in them. */
    void skipUnknown(AcfToken keyword) throws SyntaxException {
        if (!peek().isSign('(')) {
            throw fault(keyword, keyword.describe() + " is not known here");
        }
        skipBalanced('(', ')');
        if (peek().isSign('{')) {
            skipBalanced('{', '}');
        }
    }

    private void skipBalanced(char open, char close) throws SyntaxException {
        AcfToken begin = peek();
        int depth = 0;
        do {
            AcfToken token = next();
            if (token.kind() == AcfToken.Kind.END) {
                throw fault(begin, "this '" + open + "' is never closed");
            }
            depth += token.isSign(open) ? 1 : token.isSign(close) ? -1 : 0;
        } while (depth > 0);
    }

    int position() {
        return position;
    }

    /** Goes on behind a faulty item: where its braces end, or where an item certainly begins. */
    void recover(int itemStart) {
        int depth = 0;
        for (int i = itemStart; i < position; i++) {
            depth += brace(tokens.get(i));
        }
        if (position == itemStart) {
            depth += brace(next());
        }
        char last = NO_SIGN;
        while (!atEnd()) {
            AcfToken token = peek();
            boolean begins = token.isWord("ASG")
                || (token.isWord("UAG") || token.isWord("HAG")) && (depth <= 0 || mark(token).column() == 1);
            if (begins || depth <= 0 && last == '}') {
                return;
            }
            depth += brace(next());
            last = token.kind() == AcfToken.Kind.SIGN ? token.text().charAt(0) : NO_SIGN;
        }
    }

    private static int brace(AcfToken token) {
        return token.isSign('{') ? 1 : token.isSign('}') ? -1 : 0;
    }
}
