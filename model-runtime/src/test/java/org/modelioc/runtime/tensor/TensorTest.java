package org.modelioc.runtime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** Numbers on their way into and out of each element type. */
class TensorTest {

    private static final double FLOAT_MAX = Float.MAX_VALUE;

    private static Tensor tensor(ElementType element, long size) {
        return TensorBlock.allocate(Arena.ofAuto(), List.of(new TensorSignature("t", new TensorType(element, List.of(size)))))
            .tensors().getFirst();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"UINT8", "BOOL"})
    void everyElementTypeWithASignKeepsWholeNumbersInBulkAndOneByOne(ElementType element) throws Exception {
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
    @EnumSource
    void everyElementTypeKeepsZerosAndOnesInBulkAndOneByOne(ElementType element) throws Exception {
        Tensor tensor = tensor(element, 4);

        tensor.setAll(0, new double[] {9, 1, 0, 1}, 1, 3);
        tensor.gather(3, new double[] {0, 1}, new int[] {1});
        tensor.set(1, 1);

        double[] read = new double[5];
        tensor.getAll(0, read, 1, 4);
        assertThat(read).containsExactly(0, 1, 1, 1, 1);
        tensor.set(2, 0);
        tensor.scatter(1, read, new int[] {0, 4});
        assertThat(read).containsExactly(1, 1, 1, 1, 0);
        assertThat(tensor.memory().byteSize()).isEqualTo(4L * element.bytes());
    }

    @ParameterizedTest
    @EnumSource
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
    @ValueSource(ints = {1, 7, 1000})
    void float32InBulkIsAsOneByOne(int count) throws Exception {
        Tensor tensor = tensor(ElementType.FLOAT32, count + 2);
        double[] values = new Random(count).doubles(count + 1, -FLOAT_MAX, FLOAT_MAX).toArray();

        tensor.setAll(2, values, 1, count);

        for (int i = 0; i < count; i++) {
            assertThat(tensor.get(i + 2)).isEqualTo((float) values[i + 1]);
        }
        // the last number that still rounds down, an infinity that is one, and a number that would become one
        values[count] = Math.nextDown(0x1.ffffffp127);
        tensor.setAll(2, values, 1, count);
        assertThat(tensor.get(count + 1)).isEqualTo(FLOAT_MAX);
        values[count] = Double.NEGATIVE_INFINITY;
        tensor.setAll(2, values, 1, count);
        assertThat(tensor.get(count + 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        values[count] = 0x1.ffffffp127;
        assertThatThrownBy(() -> tensor.setAll(2, values, 1, count)).isInstanceOf(ConversionException.class)
            .hasMessageContaining("element " + (count + 1) + ": 3.4028235677973366E38 is out of the range of float32");
        assertThat(tensor.get(count + 1)).as("the element of the refused number").isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void float16RoundsToTheNearest() throws Exception {
        Tensor tensor = tensor(ElementType.FLOAT16, 1);

        assertThat(through(tensor, 0.1)).isEqualTo(0.0999755859375);
        assertThat(through(tensor, 65504)).isEqualTo(65504);
        assertThat(through(tensor, Math.nextDown(65520.0))).isEqualTo(65504);
        assertThat(through(tensor, 0x1p-24)).isEqualTo(0x1p-24);
        assertThat(through(tensor, 0x1p-25)).as("a tie goes to even, which is 0").isZero();
        assertThat(through(tensor, Math.nextUp(0x1p-25))).isEqualTo(0x1p-24);
        assertThat(through(tensor, 2049)).as("a tie").isEqualTo(2048);
        assertThat(through(tensor, 2051)).as("a tie").isEqualTo(2052);
        assertThat(through(tensor, -1e-300)).isEqualTo(-0.0);
        // a float is half-way here and the double is not
        assertThat(through(tensor, 1 + 0x1p-11 + 0x1p-40)).isEqualTo(1 + 0x1p-10);
        assertThat(through(tensor, 1 + 3 * 0x1p-11 - 0x1p-40)).isEqualTo(1 + 0x1p-10);
        assertRefused(tensor, 65520, "65520.0 is out of the range of float16, -65504.0 to 65504.0");
        assertRefused(tensor, -1e39, "-1.0E39 is out of the range of float16, -65504.0 to 65504.0");
    }

    @Test
    void float16IsTheNearestOfAll() throws Exception {
        Tensor tensor = tensor(ElementType.FLOAT16, 1);
        Random random = new Random(16);
        for (int n = 0; n < 200_000; n++) {
            int exponent = random.nextInt(-26, 16);
            // few bits set, so that ties and what lies close beside them are common
            double value = Math.scalb(1 + (random.nextInt(2048) + random.nextInt(-1, 2) * Math.scalb(1, -random.nextInt(1, 42)))
                / 2048, exponent);
            if (value >= 65520) {
                continue;
            }
            double result = through(tensor, value);
            double step = Math.scalb(1, Math.max(Math.getExponent(value), -14) - 10);
            assertThat(result).as("%s", value).isEqualTo(Math.rint(value / step) * step);
        }
    }

    private static double through(Tensor tensor, double value) throws ConversionException {
        tensor.set(0, value);
        return tensor.get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
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

    @ParameterizedTest
    @CsvSource({"INT8, -128, 127", "INT16, -32768, 32767", "UINT8, 0, 255"})
    void smallIntegersTakeWholeNumbersInRangeOnly(ElementType element, int least, int most) throws Exception {
        Tensor tensor = tensor(element, 1);

        for (int value = least; value <= most; value++) {
            assertThat(through(tensor, value)).isEqualTo(value);
        }
        String range = " is out of the range of " + element.yaml() + ", " + least + " to " + most;
        assertRefused(tensor, most + 1, (most + 1.0) + range);
        assertRefused(tensor, least - 1, (least - 1.0) + range);
        assertRefused(tensor, 1e300, "1.0E300" + range);
        assertRefused(tensor, Double.NEGATIVE_INFINITY, "-Infinity" + range);
        assertRefused(tensor, 2.5, "2.5 is not a whole number, and the tensor is " + element.yaml());
        assertRefused(tensor, Double.NaN, "NaN is not a whole number, and the tensor is " + element.yaml());
        assertThat(tensor.get(0)).as("what was there before").isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, -1, Double.NaN, Double.POSITIVE_INFINITY, 256, Double.MIN_VALUE})
    void boolTakesZeroAndOneOnly(double value) throws Exception {
        Tensor tensor = tensor(ElementType.BOOL, 1);

        tensor.set(0, 1);
        assertRefused(tensor, value, value + " is neither 0 nor 1, and the tensor is bool");
        assertThat(tensor.get(0)).isEqualTo(1);
        tensor.memory().set(ValueLayout.JAVA_BYTE, 0, (byte) 2);
        assertThat(tensor.get(0)).as("true, however an engine writes it").isEqualTo(1);
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
