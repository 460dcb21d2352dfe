package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code scale}: y = factor · x + offset.
 *
 * @param target what it works on
 * @param factor 1 if not given
 * @param offset 0 if not given
 */
public record ScaleDefinition(StageTarget target, ElementNumbers factor, ElementNumbers offset) implements StageDefinition {

    static final List<String> KEYS = List.of("factor", "offset");

    static Optional<ScaleDefinition> read(StageSection section) {
        if (!section.has("factor") && !section.has("offset")) {
            section.problem("factor", "the stage 'scale' needs a 'factor' or an 'offset'");
        }
        return Optional.of(new ScaleDefinition(section.target(),
            section.elementNumbers("factor").orElse(ElementNumbers.common(1)),
            section.elementNumbers("offset").orElse(ElementNumbers.common(0))));
    }
}
