package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.NormaliseDefinition.CardDeviation;
import org.modelioc.schema.stage.NormaliseDefinition.CardExtent;
import org.modelioc.schema.stage.NormaliseDefinition.Figures;
import org.modelioc.schema.stage.NormaliseDefinition.Span;

/** Normalisation by the numbers of the model's card. */
class CardNormalisationTest {

    private static final Optional<Features> CARD = Optional.of(new Features(List.of("SOL1", "SOL2", "GAS"),
        List.of("A", "A", "mPa"), List.of(-20.0, 0.0, 5.0), List.of(20.0, 10.0, 5.0), List.of(1.0, 5.0, 5.0),
        List.of(2.0, 0.5, 0.0)));

    private static StageChain chain(Figures figures, boolean inverse, Optional<Features> card, int width, Integer... elements)
            throws InvalidConfigurationException {
        return StageChain.plan(List.of(new NormaliseDefinition(target("normalise", elements), figures, inverse)),
            Shape.of(1, width), width, true, new StageContext(card, List.of()));
    }

    private static void refused(Figures figures, Optional<Features> card, int width, String text) {
        assertThatThrownBy(() -> chain(figures, false, card, width)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:9: stage 'normalise' on tensor 'x': " + text);
    }

    @Test
    void byMeanAndDeviation() throws Exception {
        assertThat(run(chain(new CardDeviation(), false, CARD, 3, 1, 0), 5, 6, 7)).containsExactly(2, 2, 7);
        assertThat(run(chain(new CardDeviation(), true, CARD, 3, 1, 0), 2, 2, 7)).containsExactly(5, 6, 7);
    }

    @Test
    void toARange() throws Exception {
        CardExtent range = new CardExtent(new Span(-1, 1));
        assertThat(run(chain(range, false, CARD, 3, 0, 1), 10, 10, 7)).containsExactly(0.5, 1, 7);
        assertThat(run(chain(range, true, CARD, 3, 0, 1), 0.5, 1, 7)).containsExactly(10, 10, 7);
    }

    @Test
    void featureThatNeverChanged() {
        refused(new CardDeviation(), CARD, 3, "'GAS' in the model's card has the standard deviation 0, so it cannot be"
            + " normalised; leave it out by 'elements'");
        refused(new CardExtent(new Span(0, 1)), CARD, 3, "'GAS' in the model's card has equal minimum and maximum, so it cannot"
            + " be normalised; leave it out by 'elements'");
    }

    @Test
    void cardWithoutThem() {
        refused(new CardDeviation(), Optional.empty(), 3, "there is no model card with this tensor; give the numbers here, or"
            + " put a card.yaml that has it beside the model");
        refused(new CardDeviation(), CARD, 2, "the model's card has 3 features of this tensor, and the last axis of [1, 2] has 2;"
            + " normalise where they are the same");
        Features output = new Features(List.of("EFF"), List.of("%"), List.of(0.0), List.of(1.0), List.of(NAN), List.of(NAN));
        refused(new CardDeviation(), Optional.of(output), 1, "the model's card has no mean of 'EFF'; give the numbers here, or a"
            + " 'range' to use minimum and maximum");
    }
}
