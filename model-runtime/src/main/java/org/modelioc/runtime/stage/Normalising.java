package org.modelioc.runtime.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.NormaliseDefinition.CardDeviation;
import org.modelioc.schema.stage.NormaliseDefinition.CardExtent;
import org.modelioc.schema.stage.NormaliseDefinition.Deviation;
import org.modelioc.schema.stage.NormaliseDefinition.Extent;
import org.modelioc.schema.stage.NormaliseDefinition.Figures;
import org.modelioc.schema.stage.NormaliseDefinition.Span;

/** Finds the numbers of a stage {@code normalise}. */
final class Normalising {

    private final Shape shape;
    private final int[] elements;
    private final Optional<Features> card;

    Normalising(Shape shape, int[] elements, Optional<Features> card) {
        this.shape = shape;
        this.elements = elements;
        this.card = card;
    }

    /** Makes the stage, from the card where the definition says so. */
    NormaliseStage stage(NormaliseDefinition definition) throws StageException {
        return switch (resolved(definition.figures())) {
            case Deviation(ElementNumbers mean, ElementNumbers deviation) -> stage(definition.inverse(),
                spread("mean", mean), spread("deviation", deviation), all(1), all(0));
            case Extent(ElementNumbers minimum, ElementNumbers maximum, Span range) -> {
                double[] low = spread("minimum", minimum);
                double[] width = spread("maximum", maximum);
                for (int i = 0; i < width.length; i++) {
                    width[i] -= low[i];
                }
                yield stage(definition.inverse(), low, width, all(range.high() - range.low()), all(range.low()));
            }
            case CardDeviation _, CardExtent _ -> throw new IllegalStateException("the card is still to be asked");
        };
    }

    private NormaliseStage stage(boolean inverse, double[] centre, double[] spread, double[] width, double[] low) {
        return inverse ? new NormaliseStage(shape, elements, low, width, spread, centre)
            : new NormaliseStage(shape, elements, centre, spread, width, low);
    }

    private Figures resolved(Figures figures) throws StageException {
        return switch (figures) {
            case CardDeviation _ -> {
                List<Double> mean = ofCard("mean", features().mean());
                List<Double> deviation = ofCard("standard deviation", features().deviation());
                checkAbove(deviation, zeros(), "has the standard deviation 0");
                yield new Deviation(ElementNumbers.each(mean), ElementNumbers.each(deviation));
            }
            case CardExtent(Span range) -> {
                List<Double> minimum = ofCard("minimum", features().minimum());
                List<Double> maximum = ofCard("maximum", features().maximum());
                checkAbove(maximum, minimum, "has equal minimum and maximum");
                yield new Extent(ElementNumbers.each(minimum), ElementNumbers.each(maximum), range);
            }
            case Deviation _, Extent _ -> figures;
        };
    }

    private Features features() throws StageException {
        Features features = card.orElseThrow(() -> new StageException("there is no model card with this tensor; give the"
            + " numbers here, or put a card.yaml that has it beside the model"));
        if (features.names().size() != shape.last()) {
            throw new StageException("the model's card has " + features.names().size() + " features of this tensor, and the last"
                + " axis of " + shape + " has " + shape.last() + "; normalise where they are the same");
        }
        return features;
    }

    /** The figures of the elements that are worked on. */
    private List<Double> ofCard(String what, List<Double> figures) throws StageException {
        for (int element : elements) {
            if (Double.isNaN(figures.get(element))) {
                throw new StageException("the model's card has no " + what + " of '" + features().names().get(element)
                    + "'; give the numbers here" + (what.equals("minimum") ? "" : ", or a 'range' to use minimum and maximum"));
            }
        }
        return Arrays.stream(elements).mapToObj(figures::get).toList();
    }

    private void checkAbove(List<Double> high, List<Double> low, String otherwise) throws StageException {
        for (int i = 0; i < elements.length; i++) {
            if (!(high.get(i) > low.get(i))) {
                throw new StageException("'" + features().names().get(elements[i]) + "' in the model's card " + otherwise
                    + ", so it cannot be normalised; leave it out by 'elements'");
            }
        }
    }

    private List<Double> zeros() {
        return Arrays.stream(elements).mapToObj(element -> 0.0).toList();
    }

    private double[] spread(String key, ElementNumbers numbers) throws StageException {
        return StageMaker.spread(key, numbers, elements.length);
    }

    private double[] all(double number) {
        double[] numbers = new double[elements.length];
        Arrays.fill(numbers, number);
        return numbers;
    }
}
