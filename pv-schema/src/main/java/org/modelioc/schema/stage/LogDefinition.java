package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code log}: y = log(x) to a base. Of 0 it is −∞, of less it is NaN.
 *
 * @param target what it works on
 * @param base   above 0 and not 1; {@link Math#E} if not given
 */
public record LogDefinition(StageTarget target, double base) implements StageDefinition {

    static final List<String> KEYS = List.of("base");

    static Optional<LogDefinition> read(StageSection section) {
        double base = section.positive("base", Math.E);
        if (base == 1) {
            section.problem("base", "'base' must not be 1");
        }
        return Optional.of(new LogDefinition(section.target(), base));
    }
}
