package org.modelioc.runtime.stage;

/** A rectangle of each image. */
final class CropStage extends ReshapingStage {

    private final ImageShape image;
    private final int x;
    private final int y;
    private final int width;
    private final int height;

    CropStage(ImageShape image, int x, int y, int width, int height) throws StageException {
        super(image.resized(height, width), image.channelsLast() || width == image.width());
        if (width > image.width() - x || height > image.height() - y) {
            throw new StageException("a rectangle of " + width + " x " + height + " pixels at x = " + x + ", y = " + y
                + " reaches beyond the image, which is " + image.width() + " x " + image.height() + " (width x height)");
        }
        this.image = image;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    @Override
    public void apply(double[] from, double[] to) {
        int count = width * image.channels();
        for (int n = 0; n < image.batch(); n++) {
            for (int row = 0; row < height; row++) {
                int start = ((n * image.height() + y + row) * image.width() + x) * image.channels();
                System.arraycopy(from, start, to, (n * height + row) * count, count);
            }
        }
    }
}
