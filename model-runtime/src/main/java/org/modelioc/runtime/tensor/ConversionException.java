package org.modelioc.runtime.tensor;

/** A number that the element type of a tensor cannot hold, or that a double cannot hold exactly. */
public final class ConversionException extends Exception {

    private final int index;
    private final String reason;

    ConversionException(Tensor tensor, int index, String reason) {
        super("tensor '" + tensor.name() + "', element " + index + ": " + reason);
        this.index = index;
        this.reason = reason;
    }

    static ConversionException notWhole(Tensor tensor, int index, double value) {
        return new ConversionException(tensor, index,
            value + " is not a whole number, and the tensor is " + tensor.type().element().yaml());
    }

    static ConversionException outOfRange(Tensor tensor, int index, double value, Number least, Number greatest) {
        return new ConversionException(tensor, index, value + " is out of the range of "
            + tensor.type().element().yaml() + ", " + least + " to " + greatest);
    }

    static ConversionException notBoolean(Tensor tensor, int index, double value) {
        return new ConversionException(tensor, index, value + " is neither 0 nor 1, and the tensor is bool");
    }

    static ConversionException notExact(Tensor tensor, int index, long value) {
        return new ConversionException(tensor, index,
            value + " cannot be given exactly as a double; whole numbers beyond 2^53 mostly cannot");
    }

    /**
     * Which element.
     *
     * @return its index in the tensor, the last dimension fastest
     */
    public int index() {
        return index;
    }

    /**
     * What is wrong with the number, for a message that names the tensor's element in another way.
     *
     * @return for example {@code "2.5 is not a whole number, and the tensor is int64"}
     */
    public String reason() {
        return reason;
    }
}
