package org.modelioc.schema.type;

import java.util.Locale;

/** Type of one element of a PV's value, by the names of pvData. */
public enum ValueType {
    BOOLEAN(0, 1),
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(Long.MIN_VALUE, Long.MAX_VALUE),
    UBYTE(0, 0xFF),
    USHORT(0, 0xFFFF),
    UINT(0, 0xFFFF_FFFFL),
    ULONG(0, 0x1p64),
    FLOAT(-Float.MAX_VALUE, Float.MAX_VALUE),
    DOUBLE(-Double.MAX_VALUE, Double.MAX_VALUE),
    STRING(Double.NaN, Double.NaN);

    private final double least;
    private final double most;

    ValueType(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /**
     * The name in the YAML and in pvData.
     *
     * @return for example {@code "ubyte"}
     */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether its values are numbers; a boolean counts as 0 or 1.
     *
     * @return false for text only
     */
    public boolean numeric() {
        return this != STRING;
    }

    /**
     * Whether its values are whole numbers.
     *
     * @return true for all integers, signed and unsigned
     */
    public boolean integer() {
        return ordinal() >= BYTE.ordinal() && ordinal() <= ULONG.ordinal();
    }

    /**
     * The least value it can hold.
     *
     * @return as a double, which for {@link #LONG} is exact; NaN for text
     */
    public double least() {
        return least;
    }

    /**
     * The greatest value it can hold.
     *
     * @return as a double, which for {@link #LONG} and {@link #ULONG} is one more than that; NaN for text
     */
    public double most() {
        return most;
    }
}
