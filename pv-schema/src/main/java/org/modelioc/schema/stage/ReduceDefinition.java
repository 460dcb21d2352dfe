package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code reduce}: one number of all along an axis, which it removes. NaN where one is NaN.
 *
 * @param target what it works on
 * @param method which number
 * @param axis   0 is the batch, −1 the last
 * @param step   distance of two neighbours along the axis, for {@link Method#INTEGRAL}; above 0
 */
public record ReduceDefinition(StageTarget target, Method method, int axis, double step) implements StageDefinition {

    static final List<String> KEYS = List.of("method", "axis", "step");

    private static final List<String> METHODS = List.of("mean", "median", "min", "max", "rms", "sum", "integral");

    /** The root mean square is about 0; the integral is that of the trapezoidal rule. */
    public enum Method {
        MEAN, MEDIAN, MIN, MAX, RMS, SUM, INTEGRAL
    }

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<ReduceDefinition> read(StageSection section) {
        section.wholeTensor().require("method");
        int axis = section.axis();
        double step = section.positive("step", 1);
        Optional<Method> method = section.choice("method", METHODS).map(choice -> Method.values()[METHODS.indexOf(choice)]);
        if (section.has("step") && method.isPresent() && method.get() != Method.INTEGRAL) {
            section.problem("step", "'step' goes with 'method: integral' only");
        }
        return method.map(which -> new ReduceDefinition(section.target(), which, axis, step));
    }
}
