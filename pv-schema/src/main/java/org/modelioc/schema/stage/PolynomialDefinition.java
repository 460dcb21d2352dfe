package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code polynomial}: y = c₀ + c₁·x + c₂·x² + …
 *
 * @param target       what it works on
 * @param coefficients from that of x⁰ on, at least one
 */
public record PolynomialDefinition(StageTarget target, List<Double> coefficients) implements StageDefinition {

    static final List<String> KEYS = List.of("coefficients");

    /** Keeps an unmodifiable copy. */
    public PolynomialDefinition {
        coefficients = List.copyOf(coefficients);
    }

    static Optional<PolynomialDefinition> read(StageSection section) {
        return section.require("coefficients").numbers("coefficients")
            .map(coefficients -> new PolynomialDefinition(section.target(), coefficients));
    }
}
