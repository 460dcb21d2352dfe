package org.modelioc.screens.bob;

/**
 * Widths of the glyphs of Liberation Sans, so that a text can be known to fit without a graphics system.
 *
 * <p>Source: Liberation Sans has the advance widths of Arial, and these are those of Helvetica in the Adobe Font Metrics, in
 * thousandths of the font size, for the characters U+0020 to U+007E. The italic has those of the regular.
 */
final class GlyphWidths {

    private static final int FIRST = ' ';
    private static final double UNIT = 1000;
    /** For what is not in the tables: no accented or Greek letter that stands in a unit or a symbol is wider … */
    private static final int OTHER = 780;
    /** … and from here on, where dashes, arrows and ideographs begin, none is wider than the font is high. */
    private static final int WIDE_FROM = 0x2000;

    private static final int[] REGULAR = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

    private static final int[] BOLD = {
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
        611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};

    private GlyphWidths() {
    }

    /** Width of a line in pixels, rounded up. */
    static int of(String line, boolean bold, int size) {
        int[] table = bold ? BOLD : REGULAR;
        long sum = line.codePoints().mapToLong(point -> point >= FIRST && point < FIRST + table.length ? table[point - FIRST]
            : point < WIDE_FROM ? OTHER : (long) UNIT).sum();
        return (int) Math.ceil(sum * size / UNIT);
    }
}
