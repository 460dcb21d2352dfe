package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;

/**
 * {@code normalise}: to mean 0 and deviation 1, y = (x − mean) / deviation; or from minimum … maximum to a range,
 * y = low + (x − minimum) / (maximum − minimum) · (high − low).
 *
 * @param target  what it works on
 * @param figures mean and deviation, minimum and maximum, or the word that the model's card has them
 * @param inverse whether it undoes the same stage without {@code inverse}
 */
public record NormaliseDefinition(StageTarget target, Figures figures, boolean inverse) implements StageDefinition {

    static final List<String> KEYS = List.of("from", "mean", "deviation", "minimum", "maximum", "range", "inverse");

    /** What is known of the elements. */
    public sealed interface Figures {
    }

    /**
     * To mean 0 and deviation 1.
     *
     * @param mean      the mean
     * @param deviation the standard deviation, above 0
     */
    public record Deviation(ElementNumbers mean, ElementNumbers deviation) implements Figures {
    }

    /**
     * To a range.
     *
     * @param minimum what becomes the lower end of the range
     * @param maximum what becomes its upper end, above {@code minimum}
     * @param range   where to
     */
    public record Extent(ElementNumbers minimum, ElementNumbers maximum, Span range) implements Figures {
    }

    /** The mean and the standard deviation that the model's card has for each element. */
    public record CardDeviation() implements Figures {
    }

    /**
     * The minimum and the maximum that the model's card has for each element.
     *
     * @param range where to
     */
    public record CardExtent(Span range) implements Figures {
    }

    /**
     * A range to normalise to.
     *
     * @param low  lower end, 0 if not given
     * @param high upper end, above {@code low}; 1 if not given
     */
    public record Span(double low, double high) {
    }

    static Optional<NormaliseDefinition> read(StageSection section) {
        boolean inverse = section.flag("inverse");
        return figures(section).map(figures -> new NormaliseDefinition(section.target(), figures, inverse));
    }

    private static Optional<Figures> figures(StageSection section) {
        boolean card = section.has("from");
        boolean deviation = section.has("mean") || section.has("deviation");
        boolean extent = section.has("minimum") || section.has("maximum");
        if ((card ? 1 : 0) + (deviation ? 1 : 0) + (extent ? 1 : 0) != 1) {
            section.problem("", "the stage 'normalise' needs exactly one of: 'from: card', 'mean' and 'deviation', or"
                + " 'minimum' and 'maximum'");
            return Optional.empty();
        }
        if (card) {
            return section.choice("from", List.of("card")).map(word ->
                section.has("range") ? new CardExtent(range(section)) : new CardDeviation());
        }
        if (deviation) {
            return deviation(section);
        }
        section.require("minimum", "maximum");
        Span range = range(section);
        Optional<ElementNumbers> minimum = section.elementNumbers("minimum");
        Optional<ElementNumbers> maximum = section.elementNumbers("maximum");
        if (minimum.isEmpty() || maximum.isEmpty()) {
            return Optional.empty();
        }
        section.checkAbove("minimum", minimum.get(), "maximum", maximum.get());
        return Optional.of(new Extent(minimum.get(), maximum.get(), range));
    }

    private static Optional<Figures> deviation(StageSection section) {
        section.require("mean", "deviation");
        if (section.has("range")) {
            section.problem("range", "'range' goes with 'minimum' and 'maximum' or with 'from: card', not with 'mean'");
        }
        Optional<ElementNumbers> mean = section.elementNumbers("mean");
        Optional<ElementNumbers> deviation = section.elementNumbers("deviation");
        deviation.flatMap(numbers -> numbers.numbers().stream().filter(number -> !(number > 0)).findFirst()).ifPresent(number ->
            section.problem("deviation", "'deviation' must be above 0, not " + Words.number(number)));
        return mean.flatMap(each -> deviation.map(spread -> new Deviation(each, spread)));
    }

    private static Span range(StageSection section) {
        Optional<Section> given = section.section("range", List.of("low", "high"));
        given.ifPresent(range -> range.require("low", "high"));
        double low = given.map(range -> range.number("low").orElse(0)).orElse(0.0);
        double high = given.map(range -> range.number("high").orElse(low + 1)).orElse(1.0);
        if (!(high > low)) {
            section.problems().add(given.orElseThrow().at("high"), "'high' must be above 'low', which is " + Words.number(low)
                + ", not " + Words.number(high));
        }
        return new Span(low, high);
    }
}
