package org.modelioc.screens.bob;

import java.util.Arrays;
import java.util.Optional;

/** The fonts that Phoebus predefines by name, and brings along: Liberation Sans, sizes in pixels. */
public enum NamedFont {
    DEFAULT("Default", "REGULAR", 14),
    DEFAULT_BOLD("Default Bold", "BOLD", 14),
    HEADER_1("Header 1", "BOLD", 22),
    HEADER_2("Header 2", "BOLD", 18),
    HEADER_3("Header 3", "BOLD", 16),
    COMMENT("Comment", "ITALIC", 14),
    FINE_PRINT("Fine Print", "REGULAR", 12);

    private static final double LINE = 1.15;

    private final String text;
    private final String style;
    private final int size;

    NamedFont(String text, String style, int size) {
        this.text = text;
        this.style = style;
        this.size = size;
    }

    /**
     * The font of a name.
     *
     * @param text the name as Phoebus writes it
     * @return the font, empty if Phoebus predefines none of that name
     */
    public static Optional<NamedFont> of(String text) {
        return Arrays.stream(values()).filter(font -> font.text.equals(text)).findFirst();
    }

    /**
     * The name as Phoebus writes it.
     *
     * @return for example {@code "Header 1"}
     */
    public String text() {
        return text;
    }

    /**
     * How wide a line of text is in this font.
     *
     * @param line text without line breaks
     * @return pixels, rounded up
     */
    public int width(String line) {
        return GlyphWidths.of(line, style.equals("BOLD"), size);
    }

    /**
     * How high a line of text is in this font.
     *
     * @return pixels, rounded up
     */
    public int height() {
        return (int) Math.ceil(size * LINE);
    }

    String style() {
        return style;
    }

    int size() {
        return size;
    }
}
