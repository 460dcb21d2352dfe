package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code clip}: y = min(max(x, low), high). NaN stays NaN.
 *
 * @param target what it works on
 * @param low    −∞ if not given
 * @param high   +∞ if not given; above {@code low}
 */
public record ClipDefinition(StageTarget target, ElementNumbers low, ElementNumbers high) implements StageDefinition {

    static final List<String> KEYS = List.of("low", "high");

    static Optional<ClipDefinition> read(StageSection section) {
        if (!section.has("low") && !section.has("high")) {
            section.problem("low", "the stage 'clip' needs 'low', 'high' or both");
        }
        ElementNumbers low = section.elementNumbers("low").orElse(ElementNumbers.common(Double.NEGATIVE_INFINITY));
        ElementNumbers high = section.elementNumbers("high").orElse(ElementNumbers.common(Double.POSITIVE_INFINITY));
        section.checkAbove("low", low, "high", high);
        return Optional.of(new ClipDefinition(section.target(), low, high));
    }
}
