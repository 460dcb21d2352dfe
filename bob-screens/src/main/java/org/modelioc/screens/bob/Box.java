package org.modelioc.screens.bob;

/**
 * Where a widget lies in its parent, in pixels from the top left.
 *
 * @param x      left edge
 * @param y      upper edge
 * @param width  width, above 0
 * @param height height, above 0
 */
public record Box(int x, int y, int width, int height) {

    /** Checks that there is an area at all. */
    public Box {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("no area: " + width + " x " + height);
        }
    }

    /**
     * The first column outside, to the right.
     *
     * @return x + width
     */
    public int right() {
        return x + width;
    }

    /**
     * The first row outside, below.
     *
     * @return y + height
     */
    public int bottom() {
        return y + height;
    }

    /**
     * The same size elsewhere.
     *
     * @param byX pixels to the right
     * @param byY pixels down
     * @return the moved box
     */
    public Box moved(int byX, int byY) {
        return new Box(x + byX, y + byY, width, height);
    }

    /**
     * Whether another box comes nearer than a gap on all sides.
     *
     * @param other the other box
     * @param gap   pixels that should lie between
     * @return true if the two overlap or are less than {@code gap} apart
     */
    public boolean near(Box other, int gap) {
        return x < other.right() + gap && other.x < right() + gap && y < other.bottom() + gap && other.y < bottom() + gap;
    }

    /**
     * Whether another box lies wholly inside.
     *
     * @param other the other box
     * @return true if no part of it is outside
     */
    public boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
}
