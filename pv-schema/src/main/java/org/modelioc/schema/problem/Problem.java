package org.modelioc.schema.problem;

/**
 * One fault of a file, for the person who mends it.
 *
 * @param at   where
 * @param text what is wrong, what is allowed, and what may have been meant; one line
 */
public record Problem(SourcePosition at, String text) {

    /** One line: {@code file:line:column: text}, and in brackets the use of the place if it has several. */
    @Override
    public String toString() {
        return at + ": " + text + (at.use() == null ? "" : " (" + at.use() + ")");
    }
}
