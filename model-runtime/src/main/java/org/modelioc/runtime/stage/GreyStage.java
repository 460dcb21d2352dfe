package org.modelioc.runtime.stage;

/** The luma of red, green and blue, by the weights of ITU-R BT.601. */
final class GreyStage extends ReshapingStage {

    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    GreyStage(ImageShape image) throws StageException {
        super(image.shape().with(image.shape().sizes().size() - 1), false);
        if (!image.coloured()) {
            throw new StageException("it works on coloured images, [batch, height, width, 3], and gets " + image.shape());
        }
    }

    @Override
    public void apply(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = RED * from[3 * i] + GREEN * from[3 * i + 1] + BLUE * from[3 * i + 2];
        }
    }
}
