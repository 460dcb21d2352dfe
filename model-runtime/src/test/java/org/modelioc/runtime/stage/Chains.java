package org.modelioc.runtime.stage;

import java.util.Arrays;
import java.util.List;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageTarget;
import org.modelioc.schema.yaml.Mark;

/** Chains as the YAML of a test would give them, at line 20, on the tensor {@code x}. */
final class Chains {

    static final double NAN = Double.NaN;
    static final double INF = Double.POSITIVE_INFINITY;

    private Chains() {
    }

    static StageTarget target(String stage, Integer... elements) {
        return new StageTarget(stage, new Mark("test.yaml", 20, 9), "x", new Elements(List.of(elements), false));
    }

    static ElementNumbers one(double number) {
        return ElementNumbers.common(number);
    }

    static ElementNumbers each(Double... numbers) {
        return ElementNumbers.each(List.of(numbers));
    }

    static StageChain chain(Shape input, StageDefinition... stages) throws InvalidConfigurationException {
        return StageChain.plan(List.of(stages), input, input.last(), true, StageContext.NONE);
    }

    /** The result for one row. */
    static double[] of(StageDefinition stage, double... row) throws InvalidConfigurationException, InferenceException {
        return run(chain(Shape.of(1, row.length), stage), row);
    }

    /** A copy of the result. */
    static double[] run(StageChain chain, double... input) throws InferenceException {
        return runAt(0, chain, input);
    }

    /** A copy of the result at a time in milliseconds since 1970. */
    static double[] runAt(long millis, StageChain chain, double... input) throws InferenceException {
        System.arraycopy(input, 0, chain.input(), 0, chain.input().length);
        chain.run(millis * 1_000_000);
        return Arrays.copyOf(chain.output(), chain.output().length);
    }
}
