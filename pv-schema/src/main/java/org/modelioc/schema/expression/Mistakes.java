package org.modelioc.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/** What to say about a text that cannot be read on. */
final class Mistakes {

    /** Signs that names of PVs may have beside letters, digits and underscores. */
    private static final String NAME_SIGNS = ":-+.[]<>";

    private final String text;
    private final Names names;

    Mistakes(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /** Something stands where an operand should, and is none. */
    ExpressionException noOperand(int start) {
        int end = runEnd(start, "");
        if (start == end) {
            String place = start == text.length() ? "at the end" : "before " + character(start);
            return new ExpressionException(start, "an operand is missing " + place + ": a PV, a number, a function or '('");
        }
        String word = text.substring(start, end);
        String rest = text.substring(end).stripLeading();
        if (rest.startsWith(":=")) {
            return assignment(start);
        }
        if (word.equalsIgnoreCase("VAL")) {
            return new ExpressionException(start, "VAL, the last result in CALC, is not available; use the PV that holds it");
        }
        if (BinaryOperation.BY_SYMBOL.containsKey(word.toUpperCase(Locale.ROOT))) {
            return new ExpressionException(start, "an operand is missing before " + Words.quote(word));
        }
        if (rest.startsWith("(")) {
            return new ExpressionException(start, "there is no function " + Words.quote(word)
                + Suggestions.didYouMean(word, functions()));
        }
        return unknownRun(start);
    }

    /**
     * The text goes on as it should not.
     *
     * @param start    where
     * @param expected what should stand there, or nothing if the text should end
     * @param bareName the name before it if that is not in braces, or nothing
     * @param touching whether no blank stands between the two
     */
    ExpressionException unexpected(int start, String expected, String bareName, boolean touching) {
        String hint = hint(bareName);
        if (start == text.length()) {
            return new ExpressionException(start, expected + " is missing at the end" + hint);
        }
        if (text.startsWith(":=", start)) {
            return assignment(start);
        }
        char c = text.charAt(start);
        if (touching && (c == ':' || c == '.')) {
            int begin = start - bareName.length();
            String run = text.substring(begin, runEnd(begin, NAME_SIGNS));
            return c == ':' && expected.isEmpty() && Suggestions.closest(run, names.all()).isEmpty()
                ? new ExpressionException(start, "there is no '?' for this ':', nor a PV " + Words.quote(run))
                : unknownRun(begin);
        }
        if (c == ';') {
            return new ExpressionException(start, "an expression has one result; a sequence with ';' is not available");
        }
        if (!expected.isEmpty()) {
            return new ExpressionException(start, expected + " is expected before " + character(start) + hint);
        }
        String reason = switch (c) {
            case ')' -> "there is no '(' for this ')'";
            case '[' -> "only an array has elements, and this is a scalar";
            case ']' -> "there is no '[' for this ']'";
            case ':' -> "there is no '?' for this ':'";
            case ',' -> "there is no function whose arguments this ',' could part";
            default -> "an operator is expected before " + character(start);
        };
        return new ExpressionException(start, reason + hint);
    }

    /** A name that is not declared. */
    ExpressionException unknown(int start, String name) {
        return new ExpressionException(start, "there is no PV " + Words.quote(name)
            + Suggestions.didYouMean(name, names.all()));
    }

    /** A bare name that is not declared. Where it ends can only be guessed: further away if that is close to a name. */
    private ExpressionException unknownRun(int start) {
        String longer = text.substring(start, runEnd(start, NAME_SIGNS));
        String shorter = text.substring(start, runEnd(start, ":."));
        if (longer.length() == 1 && names.all().stream().noneMatch(longer::equalsIgnoreCase)) {
            return new ExpressionException(start, "there is no PV " + Words.quote(longer)
                + "; operands are PVs by name, not CALC's letters");
        }
        if (Suggestions.closest(longer, names.all()).isPresent()) {
            return unknown(start, longer);
        }
        List<String> candidates = new ArrayList<>(names.all());
        candidates.addAll(functions());
        return new ExpressionException(start, "there is no PV " + Words.quote(shorter)
            + Suggestions.didYouMean(shorter, candidates));
    }

    private static ExpressionException assignment(int start) {
        return new ExpressionException(start,
            "an expression has nothing but a result; assignment with ':=' is not available, and '=' compares");
    }

    /** If the name may have been meant as two names with a sign between them. */
    private String hint(String bareName) {
        for (int i = 1; i < bareName.length(); i++) {
            if (NAME_SIGNS.indexOf(bareName.charAt(i)) >= 0 && names.slot(bareName.substring(0, i)) >= 0) {
                return "; " + Words.quote(bareName) + " is one PV, blanks around '" + bareName.charAt(i) + "' make it two";
            }
        }
        return "";
    }

    private static List<String> functions() {
        return Function.BY_NAME.keySet().stream().sorted().toList();
    }

    private String character(int at) {
        return Words.quote(text.substring(at, at + Character.charCount(text.codePointAt(at))));
    }

    private int runEnd(int start, String signs) {
        int end = start;
        while (end < text.length() && (Names.isWord(text.charAt(end)) || signs.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }
}
