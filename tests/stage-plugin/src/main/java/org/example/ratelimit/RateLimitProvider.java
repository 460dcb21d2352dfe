package org.example.ratelimit;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.stage.StageProvider;
import org.modelioc.schema.stage.StageSection;

/** Tells the reader of the YAML how the stage is written. Named in {@code META-INF/services}. */
public final class RateLimitProvider implements StageProvider {

    @Override
    public String name() {
        return "rate-limit";
    }

    @Override
    public List<String> keys() {
        return List.of("per-second");
    }

    @Override
    public Optional<RateLimitDefinition> read(StageSection section) {
        section.require("per-second");
        // reports what is no number above 0, with its line and column
        return Optional.of(new RateLimitDefinition(section.target(), section.positive("per-second", 1)));
    }
}
