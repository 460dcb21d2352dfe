package org.modelioc.ioc.pv;

import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.ValueType;

/**
 * The elements of a PV, or of a column of a table: an array of fixed length, except in a table that the IOC itself fills.
 *
 * <p>Who shows it to many, such as a server with a large image, does not copy it but {@link #share shares} it: a shared array
 * is never written again, and the next value goes into a new one. As long as nobody shares it, the same array is
 * written over and over and nothing is allocated.
 *
 * <p>Not thread-safe: used under the monitor of the PV.
 */
public final class Elements {

    private final String name;
    private final ValueType type;
    private int length;
    private Object array;
    private boolean shared;

    /**
     * Undefined elements.
     *
     * @param name   what messages call it: the name of the PV, or of a column
     * @param type   of an element
     * @param length how many
     */
    Elements(String name, ValueType type, int length) {
        this.name = name;
        this.type = type;
        this.length = length;
        array = ElementArrays.undefined(type, length);
    }

    String name() {
        return name;
    }

    /**
     * Type of an element.
     *
     * @return never null
     */
    public ValueType type() {
        return type;
    }

    /**
     * How many elements.
     *
     * @return constant, except in a table that the IOC itself fills
     */
    public int length() {
        return length;
    }

    /**
     * The elements, to be read while the PV's monitor is held, and not to be kept.
     *
     * @return boolean[], byte[], short[], int[], long[], float[], double[] or String[]; unsigned integers by their bits
     */
    public Object array() {
        return array;
    }

    /**
     * The elements, to be kept for as long as one likes, and never written into.
     *
     * @return as {@link #array()}
     */
    public Object share() {
        shared = true;
        return array;
    }

    /**
     * One number.
     *
     * @param index from 0
     * @return the nearest double; NaN of text
     */
    public double number(int index) {
        return ElementArrays.number(type, array, index);
    }

    void read(double[] to, int offset) {
        ElementArrays.read(type, array, to, offset);
    }

    int firstNotFinite() {
        return ElementArrays.firstNotFinite(array);
    }

    int firstInexact() {
        return ElementArrays.firstInexact(type, array);
    }

    String text(int index) {
        return type.integer() ? Numbers.text(type, ElementArrays.bits(type, array, index)) : Double.toString(number(index));
    }

    /** The index of the first of some doubles that this cannot hold, counted from the offset; -1 if it can hold all. */
    int firstMisfit(double[] from, int offset) {
        if (type != ValueType.DOUBLE) {
            for (int i = 0; i < length; i++) {
                if (!Numbers.fits(type, from[offset + i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Stores doubles that all fit. */
    void store(double[] from, int offset) {
        ElementArrays.write(type, from, offset, writable());
    }

    /** Stores what {@link #accept} gave. */
    void store(Object accepted) {
        System.arraycopy(accepted, 0, writable(), 0, length);
    }

    /** Takes the place of all elements; there may be more or fewer of them than before. */
    void replace(Object values) {
        int count = ElementArrays.length(values);
        if (count != length) {
            length = count;
            array = ElementArrays.allocate(type, count);
            shared = false;
        }
        store(values);
    }

    private Object writable() {
        if (shared) {
            array = ElementArrays.allocate(type, length);
            shared = false;
        }
        return array;
    }

    /**
     * Looks at what a client puts.
     *
     * @param value    an array as {@link #array()}, or of double, or of texts; of this length
     * @param metadata of the PV, for the limits
     * @return the same in this type; the same array if it has it already
     * @throws PutRejectedException if it has another length, or an element that cannot be set
     */
    Object accept(Object value, Metadata metadata) throws PutRejectedException {
        int given = ElementArrays.length(value);
        if (given != length) {
            throw new PutRejectedException(name + " takes " + taken() + ", not "
                + (given < 0 ? "a value of another kind" : Integer.toString(given)));
        }
        Object admitted = admitted(value, metadata);
        Object accepted = admitted.getClass() == array.getClass() ? admitted : converted(admitted);
        checkLimits(accepted, metadata);
        return accepted;
    }

    /** What is to be set where limits stand for numbers outside them: the same array, or a new one if that moves any of them. */
    private Object admitted(Object value, Metadata metadata) throws PutRejectedException {
        if (metadata.outside() != OutOfLimits.CLAMP || !metadata.control().declared() || !type.numeric()) {
            return value;
        }
        boolean doubles = value instanceof double[];
        Object numbers = doubles || value.getClass() == array.getClass() ? value : converted(value);
        ValueType given = doubles ? ValueType.DOUBLE : type;
        double[] moved = null;
        for (int i = 0; i < length; i++) {
            double number = ElementArrays.number(given, numbers, i);
            double admitted = metadata.admitted(number);
            if (moved == null && admitted != number && !Double.isNaN(number)) {
                moved = new double[length];
                ElementArrays.read(given, numbers, moved, 0);
            }
            if (moved != null) {
                moved[i] = admitted;
            }
        }
        return moved == null ? numbers : moved;
    }

    /**
     * What of a put is beyond the limits and was stored as one of them.
     *
     * @param value    what was put, and accepted
     * @param metadata by which it was
     * @return a sentence; null if nothing was moved
     */
    String clamped(Object value, Metadata metadata) throws PutRejectedException {
        if (!metadata.clamps() || !type.numeric()) {
            return null;
        }
        boolean doubles = value instanceof double[];
        ValueType given = doubles ? ValueType.DOUBLE : type;
        Object numbers = doubles || value.getClass() == array.getClass() ? value : converted(value);
        String first = null;
        int more = 0;
        for (int i = 0; i < length; i++) {
            double number = ElementArrays.number(given, numbers, i);
            double admitted = metadata.admitted(number);
            if (admitted != number && !Double.isNaN(number)) {
                more += first == null ? 0 : 1;
                first = first == null ? Pv.clamped(name + "[" + i + "]", metadata.text(given, number),
                    metadata.text(type, admitted)) : first;
            }
        }
        return more == 0 ? first : first + "; and so on with " + more + (more == 1 ? " more element" : " more elements");
    }

    /** What a put brings, for a sentence. */
    String taken() {
        return length + (length == 1 ? " element of type " : " elements of type ") + type.yaml();
    }

    private Object converted(Object value) throws PutRejectedException {
        Object result = ElementArrays.allocate(type, length);
        switch (value) {
            case double[] numbers when type.numeric() -> {
                int misfit = firstMisfit(numbers, 0);
                if (misfit >= 0) {
                    throw refused(misfit, Double.toString(numbers[misfit]), Numbers.taken(type));
                }
                ElementArrays.write(type, numbers, 0, result);
            }
            case String[] texts -> {
                for (int i = 0; i < length; i++) {
                    parse(texts[i], i, result);
                }
            }
            default -> throw new PutRejectedException(name + " takes " + taken() + ", not "
                + value.getClass().getComponentType().getSimpleName());
        }
        return result;
    }

    private void parse(String text, int index, Object to) throws PutRejectedException {
        try {
            switch (to) {
                case double[] a -> a[index] = Double.parseDouble(text.strip());
                case float[] a -> {
                    double number = Double.parseDouble(text.strip());
                    if (!Numbers.fits(type, number)) {
                        throw new NumberFormatException(text);
                    }
                    a[index] = (float) number;
                }
                default -> setBits(Numbers.parse(type, text), index, to);
            }
        } catch (NumberFormatException e) {
            throw refused(index, "'" + text + "'", Numbers.taken(type));
        }
    }

    private static void setBits(long bits, int index, Object to) {
        switch (to) {
            case long[] a -> a[index] = bits;
            case int[] a -> a[index] = (int) bits;
            case short[] a -> a[index] = (short) bits;
            case byte[] a -> a[index] = (byte) bits;
            case boolean[] a -> a[index] = bits != 0;
            default -> throw new IllegalArgumentException("no integers");
        }
    }

    private void checkLimits(Object candidate, Metadata metadata) throws PutRejectedException {
        Range range = metadata.control();
        if (!range.declared() || !type.numeric()) {
            return;
        }
        for (int i = 0; i < length; i++) {
            double number = ElementArrays.number(type, candidate, i);
            if (!Numbers.within(type, range, number)) {
                if (Double.isNaN(number)) {
                    throw new PutRejectedException(name + " has limits and cannot hold NaN, as at [" + i + "]: it takes "
                        + metadata.controlText(type));
                }
                throw refused(i, metadata.text(type, number), metadata.controlText(type));
            }
        }
    }

    private PutRejectedException refused(int index, String value, String takes) {
        return new PutRejectedException(name + "[" + index + "] cannot be set to " + value + ": it takes " + takes);
    }
}
