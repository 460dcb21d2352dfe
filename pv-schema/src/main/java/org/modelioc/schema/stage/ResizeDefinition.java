package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code resize}: an image of another size, [batch, height, width] or [batch, height, width, 3].
 *
 * @param target what it works on
 * @param width  pixels in a row
 * @param height rows
 * @param method how
 */
public record ResizeDefinition(StageTarget target, int width, int height, Method method) implements StageDefinition {

    static final List<String> KEYS = List.of("width", "height", "method");

    static final int MOST_PIXELS = 65_536;

    private static final List<String> METHODS = List.of("bilinear", "nearest", "area");

    /** Between the four pixels around a place, the pixel at a place, or the mean of all that an area covers. */
    public enum Method {
        BILINEAR, NEAREST, AREA
    }

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<ResizeDefinition> read(StageSection section) {
        section.wholeTensor().require("width", "height");
        Method method = section.choice("method", METHODS).map(choice -> Method.values()[METHODS.indexOf(choice)])
            .orElse(Method.BILINEAR);
        return Optional.of(new ResizeDefinition(section.target(), section.whole("width", 1, MOST_PIXELS, 1),
            section.whole("height", 1, MOST_PIXELS, 1), method));
    }
}
