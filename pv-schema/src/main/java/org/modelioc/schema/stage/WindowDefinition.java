package org.modelioc.schema.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code window}: the last samples of a row become a sequence, the oldest first: [batch, features] becomes
 * [batch, samples, features].
 *
 * @param target   what it works on
 * @param samples  samples in the window, at least 2
 * @param duration empty for one sample an evaluation; else the time from the first to the last of them, which are equidistant:
 *                 each is the one that held at its time
 * @param repeat   before the window is full: true to repeat the first sample, false for NaN
 */
public record WindowDefinition(StageTarget target, int samples, Optional<Duration> duration, boolean repeat)
        implements StageDefinition {

    static final List<String> KEYS = List.of("samples", "duration", "until-full");

    private static final List<String> CHOICES = List.of("nan", "repeat");
    private static final int MOST_SAMPLES = 1_000_000;

    /**
     * One sample an evaluation.
     *
     * @param target  what it works on
     * @param samples evaluations in the window, at least 2
     * @param repeat  before the window is full: true to repeat the first sample, false for NaN
     */
    public WindowDefinition(StageTarget target, int samples, boolean repeat) {
        this(target, samples, Optional.empty(), repeat);
    }

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<WindowDefinition> read(StageSection section) {
        section.wholeTensor().require("samples");
        boolean repeat = section.choice("until-full", CHOICES).filter("repeat"::equals).isPresent();
        return Optional.of(new WindowDefinition(section.target(), section.whole("samples", 2, MOST_SAMPLES, 2),
            section.duration("duration"), repeat));
    }
}
