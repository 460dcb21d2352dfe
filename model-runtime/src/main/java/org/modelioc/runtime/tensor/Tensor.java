package org.modelioc.runtime.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.tensor.TensorType;

/**
 * A block of off-heap memory that a model reads or writes, seen as numbers.
 *
 * <p>Elements are indexed flat, the last dimension fastest, from 0 to {@link #size()}. They are exchanged as doubles and
 * checked on the way: whatever the element type cannot hold is a {@link ConversionException}, never a silently different
 * number. Rounding to the precision of {@code float32} or {@code float16} is the one change allowed; NaN and the infinities
 * pass through all floating types. A {@code bool} is 0 or 1. An index outside the tensor is an {@link IndexOutOfBoundsException}.
 *
 * <p>No method allocates, unless it throws. A bulk method costs one call a tensor instead of one an element; when it
 * throws, the elements before the faulty one have been moved. One thread at a time.
 */
public abstract sealed class Tensor permits BoolTensor, Float16Tensor, Float32Tensor, Float64Tensor, Int8Tensor, Int16Tensor,
        Int32Tensor, Int64Tensor, UInt8Tensor {

    private final TensorSignature signature;
    private final int size;

    /** The elements in native order, exactly {@code size} of them. */
    final MemorySegment memory;

    Tensor(TensorSignature signature, MemorySegment memory) {
        this.signature = signature;
        this.size = Math.toIntExact(memory.byteSize() / signature.type().element().bytes());
        this.memory = memory;
    }

    /** A view of memory of exactly the size that the concrete type asks for. */
    static Tensor over(TensorSignature signature, MemorySegment memory) {
        return switch (signature.type().element()) {
            case FLOAT16 -> new Float16Tensor(signature, memory);
            case FLOAT32 -> new Float32Tensor(signature, memory);
            case FLOAT64 -> new Float64Tensor(signature, memory);
            case INT8 -> new Int8Tensor(signature, memory);
            case INT16 -> new Int16Tensor(signature, memory);
            case INT32 -> new Int32Tensor(signature, memory);
            case INT64 -> new Int64Tensor(signature, memory);
            case UINT8 -> new UInt8Tensor(signature, memory);
            case BOOL -> new BoolTensor(signature, memory);
        };
    }

    /**
     * The name of the tensor in the model.
     *
     * @return a name that no other input, or no other output, of the model has
     */
    public final String name() {
        return signature.name();
    }

    /**
     * Element type and shape.
     *
     * @return a type without open dimensions
     */
    public final TensorType type() {
        return signature.type();
    }

    /**
     * How many elements there are.
     *
     * @return the product of all dimensions
     */
    public final int size() {
        return size;
    }

    /**
     * The memory itself, for an engine.
     *
     * @return the elements in native order, 64-byte aligned unless this is a view that begins behind the first row
     */
    public final MemorySegment memory() {
        return memory;
    }

    /**
     * A view of some rows of a batch, over the same memory.
     *
     * @param first the first row
     * @param count how many
     * @return a tensor of the same name whose first dimension is {@code count}
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public final Tensor rows(int first, int count) {
        List<Long> dimensions = new ArrayList<>(type().dimensions());
        if (first < 0 || count < 1 || dimensions.isEmpty() || first > dimensions.getFirst() - count) {
            throw new IndexOutOfBoundsException("rows " + first + " to " + (first + count - 1) + " of " + this);
        }
        long bytes = memory.byteSize() / dimensions.getFirst();
        dimensions.set(0, (long) count);
        return over(new TensorSignature(name(), new TensorType(type().element(), dimensions)),
            memory.asSlice(first * bytes, count * bytes));
    }

    /**
     * Reads one element.
     *
     * @param index which
     * @return its value
     * @throws ConversionException if it is an int64 that has no exact double
     */
    public abstract double get(int index) throws ConversionException;

    /**
     * Writes one element.
     *
     * @param index which
     * @param value its new value
     * @throws ConversionException if the element type cannot hold it
     */
    public abstract void set(int index, double value) throws ConversionException;

    /**
     * Reads elements {@code index … index + count - 1} into {@code values[from …]}.
     *
     * @param index  the first element
     * @param values where to
     * @param from   the first place in {@code values}
     * @param count  how many
     * @throws ConversionException as {@link #get}
     */
    public abstract void getAll(int index, double[] values, int from, int count) throws ConversionException;

    /**
     * Writes elements {@code index … index + count - 1} from {@code values[from …]}.
     *
     * @param index  the first element
     * @param values where from
     * @param from   the first place in {@code values}
     * @param count  how many
     * @throws ConversionException as {@link #set}
     */
    public abstract void setAll(int index, double[] values, int from, int count) throws ConversionException;

    /**
     * Writes element {@code index + i} from {@code values[slots[i]]}, for every {@code i}.
     *
     * @param index  the first element
     * @param values where from
     * @param slots  a place in {@code values} for each element
     * @throws ConversionException as {@link #set}
     */
    public abstract void gather(int index, double[] values, int[] slots) throws ConversionException;

    /**
     * Reads element {@code index + i} into {@code values[slots[i]]}, for every {@code i}.
     *
     * @param index  the first element
     * @param values where to
     * @param slots  a place in {@code values} for each element
     * @throws ConversionException as {@link #get}
     */
    public abstract void scatter(int index, double[] values, int[] slots) throws ConversionException;

    /** A number as an integer of at most 32 bits. */
    final int whole(int index, double value, int least, int most) throws ConversionException {
        int whole = (int) value;
        if (whole != value || whole < least || whole > most) {
            throw value == Math.rint(value) ? ConversionException.outOfRange(this, index, value, least, most)
                : ConversionException.notWhole(this, index, value);
        }
        return whole;
    }

    /** As in an error message: {@code settings float32[1, 10]}. */
    @Override
    public final String toString() {
        return signature.toString();
    }
}
