package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code grey}: red, green and blue become one brightness: [batch, height, width, 3] becomes [batch, height, width].
 *
 * @param target what it works on
 */
public record GreyDefinition(StageTarget target) implements StageDefinition {

    static final List<String> KEYS = List.of();

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<GreyDefinition> read(StageSection section) {
        return Optional.of(new GreyDefinition(section.wholeTensor().target()));
    }
}
