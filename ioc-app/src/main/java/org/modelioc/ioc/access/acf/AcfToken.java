package org.modelioc.ioc.access.acf;

import org.modelioc.schema.yaml.Words;

/**
 * A piece of an access file.
 *
 * @param kind  what it is
 * @param text  its characters, without quotes
 * @param index where it begins in the {@link AcfText}
 */
record AcfToken(Kind kind, String text, int index) {

    /** Kinds of pieces. */
    enum Kind {
        /** Bare word: a keyword, a name or a number. */
        WORD,
        /** In double quotes. */
        QUOTED,
        /** One of {@code ( ) { } ,}. */
        SIGN,
        /** Behind the last. */
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** For the end of a sentence: in quotes, but for the end of the file. */
    String describe() {
        return switch (kind) {
            case END -> "the end of the file";
            case QUOTED -> '"' + text + '"';
            case WORD, SIGN -> Words.quote(text);
        };
    }
}
