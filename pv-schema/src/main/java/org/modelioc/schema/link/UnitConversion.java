package org.modelioc.schema.link;

/**
 * How the value of a followed PV becomes one in the units of the input: {@code y = factor * x + offset}.
 *
 * @param from   the units that the source must have
 * @param factor finite, not 0
 * @param offset finite, in the units of the input
 */
public record UnitConversion(String from, double factor, double offset) {

    /**
     * Converts one value.
     *
     * @param value in the units of the source
     * @return in the units of the input
     */
    public double convert(double value) {
        return factor * value + offset;
    }
}
