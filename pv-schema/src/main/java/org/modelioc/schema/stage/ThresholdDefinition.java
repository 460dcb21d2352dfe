package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlSequence;

/**
 * {@code threshold}: the class of x, which is the number of levels that it reaches (x ≥ level). NaN stays NaN.
 *
 * @param target what it works on
 * @param levels strictly increasing, at least one
 */
public record ThresholdDefinition(StageTarget target, List<Double> levels) implements StageDefinition {

    static final List<String> KEYS = List.of("levels");

    /** Keeps an unmodifiable copy. */
    public ThresholdDefinition {
        levels = List.copyOf(levels);
    }

    static Optional<ThresholdDefinition> read(StageSection section) {
        section.require("levels");
        Optional<List<Double>> levels = section.node("levels").filter(YamlSequence.class::isInstance).isPresent()
            ? section.numbers("levels") : section.number("levels").stream().boxed().findFirst().map(List::of);
        for (int i = 1; i < levels.map(List::size).orElse(0); i++) {
            double last = levels.get().get(i - 1);
            if (!(levels.get().get(i) > last)) {
                section.problem("levels", "'levels' must go strictly up, but " + Words.number(levels.get().get(i)) + " follows "
                    + Words.number(last));
            }
        }
        return levels.map(numbers -> new ThresholdDefinition(section.target(), numbers));
    }
}
