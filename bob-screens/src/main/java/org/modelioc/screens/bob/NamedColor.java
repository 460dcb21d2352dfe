package org.modelioc.screens.bob;

import java.util.Arrays;
import java.util.Optional;

/**
 * The colours that Phoebus predefines by name. A site may give the names other colours, so a screen uses names only; the
 * numbers are what Phoebus falls back to.
 */
public enum NamedColor {
    OK("OK", 0, 255, 0),
    MINOR("MINOR", 255, 128, 0),
    MAJOR("MAJOR", 255, 0, 0),
    INVALID("INVALID", 255, 0, 255),
    DISCONNECTED("DISCONNECTED", 200, 0, 200),
    TEXT("Text", 0, 0, 0),
    ACTIVE_TEXT("ActiveText", 255, 255, 0),
    BACKGROUND("Background", 255, 255, 255),
    READ_BACKGROUND("Read_Background", 240, 240, 240),
    WRITE_BACKGROUND("Write_Background", 128, 255, 255),
    BUTTON_BACKGROUND("Button_Background", 210, 210, 210),
    HEADER_BACKGROUND("Header_Background", 77, 77, 77),
    HEADER_FOREGROUND("Header_ForeGround", 255, 255, 255),
    GRID("Grid", 128, 128, 128),
    STOP("STOP", 255, 0, 0),
    ATTENTION("Attention", 255, 160, 0),
    ON("On", 0, 255, 0),
    OFF("Off", 60, 100, 60);

    private final String text;
    private final int red;
    private final int green;
    private final int blue;

    NamedColor(String text, int red, int green, int blue) {
        this.text = text;
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /**
     * The colour of a name.
     *
     * @param text the name as Phoebus writes it
     * @return the colour, empty if Phoebus predefines none of that name
     */
    public static Optional<NamedColor> of(String text) {
        return Arrays.stream(values()).filter(color -> color.text.equals(text)).findFirst();
    }

    /**
     * The name as Phoebus writes it.
     *
     * @return for example {@code "Read_Background"}
     */
    public String text() {
        return text;
    }

    int red() {
        return red;
    }

    int green() {
        return green;
    }

    int blue() {
        return blue;
    }
}
