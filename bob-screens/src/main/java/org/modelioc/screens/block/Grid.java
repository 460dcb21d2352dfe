package org.modelioc.screens.block;

/** The grid on which all screens are laid out, in pixels. */
public final class Grid {

    /** Every edge is a multiple of this, and two widgets are at least this far apart: a disconnected border takes 4. */
    public static final int STEP = 10;
    /** Height of a line of text and of a field. */
    public static final int LINE = 20;
    /** From one row to the next. */
    public static final int PITCH = LINE + STEP;
    /** Height of a button. */
    public static final int BUTTON = 30;

    private Grid() {
    }

    /**
     * The next line of the grid.
     *
     * @param pixels any number of pixels
     * @return the least multiple of the step that is not below
     */
    public static int up(int pixels) {
        return Math.ceilDiv(pixels, STEP) * STEP;
    }

    /**
     * Height of rows below each other.
     *
     * @param rows how many, at least 1
     * @return pixels, without a gap below the last
     */
    public static int rows(int rows) {
        return rows * PITCH - STEP;
    }
}
