package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, whole numbers, durations and sizes. */
class NumberTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "-1, -1", "+1.5, 1.5", "0, 0", "-0.5, -0.5", "1e-3, 0.001", "1E+1, 10", "1.5e0, 1.5", ".5, 0.5", "5., 5"})
    void isRead(String written, double expected) throws Exception {
        assertThat(Example.in(folder).with("value: 0.5", "value: " + written).read().inputs().getFirst().initialValue())
            .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0x10        | not '0x10', which is hexadecimal, octal or binary; write it as a decimal
        0o17        | not '0o17', which is hexadecimal, octal or binary; write it as a decimal
        012         | not '012', which YAML takes for octal; write 12
        -012.5      | not '-012.5', which YAML takes for octal; write -12.5
        1_000       | not '1_000' with underscores; write 1000
        12:30       | not '12:30', which YAML takes for a time or a number to base 60
        .nan        | not '.nan', which is no number
        NaN         | not 'NaN', which is no number
        .inf        | not '.inf', which is infinite
        -.Inf       | not '-.Inf', which is infinite
        Infinity    | not 'Infinity', which is infinite
        yes         | not the boolean 'yes'
        false       | not the boolean 'false'
        2026-01-31  | not the date '2026-01-31'
        "0.5"       | not the text '0.5' in quotes; remove the quotes
        "zero"      | not the text 'zero'
        1,5         | not '1,5' with a comma; the decimal sign is '.'
        5 A         | not '5 A'; write the number alone, without a unit
        zero        | not the text 'zero'
        [1]         | not a list
        {a: 1}      | not a mapping (key: value)
        """)
    void isNone(String written, String expected) {
        assertThat(Example.in(folder).with("value: 0.5", "value: " + written).problems())
            .containsExactly("ioc.yaml:20:12: 'value' must be a number, " + expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "' ~'", "' null'"})
    void isMissing(String written) {
        assertThat(Example.in(folder).with("value: 0.5", "value:" + written).problems())
            .containsExactly("ioc.yaml:20:" + (written.isEmpty() ? 11 : 12) + ": 'value' must be a number, not nothing");
    }

    @ParameterizedTest
    @CsvSource({"1e999", "-1e999", "1e-999"})
    void isOutOfTheRangeOfADouble(String written) {
        assertThat(Example.in(folder).with("value: 0.5", "value: " + written).problems()).containsExactly(
            "ioc.yaml:20:12: 'value' must be a number of size 5e-324 to 1.8e308, not '" + written + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        16       | 16
        -1       | -1
        2.0      | the number '2.0'
        1e1      | the number '1e1'
        007      | '007', which YAML takes for octal; write 7
        two      | the text 'two'
        "2"      | the text '2' in quotes; remove the quotes
        99999999999999999999 | the number '99999999999999999999'
        """)
    void isNoWholeNumberInItsBounds(String written, String expected) {
        assertThat(Example.in(folder).with("precision: 2", "precision: " + written).problems())
            .containsExactly("ioc.yaml:18:16: 'precision' must be a whole number from 0 to 15, not " + expected);
    }

    @ParameterizedTest
    @CsvSource({"60 s, 60000", "1500 ms, 1500", "1.5 s, 1500", "2 min, 120000", "1 h, 3600000", "5s, 5000", "2000000 us, 2000",
        "'\"60 s\"', 60000"})
    void durationIsRead(String written, long milliseconds) throws Exception {
        assertThat(Example.in(folder).with("idle-timeout: 30 s", "idle-timeout: " + written).read().server().idleTimeout())
            .hasMillis(milliseconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        30      | : '30' has no unit; units are us, ms, s, min, h
        30 m    | : unknown unit 'm'; units are us, ms, s, min, h; did you mean 'ms'?
        30 days | : unknown unit 'days'; units are us, ms, s, min, h
        soon    | , not the text 'soon'
        1.2.3 s | , not the text '1.2.3 s'
        -5 s    | , not the text '-5 s'
        [5 s]   | , not a list
        1.0000000001 s | : '1.0000000001 s' is not a whole number of nanoseconds
        9999999999 h   | , not the text '9999999999 h'
        """)
    void isNoDuration(String written, String expected) {
        String what = expected.endsWith("a list") ? "a duration" : "a duration such as '5 ms', '60 s', '2 min' or '1 h'";
        assertThat(Example.in(folder).with("idle-timeout: 30 s", "idle-timeout: " + written).problems())
            .containsExactly("ioc.yaml:6:48: 'idle-timeout' must be " + what + expected);
    }

    @ParameterizedTest
    @CsvSource({"5 ms", "25 h"})
    void durationIsOutOfItsBounds(String written) {
        assertThat(Example.in(folder).with("idle-timeout: 30 s", "idle-timeout: " + written).problems())
            .containsExactly("ioc.yaml:6:48: 'idle-timeout' must be from 1 s to 24 h, not '" + written + "'");
    }

    @ParameterizedTest
    @CsvSource({"64 MiB, 67108864", "1 GB, 1000000000", "65536 B, 65536", "0.5 MiB, 524288", "70 kB, 70000", "1GiB, 1073741824"})
    void sizeIsRead(String written, long bytes) throws Exception {
        assertThat(Example.in(folder).with("receive-budget: 16 MiB", "receive-budget: " + written).read().server()
            .receiveBudget()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        16           | a size such as '64 MiB' or '1 GB': '16' has no unit; units are B, kB, MB, GB, KiB, MiB, GiB
        16 MIB | a size such as '64 MiB' or '1 GB': unknown unit 'MIB'; units are B, kB, MB, GB, KiB, MiB, GiB; did you mean \
        'MiB'?
        1.0000001 MB | a size such as '64 MiB' or '1 GB': '1.0000001 MB' is not a whole number of bytes
        much         | a size such as '64 MiB' or '1 GB', not the text 'much'
        1 kB         | from 64 KiB to 64 GiB, not '1 kB'
        1000 GB      | from 64 KiB to 64 GiB, not '1000 GB'
        """)
    void isNoSizeInItsBounds(String written, String expected) {
        assertThat(Example.in(folder).with("receive-budget: 16 MiB", "receive-budget: " + written).problems())
            .containsExactly("ioc.yaml:6:88: 'receive-budget' must be " + expected);
    }
}
