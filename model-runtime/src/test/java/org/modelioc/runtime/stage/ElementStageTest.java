package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.stage.Chains.INF;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.each;
import static org.modelioc.runtime.stage.Chains.of;
import static org.modelioc.runtime.stage.Chains.one;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.ExpDefinition;
import org.modelioc.schema.stage.LogDefinition;
import org.modelioc.schema.stage.LookupDefinition;
import org.modelioc.schema.stage.LookupDefinition.Curve;
import org.modelioc.schema.stage.LookupDefinition.Extrapolate;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.NormaliseDefinition.Deviation;
import org.modelioc.schema.stage.NormaliseDefinition.Extent;
import org.modelioc.schema.stage.NormaliseDefinition.Span;
import org.modelioc.schema.stage.PolynomialDefinition;
import org.modelioc.schema.stage.ReplaceMissingDefinition;
import org.modelioc.schema.stage.ReplaceMissingDefinition.By;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.stage.SoftmaxDefinition;
import org.modelioc.schema.stage.ThresholdDefinition;

/** Stages that work in place and remember nothing. */
class ElementStageTest {

    private static final Curve CURVE = new Curve(List.of(0.0, 1.0, 4.0), List.of(10.0, 20.0, -10.0));

    @Test
    void scale() throws Exception {
        assertThat(of(new ScaleDefinition(target("scale"), one(0.5), one(1)), 2, -4, NAN, INF)).containsExactly(2, -1, NAN, INF);
        assertThat(of(new ScaleDefinition(target("scale"), each(1.0, 2.0), each(0.0, -1.0)), 5, 5)).containsExactly(5, 9);
    }

    @Test
    void aPartOfTheElements() throws Exception {
        assertThat(of(new ScaleDefinition(target("scale", 3, 0, 1), each(2.0, 3.0, 4.0), one(0)), 1, 1, 1, 1, 1))
            .containsExactly(3, 4, 1, 2, 1);
    }

    @Test
    void elementsAreThoseOfTheLastAxisInEveryRow() throws Exception {
        assertThat(run(chain(Shape.of(1, 2, 3), new ScaleDefinition(target("scale", 0, 2), each(10.0, 100.0), one(0))),
            1, 2, 3, 4, 5, 6)).containsExactly(10, 2, 300, 40, 5, 600);
    }

    @Test
    void clip() throws Exception {
        assertThat(of(new ClipDefinition(target("clip"), one(-1), one(1)), -3, -1, 0.5, 7, NAN, INF, -INF))
            .containsExactly(-1, -1, 0.5, 1, NAN, 1, -1);
        assertThat(of(new ClipDefinition(target("clip"), one(-INF), each(1.0, 2.0)), 3, 3)).containsExactly(1, 2);
    }

    @Test
    void normaliseByDeviation() throws Exception {
        Deviation figures = new Deviation(each(1.0, 2.0), each(2.0, 0.5));
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, false), 5, 1)).containsExactly(2, -2);
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, true), 2, -2)).containsExactly(5, 1);
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, false), NAN, INF)).containsExactly(NAN, INF);
    }

    @Test
    void normaliseToARange() throws Exception {
        Extent figures = new Extent(one(10), one(20), new Span(-1, 1));
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, false), 10, 15, 20, 25)).containsExactly(-1, 0, 1, 2);
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, true), -1, 0, 1, 2)).containsExactly(10, 15, 20, 25);
    }

    @Test
    void normaliseLosesNothingToALargeMean() throws Exception {
        Deviation figures = new Deviation(one(352.21e6), one(1));
        assertThat(of(new NormaliseDefinition(target("normalise"), figures, false), 352.21e6 + 0.25)).containsExactly(0.25);
    }

    @Test
    void polynomial() throws Exception {
        assertThat(of(new PolynomialDefinition(target("polynomial"), List.of(1.0, 0.0, 2.0)), 3, -1, NAN, INF))
            .containsExactly(19, 3, NAN, INF);
        assertThat(of(new PolynomialDefinition(target("polynomial"), List.of(4.0)), 3, NAN)).containsExactly(4, NAN);
    }

    @Test
    void lookupBetweenAndAtThePoints() throws Exception {
        assertThat(of(new LookupDefinition(target("lookup"), CURVE, Extrapolate.CLAMP), 0, 0.25, 1, 2, 4, NAN))
            .containsExactly(10, 12.5, 20, 10, -10, NAN);
    }

    @Test
    void lookupBeyondThePoints() throws Exception {
        assertThat(of(new LookupDefinition(target("lookup"), CURVE, Extrapolate.CLAMP), -1, 5, INF, -INF))
            .containsExactly(10, -10, -10, 10);
        assertThat(of(new LookupDefinition(target("lookup"), CURVE, Extrapolate.LINEAR), -1, 5, INF, -INF))
            .containsExactly(0, -20, -INF, -INF);
        assertThat(of(new LookupDefinition(target("lookup"), CURVE, Extrapolate.NAN), -1, 5, 4)).containsExactly(NAN, NAN, -10);
    }

    @Test
    void lookupInAFallingTable() throws Exception {
        Curve falling = new Curve(List.of(4.0, 1.0, 0.0), List.of(-10.0, 20.0, 10.0));
        assertThat(of(new LookupDefinition(target("lookup"), falling, Extrapolate.LINEAR), -1, 0.25, 2, 5))
            .containsExactly(0, 12.5, 10, -20);
    }

    @Test
    void logarithms() throws Exception {
        assertThat(of(new LogDefinition(target("log"), 10), 1000, 0, -1, NAN, INF)).containsExactly(3, -INF, NAN, NAN, INF);
        assertThat(of(new LogDefinition(target("log"), Math.E), Math.E, 1)).containsExactly(1, 0);
        assertThat(of(new LogDefinition(target("log"), 2), 8)).containsExactly(new double[] {3}, within(1e-15));
    }

    @Test
    void exponentials() throws Exception {
        assertThat(of(new ExpDefinition(target("exp"), 10), 3, -INF, NAN, INF)).containsExactly(1000, 0, NAN, INF);
        assertThat(of(new ExpDefinition(target("exp"), Math.E), 0, 1)).containsExactly(1, Math.E);
    }

    @Test
    void threshold() throws Exception {
        assertThat(of(new ThresholdDefinition(target("threshold"), List.of(20.0, 50.0)), 19.9, 20, 49, 50, 99, NAN, INF, -INF))
            .containsExactly(0, 1, 1, 2, 2, NAN, 2, 0);
    }

    @Test
    void replaceMissingByANumber() throws Exception {
        assertThat(of(new ReplaceMissingDefinition(target("replace-missing", 0, 1), By.NUMBER, -1, -1), NAN, 2, INF))
            .containsExactly(-1, 2, INF);
    }

    @Test
    void replaceMissingByTheLineBetween() throws Exception {
        ReplaceMissingDefinition linear = new ReplaceMissingDefinition(target("replace-missing"), By.LINEAR, NAN, -1);
        assertThat(of(linear, NAN, 1, NAN, INF, 4, NAN)).containsExactly(1, 1, 2, 3, 4, 4);
        assertThat(of(linear, NAN, -INF)).containsExactly(NAN, -INF);
        assertThat(of(linear, 7, 8)).containsExactly(7, 8);
        assertThat(run(chain(Shape.of(1, 3, 2), new ReplaceMissingDefinition(target("replace-missing"), By.LINEAR, NAN, 1)),
            1, 10, NAN, 20, 3, NAN)).containsExactly(1, 10, 2, 20, 3, 20);
    }

    @Test
    void softmax() throws Exception {
        assertThat(of(new SoftmaxDefinition(target("softmax"), -1), 0, Math.log(3))).containsExactly(
            new double[] {0.25, 0.75}, within(1e-15));
        assertThat(of(new SoftmaxDefinition(target("softmax"), -1), 1e6, 1e6, -INF)).containsExactly(0.5, 0.5, 0);
        assertThat(run(chain(Shape.of(1, 2, 2), new SoftmaxDefinition(target("softmax"), 1)), 0, 5, 0, NAN))
            .containsExactly(0.5, NAN, 0.5, NAN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1001})
    void aLongChainInPlaceUsesOneArray(int width) throws Exception {
        StageChain chain = chain(Shape.of(1, width), new ScaleDefinition(target("scale"), one(2), one(1)),
            new ClipDefinition(target("clip"), one(0), one(5)), new ScaleDefinition(target("scale"), one(1), one(-5)));
        double[] input = new double[width];
        input[width - 1] = 9;
        assertThat(run(chain, input)).endsWith(0.0).hasSize(width);
        assertThat(chain.output()).isSameAs(chain.input());
    }
}
