package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private static final int RANDOM = 200_000;

    private static DoubleStream corners() {
        return DoubleStream.of(0.0, -0.0, 1, -1, 0.1, 1.0 / 3, Math.PI, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL), Double.MAX_VALUE, -Double.MAX_VALUE, Math.nextUp(1.0), 1e22, 1e23, 2e-3, 0x1p53,
            0x1p53 + 2, 123456789.12345678, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("corners")
    void readsBackToTheSameBits(double number) {
        assertThat(Double.doubleToLongBits(NumberText.read(NumberText.of(number)).orElseThrow()))
            .isEqualTo(Double.doubleToLongBits(number));
    }

    @Test
    void anyBitsReadBack() {
        Random random = new Random(20260729);
        for (int i = 0; i < RANDOM; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            double read = NumberText.read(NumberText.of(number)).orElseThrow();
            if (Double.doubleToLongBits(read) != Double.doubleToLongBits(number)) {
                throw new AssertionError(number + " reads back as " + read);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5e-3, 0.0015", "+7, 7", "12, 12", ".5, 0.5", "5., 5", "1E+05, 100000", "INF, Infinity", "-Infinity, -Infinity",
        "' 3 ', 3"})
    void whatPrintfWrites(String text, double number) {
        assertThat(NumberText.read(text)).hasValue(number);
    }

    private static Stream<String> noNumbers() {
        return Stream.of("", "one", "1,5", "1.5 A", "0x10", "1f", "1d", "--1", "1e", "e5", ".");
    }

    @ParameterizedTest
    @MethodSource("noNumbers")
    void whatIsNoNumber(String text) {
        assertThat(NumberText.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "-nan"})
    void notANumber(String text) {
        assertThat(NumberText.read(text)).hasValue(Double.NaN);
    }
}
