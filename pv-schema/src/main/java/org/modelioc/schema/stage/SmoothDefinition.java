package org.modelioc.schema.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code smooth}: each element over the evaluations. NaN or an infinity is passed on and makes the filter of its element
 * begin anew.
 *
 * @param target  what it works on
 * @param method  how
 * @param samples for {@link Method#EXPONENTIAL} the time constant in evaluations, above 0, NaN if it is a time; else how many
 *                of the last evaluations count, a whole number from 2
 * @param time    the time constant of {@link Method#EXPONENTIAL} as a time, above 0; else empty
 */
public record SmoothDefinition(StageTarget target, Method method, double samples, Optional<Duration> time)
        implements StageDefinition {

    static final List<String> KEYS = List.of("method", "time-constant", "samples");

    private static final List<String> METHODS = List.of("exponential", "mean", "median");
    private static final int MOST_SAMPLES = 100_000;

    /** A first-order low pass, the moving average, or the moving median. */
    public enum Method {
        EXPONENTIAL, MEAN, MEDIAN
    }

    /**
     * Over evaluations, however far apart they are.
     *
     * @param target  what it works on
     * @param method  how
     * @param samples for {@link Method#EXPONENTIAL} the time constant in evaluations, above 0; else how many of the last
     *                evaluations count, a whole number from 2
     */
    public SmoothDefinition(StageTarget target, Method method, double samples) {
        this(target, method, samples, Optional.empty());
    }

    static Optional<SmoothDefinition> read(StageSection section) {
        Optional<Method> method = section.require("method").choice("method", METHODS)
            .map(choice -> Method.values()[METHODS.indexOf(choice)]);
        if (method.isEmpty()) {
            return Optional.empty();
        }
        boolean exponential = method.get() == Method.EXPONENTIAL;
        String due = exponential ? "time-constant" : "samples";
        String other = exponential ? "samples" : "time-constant";
        section.require(due);
        if (section.has(other)) {
            section.problem(other, "'" + other + "' does not go with this method; give '" + due + "'");
        }
        if (exponential && section.hasUnit(due)) {
            return section.duration(due)
                .map(time -> new SmoothDefinition(section.target(), method.get(), Double.NaN, Optional.of(time)));
        }
        double samples = exponential ? section.positive(due, 1) : section.whole(due, 2, MOST_SAMPLES, 2);
        return Optional.of(new SmoothDefinition(section.target(), method.get(), samples));
    }
}
