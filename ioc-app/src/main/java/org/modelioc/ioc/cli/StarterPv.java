package org.modelioc.ioc.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.yaml.Words;

/**
 * A PV of a first configuration.
 *
 * @param name        its name below the prefix
 * @param description one line, may be empty
 * @param units       engineering units, may be empty
 * @param range       range of the training data; {@link Range#NONE} if it is not known
 * @param mean        mean of the training data; NaN if it is not known
 * @param whole       whether the model takes or gives whole numbers only
 * @param elements    how many numbers it has
 * @param axis        its value as YAML, if it is known to be an axis; else empty
 */
record StarterPv(String name, String description, String units, Range range, double mean, boolean whole, int elements,
        String axis) {

    private static final int MOST_DIGITS = 15;
    /** A scale should be readable to a thousandth of it. */
    private static final int DIGITS_OF_RANGE = 3;
    /** So near to zero, as a share of the range, the mean is zero but for chance. */
    private static final double NEAR_ZERO = 0.05;

    /** As YAML, in the section of inputs or outputs. */
    String yaml(boolean input) {
        StringBuilder keys = new StringBuilder();
        if (!description.isEmpty()) {
            key(keys, "description", StarterNames.yaml(description));
        }
        if (elements > 1) {
            key(keys, "type", "double[" + elements + "]");
        }
        if (!units.isEmpty()) {
            key(keys, "units", StarterNames.yaml(units));
        }
        if (range.declared() || whole) {
            key(keys, "precision", Integer.toString(precision()));
        }
        if (input && !axis.isEmpty()) {
            key(keys, "value", axis);
        }
        if (range.declared()) {
            String ends = "{low: " + Words.number(range.low()) + ", high: " + Words.number(range.high()) + "}";
            if (input && axis.isEmpty() && value() != 0) {
                key(keys, "value", Words.number(value()));
            }
            key(keys, "display", ends);
            if (input) {
                key(keys, "limits", ends);
            }
        }
        return "  " + StarterNames.yaml(name) + (keys.isEmpty() ? ": {}\n" : ":\n" + keys);
    }

    private static void key(StringBuilder keys, String key, String value) {
        keys.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private int precision() {
        if (whole) {
            return 0;
        }
        double digits = DIGITS_OF_RANGE - Math.log10(range.high() - range.low());
        return (int) Math.clamp(Math.ceil(digits), 0, MOST_DIGITS);
    }

    /** A setting like those of the training data: 0 if it is among the usual ones, else the mean, else the middle. */
    private double value() {
        double middle = range.low() / 2 + range.high() / 2;
        double usual = Double.isNaN(mean) ? middle : mean;
        if (range.contains(0) && (Double.isNaN(mean) || Math.abs(usual) <= NEAR_ZERO * (range.high() - range.low()))) {
            return 0;
        }
        double rounded = BigDecimal.valueOf(usual).setScale(precision(), RoundingMode.HALF_EVEN).doubleValue();
        if (range.contains(rounded)) {
            return rounded;
        }
        return whole ? Math.ceil(range.low()) : usual;
    }
}
