package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code resample}: another number of equidistant points along an axis, linear in between; both ends stay.
 *
 * @param target what it works on
 * @param axis   0 is the batch, −1 the last
 * @param points how many there shall be, at least 2
 */
public record ResampleDefinition(StageTarget target, int axis, int points) implements StageDefinition {

    static final List<String> KEYS = List.of("axis", "points");

    private static final int MOST_POINTS = 10_000_000;

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<ResampleDefinition> read(StageSection section) {
        section.wholeTensor().require("points");
        int axis = section.axis();
        return Optional.of(new ResampleDefinition(section.target(), axis, section.whole("points", 2, MOST_POINTS, 2)));
    }
}
