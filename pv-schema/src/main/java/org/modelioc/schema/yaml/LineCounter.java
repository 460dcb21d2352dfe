package org.modelioc.schema.yaml;

/**
 * Counts lines and columns along a text, with YAML 1.1's line breaks (CR, LF, CR LF, NEL, LS, PS) and columns in code
 * points.
 */
final class LineCounter {

    private final String file;
    private final String text;
    private int offset;
    private int line;
    private int column;

    /**
     * Starts somewhere in the text.
     *
     * @param start  the place of the character at {@code offset}
     * @param text   the whole text
     * @param offset where to start, in chars
     */
    LineCounter(Mark start, String text, int offset) {
        this.file = start.file();
        this.line = start.line();
        this.column = start.column();
        this.text = text;
        this.offset = offset;
    }

    /** The place just behind the text. */
    static Mark end(String file, String text) {
        LineCounter counter = new LineCounter(new Mark(file, 1, 1), text, 0);
        counter.advanceTo(text.length());
        return counter.mark();
    }

    /** Goes on to a later offset. */
    void advanceTo(int end) {
        while (offset < end) {
            int point = text.codePointAt(offset);
            offset += Character.charCount(point);
            if (isBreak(point)) {
                if (point == '\r' && offset < text.length() && text.charAt(offset) == '\n') {
                    offset++;
                }
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    Mark mark() {
        return new Mark(file, line, column);
    }

    private static boolean isBreak(int point) {
        return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
    }
}
