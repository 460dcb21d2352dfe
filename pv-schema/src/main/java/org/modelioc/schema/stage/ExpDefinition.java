package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code exp}: y = base to the power x.
 *
 * @param target what it works on
 * @param base   above 0 and not 1; {@link Math#E} if not given
 */
public record ExpDefinition(StageTarget target, double base) implements StageDefinition {

    static final List<String> KEYS = List.of("base");

    static Optional<ExpDefinition> read(StageSection section) {
        double base = section.positive("base", Math.E);
        if (base == 1) {
            section.problem("base", "'base' must not be 1");
        }
        return Optional.of(new ExpDefinition(section.target(), base));
    }
}
