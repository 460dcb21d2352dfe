package org.modelioc.ioc.link.source;

/** How the numbers of an image lie one after another, by the names of areaDetector's ColorMode. */
public enum ColourLayout {

    /** One number a pixel: [height, width], the last fastest. */
    MONO(1),
    /** Colours of a pixel together: [height, width, 3]. */
    RGB1(3),
    /** Colours of a row together: [height, 3, width]. */
    RGB2(3),
    /** Three pictures, red, green and blue: [3, height, width]. */
    RGB3(3);

    private final int colours;

    ColourLayout(int colours) {
        this.colours = colours;
    }

    /**
     * Numbers of one pixel.
     *
     * @return 1 or 3
     */
    public int colours() {
        return colours;
    }
}
