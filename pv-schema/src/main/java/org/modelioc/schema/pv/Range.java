package org.modelioc.schema.pv;

/**
 * A closed range of numbers, in the units of its PV.
 *
 * @param low  lower end
 * @param high upper end, above {@code low}; both NaN where no range is declared
 */
public record Range(double low, double high) {

    /** No range declared. */
    public static final Range NONE = new Range(Double.NaN, Double.NaN);

    /**
     * Whether there is a range at all.
     *
     * @return false for {@link #NONE}
     */
    public boolean declared() {
        return !Double.isNaN(low);
    }

    /**
     * Whether a value lies inside, ends included. NaN lies in no range; everything else lies in {@link #NONE}.
     *
     * @param value the value
     * @return true if it may pass
     */
    public boolean contains(double value) {
        return declared() ? value >= low && value <= high : !Double.isNaN(value);
    }
}
