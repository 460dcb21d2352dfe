package org.modelioc.runtime.stage;

/**
 * An array as images: [batch, height, width] or [batch, height, width, channels] with three channels, or one.
 *
 * @param shape    the shape as a whole
 * @param batch    images
 * @param height   rows
 * @param width    pixels in a row
 * @param channels numbers of a pixel
 */
record ImageShape(Shape shape, int batch, int height, int width, int channels) {

    private static final int MONO_AXES = 3;
    private static final int COLOUR_AXES = 4;
    private static final int COLOURS = 3;

    /**
     * Looks at a shape.
     *
     * @throws StageException if it is not that of images
     */
    static ImageShape of(Shape shape) throws StageException {
        int axes = shape.sizes().size();
        int channels = axes == COLOUR_AXES ? shape.last() : 1;
        if (axes < MONO_AXES || axes > COLOUR_AXES || channels != 1 && channels != COLOURS) {
            throw new StageException("it works on images, [batch, height, width] or [batch, height, width, 3], and gets "
                + shape);
        }
        return new ImageShape(shape, shape.sizes().get(0), shape.sizes().get(1), shape.sizes().get(2), channels);
    }

    /** The same of another size. */
    Shape resized(int newHeight, int newWidth) throws StageException {
        return shape.with(1, newHeight).with(2, newWidth);
    }

    boolean coloured() {
        return channels == COLOURS;
    }

    /** Whether the last axis is that of the channels. */
    boolean channelsLast() {
        return shape.sizes().size() == COLOUR_AXES;
    }
}
