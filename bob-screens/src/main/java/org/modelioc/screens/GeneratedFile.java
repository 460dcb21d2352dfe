package org.modelioc.screens;

/** What tells a generated file from one that somebody has taken into his own hands. */
final class GeneratedFile {

    private static final String MARK = "Made by 'model-ioc screens' from ";

    private GeneratedFile() {
    }

    /**
     * The comment with which a generated file begins. Phoebus drops it when it saves the file.
     *
     * @param source the configuration
     * @return one line
     */
    static String mark(String source) {
        return MARK + source + ", and made again by it. Without this line the file is yours and left alone.";
    }

    /**
     * Whether a text has the comment.
     *
     * @param text text of a file
     * @return true if it was generated, and not saved by Phoebus since
     */
    static boolean marked(String text) {
        return text.lines().limit(2).anyMatch(line -> line.contains(MARK));
    }
}
