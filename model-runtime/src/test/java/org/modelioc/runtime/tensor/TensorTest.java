package org.modelioc.runtime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.schema.ElementType;
import org.modelioc.schema.TensorType;

/** Numbers on their way into and out of each element type. */
class TensorTest {

    private static final double FLOAT_MAX = Float.MAX_VALUE;

    private static Tensor tensor(ElementType element, long size) {
        return TensorBlock.allocate(Arena.ofAuto(), List.of(new TensorSignature("t", new TensorType(element, List.of(size)))))
            .tensors().getFirst();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64"})
    void everyElementTypeKeepsWholeNumbersInBulkAndOneByOne(ElementType element) throws Exception {
        Tensor tensor = tensor(element, 6);
        double[] values = {1, -2, 3, -4, 5, -6};

        tensor.setAll(1, values, 2, 4);
        tensor.gather(0, values, new int[] {5});
        tensor.set(5, 7);

        double[] read = new double[8];
        tensor.getAll(0, read, 1, 6);
        assertThat(read).containsExactly(0, -6, 3, -4, 5, -6, 7, 0);
        assertThat(tensor.get(2)).isEqualTo(-4);
        double[] scattered = new double[3];
        tensor.scatter(1, scattered, new int[] {2, 0, 1});
        assertThat(scattered).containsExactly(-4, 5, 3);
        assertThat(tensor).hasToString("t " + element.yaml() + "[6]");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64"})
    void anIndexOutsideIsRefused(ElementType element) {
        Tensor tensor = tensor(element, 2);

        assertThatThrownBy(() -> tensor.set(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tensor.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tensor.setAll(1, new double[2], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tensor.gather(0, new double[1], new int[] {1})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void float32RoundsButNeverOverflows() throws Exception {
        Tensor tensor = tensor(ElementType.FLOAT32, 2);

        tensor.set(0, 0.1);
        assertThat(tensor.get(0)).isEqualTo(0.1f);
        tensor.set(0, FLOAT_MAX);
        assertThat(tensor.get(0)).isEqualTo(FLOAT_MAX);
        assertThatThrownBy(() -> tensor.set(1, -1e39)).isInstanceOf(ConversionException.class)
            .hasMessage("tensor 't', element 1: -1.0E39 is out of the range of float32, -3.4028235E38 to 3.4028235E38");
        assertThat(tensor.get(1)).as("the element before the refused write").isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void nonFiniteNumbersPassThroughFloatingTypes(ElementType element) throws Exception {
        Tensor tensor = tensor(element, 3);

        tensor.setAll(0, new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, 0, 3);

        double[] read = new double[3];
        tensor.getAll(0, read, 0, 3);
        assertThat(read).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void float64KeepsEveryBit() throws Exception {
        Tensor tensor = tensor(ElementType.FLOAT64, 1);

        tensor.set(0, 1 + Math.ulp(1.0));

        assertThat(tensor.get(0)).isEqualTo(1 + Math.ulp(1.0));
    }

    @Test
    void int32TakesWholeNumbersInRangeOnly() throws Exception {
        Tensor tensor = tensor(ElementType.INT32, 1);

        tensor.set(0, Integer.MIN_VALUE);
        assertThat(tensor.get(0)).isEqualTo(Integer.MIN_VALUE);
        tensor.set(0, -0.0);
        assertThat(tensor.get(0)).isZero();
        assertRefused(tensor, 2.5, "2.5 is not a whole number, and the tensor is int32");
        assertRefused(tensor, Double.NaN, "NaN is not a whole number, and the tensor is int32");
        assertRefused(tensor, 2147483648.0, "2.147483648E9 is out of the range of int32, -2147483648 to 2147483647");
        assertRefused(tensor, Double.POSITIVE_INFINITY, "Infinity is out of the range of int32, -2147483648 to 2147483647");
    }

    @Test
    void int64TakesWholeNumbersInRangeOnly() throws Exception {
        Tensor tensor = tensor(ElementType.INT64, 1);

        tensor.set(0, Long.MIN_VALUE);
        assertThat(tensor.get(0)).isEqualTo(Long.MIN_VALUE);
        tensor.set(0, Math.nextDown(0x1p63));
        assertThat(tensor.get(0)).isEqualTo(Math.nextDown(0x1p63));
        assertRefused(tensor, -0.5, "-0.5 is not a whole number, and the tensor is int64");
        assertRefused(tensor, Double.NaN, "NaN is not a whole number, and the tensor is int64");
        assertRefused(tensor, 0x1p63,
            "9.223372036854776E18 is out of the range of int64, -9223372036854775808 to 9223372036854775807");
    }

    @Test
    void int64WithoutAnExactDoubleIsNotGiven() throws Exception {
        Tensor tensor = tensor(ElementType.INT64, 1);

        for (long value : new long[] {(1L << 53) + 1, Long.MAX_VALUE}) {
            tensor.memory().setAtIndex(ValueLayout.JAVA_LONG, 0, value);
            assertThatThrownBy(() -> tensor.scatter(0, new double[1], new int[] {0})).isInstanceOf(ConversionException.class)
                .hasMessage("tensor 't', element 0: " + value
                    + " cannot be given exactly as a double; whole numbers beyond 2^53 mostly cannot");
        }
        tensor.memory().setAtIndex(ValueLayout.JAVA_LONG, 0, 1L << 60);
        assertThat(tensor.get(0)).isEqualTo(0x1p60);
    }

    @Test
    void aFaultNamesTheElementInBulkToo() {
        Tensor tensor = tensor(ElementType.INT64, 4);

        ConversionException fault = catchThrowableOfType(ConversionException.class,
            () -> tensor.gather(1, new double[] {1, 2, 0.5}, new int[] {0, 2, 1}));

        assertThat(fault.index()).isEqualTo(2);
        assertThat(fault.reason()).isEqualTo("0.5 is not a whole number, and the tensor is int64");
    }

    private static void assertRefused(Tensor tensor, double value, String reason) {
        assertThatThrownBy(() -> tensor.set(0, value)).isInstanceOf(ConversionException.class)
            .hasMessage("tensor 't', element 0: " + reason);
    }
}
