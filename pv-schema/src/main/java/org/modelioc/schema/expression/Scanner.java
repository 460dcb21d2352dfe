package org.modelioc.schema.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelioc.schema.yaml.Words;

/**
 * Cuts a text into tokens. As in CALC it has to be told what is expected, operand or operator: a minus sign, for one, is
 * another token here and there.
 */
final class Scanner {

    /** Constants and word operators that are no functions. */
    private static final Map<String, Token> WORDS = Map.of(
        "PI", new Token.Number(Math.PI),
        "D2R", new Token.Number(Math.PI / 180),
        "R2D", new Token.Number(180 / Math.PI),
        "INF", new Token.Number(Double.POSITIVE_INFINITY),
        "INFINITY", new Token.Number(Double.POSITIVE_INFINITY),
        "NAN", new Token.Number(Double.NaN),
        "RNDM", new Token.Random(),
        "NOT", new Token.Prefix(UnaryOperation.BITWISE_NOT));

    /** Longer ones first. */
    private static final List<String> SYMBOLS = List.of(">>>",
        "!=", "&&", "**", ":=", "<<", "<=", "==", ">=", ">>", "||",
        "#", "%", "&", ")", "*", "+", ",", "-", "/", ":", ";", "<", "=", ">", "?", "[", "]", "^", "|");

    private final String text;
    private final Names names;
    private int start;
    private int end;
    private int nameStart;
    private int nameEnd;

    Scanner(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /** Where the token that was read or seen last begins. */
    int start() {
        return start;
    }

    /** Reads what should be an operand or the beginning of one. */
    Token operand() throws ExpressionException {
        begin();
        if (start < text.length() && text.charAt(start) == '{') {
            return braces();
        }
        int longest = names.endOfLongest(text, start);
        int lexemeEnd = lexemeEnd();
        String lexeme = text.substring(start, lexemeEnd);
        Token token = token(lexeme, longest > lexemeEnd);
        if (longest > start && (token == null || longest > lexemeEnd)) {
            end = longest;
            nameStart = start;
            nameEnd = end;
            return name(text.substring(start, end));
        }
        if (token == null) {
            throw new Mistakes(text, names).noOperand(start);
        }
        if (longest == lexemeEnd) {
            throw new ExpressionException(start, Words.quote(lexeme) + " has a meaning of its own and is a PV as well; write {"
                + lexeme + "} for the PV" + (Names.isWord(lexeme.charAt(0)) && !Character.isDigit(lexeme.charAt(0))
                ? ", or other letters of upper and lower case for the word" : ""));
        }
        end = lexemeEnd;
        return token;
    }

    /** Reads an index, after its bracket. */
    int index() throws ExpressionException {
        begin();
        while (end < text.length() && isDigit(end)) {
            end++;
        }
        int digits = end - start;
        if (digits == 0) {
            throw new ExpressionException(start, "an index is a whole number from 0, such as [2]");
        }
        return digits > 9 ? Integer.MAX_VALUE : Integer.parseInt(text, start, end, 10);
    }

    /**
     * Looks at what should be an operator, without reading it.
     *
     * @return the sign, or the word in upper case; empty at the end of the text, or if there is none
     */
    String operator() {
        begin();
        int lettersEnd = start;
        while (lettersEnd < text.length() && Names.isWord(text.charAt(lettersEnd)) && !isDigit(lettersEnd)) {
            lettersEnd++;
        }
        if (lettersEnd > start) {
            String word = upper(text.substring(start, lettersEnd));
            return BinaryOperation.BY_SYMBOL.containsKey(word) ? word : "";
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return symbol;
            }
        }
        return "";
    }

    /** Reads what {@link #operator()} has seen. */
    void take(String operator) {
        end = start + operator.length();
    }

    /** Whether an opening parenthesis comes next. */
    boolean beforeParenthesis() {
        int next = afterBlanks(end);
        return next < text.length() && text.charAt(next) == '(';
    }

    /** Makes sure that nothing follows. */
    void expectEnd() throws ExpressionException {
        begin();
        if (start < text.length()) {
            throw unexpected("");
        }
    }

    /** Says why the text does not go on as it should; with what is expected, or nothing if the text should end. */
    ExpressionException unexpected(String expected) {
        begin();
        String bareName = afterBlanks(nameEnd) == start ? text.substring(nameStart, nameEnd) : "";
        return new Mistakes(text, names).unexpected(start, expected, bareName, nameEnd == start);
    }

    private void begin() {
        start = afterBlanks(end);
        end = start;
    }

    private int afterBlanks(int from) {
        int next = from;
        while (next < text.length() && isBlank(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private Token braces() throws ExpressionException {
        int close = text.indexOf('}', start);
        if (close < 0) {
            throw new ExpressionException(start, "'{' without '}' after the name");
        }
        end = close + 1;
        String name = text.substring(start + 1, close).strip();
        if (names.slot(name) < 0) {
            throw new Mistakes(text, names).unknown(start, name);
        }
        return name(name);
    }

    private Token name(String name) {
        return new Token.Name(names.slot(name));
    }

    /** The end of a sign, word or number, or the beginning if there is none. */
    private int lexemeEnd() {
        if (start == text.length()) {
            return start;
        }
        if ("(-+!~".indexOf(text.charAt(start)) >= 0) {
            return start + 1;
        }
        return isDigit(start) || text.charAt(start) == '.' ? Numerals.end(text, start) : wordEnd(start);
    }

    private Token token(String lexeme, boolean partOfName) throws ExpressionException {
        if (lexeme.isEmpty()) {
            return null;
        }
        char first = lexeme.charAt(0);
        if (isDigit(start) || first == '.') {
            return partOfName ? null : new Token.Number(Numerals.value(lexeme, start));
        }
        return switch (first) {
            case '(' -> new Token.Open();
            case '+' -> new Token.Plus();
            case '-' -> new Token.Prefix(UnaryOperation.NEGATE);
            case '!' -> new Token.Prefix(UnaryOperation.NOT);
            case '~' -> new Token.Prefix(UnaryOperation.BITWISE_NOT);
            default -> word(upper(lexeme));
        };
    }

    private static Token word(String word) {
        Function function = Function.BY_NAME.get(word);
        return function != null ? new Token.Call(word, function) : WORDS.get(word);
    }

    private int wordEnd(int from) {
        int next = from;
        while (next < text.length() && Names.isWord(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
