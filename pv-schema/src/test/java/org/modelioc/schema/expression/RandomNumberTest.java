package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RandomNumberTest {

    private static final Names NONE = new Names(List.of());

    private static double[] draw(Expression expression) {
        return DoubleStream.generate(() -> expression.evaluate(new Values())).limit(10_000).toArray();
    }

    @Test
    void numbersLieBetweenZeroAndOne() throws ExpressionException {
        double[] drawn = draw(Expression.compile("RNDM", NONE));

        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(DoubleStream.of(drawn)).allMatch(x -> x >= 0 && x < 1).anyMatch(x -> x < 0.1).anyMatch(x -> x > 0.9);
    }

    @Test
    void theGeneratorGivenIsTheOneUsed() throws ExpressionException {
        double[] first = draw(Expression.compile("rndm * 2", NONE, new SplittableRandom(3)));
        double[] second = draw(Expression.compile("rndm * 2", NONE, new SplittableRandom(3)));

        assertThat(first).isEqualTo(second);
    }

    @Test
    void eachOccurrenceIsAnotherNumberAndTheSameForAllElements() throws ExpressionException {
        Values values = new Values().array("X", 0, 0, 0);

        assertThat(values.scalarOf("RNDM - RNDM")).isNotZero();
        assertThat(values.arrayOf("X + RNDM")).matches(x -> x[0] == x[1] && x[1] == x[2]);
    }
}
