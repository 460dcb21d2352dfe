package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code crop}: a rectangle of an image, [batch, height, width] or [batch, height, width, 3].
 *
 * @param target what it works on
 * @param x      columns to the left of it
 * @param y      rows above it
 * @param width  its columns
 * @param height its rows
 */
public record CropDefinition(StageTarget target, int x, int y, int width, int height) implements StageDefinition {

    static final List<String> KEYS = List.of("x", "y", "width", "height");

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<CropDefinition> read(StageSection section) {
        section.wholeTensor().require("width", "height");
        int most = ResizeDefinition.MOST_PIXELS;
        return Optional.of(new CropDefinition(section.target(), section.whole("x", 0, most, 0), section.whole("y", 0, most, 0),
            section.whole("width", 1, most, 1), section.whole("height", 1, most, 1)));
    }
}
