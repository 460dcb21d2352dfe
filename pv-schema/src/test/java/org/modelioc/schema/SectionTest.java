package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.service.LatencyDefinition;

/** Keys that are unknown, repeated or missing, and sections of the wrong kind. */
class SectionTest {

    @TempDir
    private Path folder;

    @Test
    void unknownKeyOfTheFile() {
        assertThat(Example.in(folder).with("macros:", "makros:").problems()).containsExactly(
            "ioc.yaml:1:1: unknown key 'makros' in the file; allowed are macros, include, templates, devices, ioc, models,"
                + " inputs, outputs, calculated, pipelines; did you mean 'macros'?",
            "ioc.yaml:4:11: the macro 'P' has no value; give it one with '-m P=…' or under 'macros', or a default: $(P=…)");
    }

    @Test
    void unknownKeyWithNothingLikeIt() {
        assertThat(Example.in(folder).with("precision: 2", "colour: red").problems()).containsExactly(
            "ioc.yaml:18:5: unknown key 'colour' in input 'SOL1:DI:SP'; allowed are description, type, units, precision, form,"
                + " value, display, limits, outside-limits, alarms, guidance, mdel, adel, choices, image, columns, rows, follow,"
                + " asg, autosave");
    }

    @Test
    void unknownKeyOfANestedSection() {
        assertThat(Example.in(folder).with("{max-connections: 100", "{max-conections: 100").problems()).containsExactly(
            "ioc.yaml:6:12: unknown key 'max-conections' in 'server' of 'ioc'; allowed are max-connections, idle-timeout,"
                + " send-queue, receive-budget; did you mean 'max-connections'?");
    }

    @Test
    void repeatedKey() {
        assertThat(Example.in(folder).with("    units: A", "    units: A\n    units: B").problems())
            .containsExactly("ioc.yaml:18:5: 'units' stands here a second time; the first is at ioc.yaml:17:5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ioc", "models", "inputs", "outputs", "pipelines"})
    void missingSection(String section) {
        Example example = Example.in(folder);
        String yaml = example.yaml().replaceFirst("(?m)^" + section + ":\n( .*\n)+", "").replace("$(P)", "x");
        assertThat(Example.of(folder, yaml).problems())
            .containsExactly("ioc.yaml:1:1: missing key '" + section + "' in the file");
    }

    @ParameterizedTest
    @CsvSource({"models, name: model, 7", "inputs, name: PV, 14", "outputs, name: PV, 25", "pipelines, name: pipeline, 27"})
    void emptySection(String section, String entries, int line) {
        for (String nothing : List.of("", " {}")) {
            String yaml = Example.in(folder).yaml()
                .replaceFirst("(?m)^" + section + ":\n( .*\n)+", section + ":" + nothing + "\n");
            assertThat(Example.of(folder, yaml).problems()).containsExactly(
                "ioc.yaml:" + line + ":1: '" + section + "' is empty; at least one entry (" + entries + ") is due");
        }
    }

    @ParameterizedTest
    @CsvSource({"models, name: model, 7:9", "inputs, name: PV, 14:9", "outputs, name: PV, 25:10",
        "pipelines, name: pipeline, 27:12"})
    void sectionThatIsAList(String section, String entries, String place) {
        String yaml = Example.in(folder).yaml().replaceFirst("(?m)^" + section + ":\n( .*\n)+", section + ": [a]\n");
        assertThat(Example.of(folder, yaml).problems())
            .containsExactly("ioc.yaml:" + place + ": '" + section + "' must be a mapping (" + entries + "), not a list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a text           | the text 'a text'
        [a, list]        | a list
        42               | the number '42'
        """)
    void fileThatIsNoMapping(String yaml, String what) {
        assertThat(Example.of(folder, yaml).problems()).containsExactly("ioc.yaml:1:1: the file must be a mapping with keys from"
            + " macros, include, templates, devices, ioc, models, inputs, outputs, calculated, pipelines, not " + what);
    }

    @Test
    void iocWithoutPrefix() {
        assertThat(Example.in(folder).with("  prefix: $(P)\n", "").problems())
            .containsExactly("ioc.yaml:3:1: missing key 'prefix' in 'ioc'");
    }

    @Test
    void serverWithoutKeys() {
        assertThat(Example.in(folder)
            .with("{max-connections: 100, idle-timeout: 30 s, send-queue: 5000, receive-budget: 16 MiB}", "{}").problems())
            .containsExactly("ioc.yaml:6:11: 'server' of 'ioc' is empty; allowed are max-connections, idle-timeout, send-queue,"
                + " receive-budget");
    }

    @Test
    void serverThatIsNoMapping() {
        assertThat(Example.in(folder)
            .with("{max-connections: 100, idle-timeout: 30 s, send-queue: 5000, receive-budget: 16 MiB}", "").problems())
            .containsExactly("ioc.yaml:6:10: 'server' of 'ioc' must be a mapping with keys from max-connections, idle-timeout,"
                + " send-queue, receive-budget, not nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        max-connections: 100 | max-connections: 0     | 6:29: 'max-connections' must be a whole number from 1 to 100000, not 0
        send-queue: 5000 | send-queue: 8000000000 | 6:66: 'send-queue' must be a whole number from 16 to 10000000, not \
        8000000000
        """)
    void serverNumberOutOfBounds(String piece, String replacement, String expected) {
        assertThat(Example.in(folder).with(piece, replacement).problems()).containsExactly("ioc.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {window: 0.5 s}                | 6:21: 'window' must be from 1 s to 24 h, not '0.5 s'
        {period: 10 ms}                | 6:21: 'period' must be from 100 ms to 1 h, not '10 ms'
        {window: 2 s, period: 3 s}     | 6:34: 'period' of 'latency' is longer than its 'window': what comes between would never \
        be seen; make the window at least as long
        {windows: 2 s}                 | 6:13: unknown key 'windows' in 'latency' of 'ioc'; allowed are window, period, traces; \
        did you \
        mean 'window'?
        """)
    void latencyThatCannotBe(String section, String expected) {
        assertThat(Example.in(folder).with("  server: {max", "  latency: " + section + "\n  server: {max").problems())
            .containsExactly("ioc.yaml:" + expected);
    }

    @Test
    void latency() throws Exception {
        assertThat(Example.in(folder).read().latency()).isEqualTo(LatencyDefinition.DEFAULT);
        assertThat(Example.in(folder).with("  server: {max", "  latency: {window: 10 min, period: 500 ms, traces: ../t}\n"
            + "  server: {max").read().latency()).isEqualTo(new LatencyDefinition(Duration.ofMinutes(10), Duration.ofMillis(500),
                folder.toAbsolutePath().resolveSibling("t")));
    }

    @Test
    void textOfSeveralLines() {
        assertThat(Example.in(folder).with("units: A", "units: \"A\\nB\"").problems())
            .containsExactly("ioc.yaml:17:12: 'units' must be one line of text, but has a line break");
    }

    @Test
    void textWithAControlCharacter() {
        assertThat(Example.in(folder).with("units: A", "units: \"A\\e\"").problems())
            .containsExactly("ioc.yaml:17:12: 'units' must be one line of text, but has the control character U+001B");
    }

    @Test
    void textThatIsAList() {
        assertThat(Example.in(folder).with("units: A", "units: [A]").problems())
            .containsExactly("ioc.yaml:17:12: 'units' must be text (\"\" for none), not a list");
    }

    @Test
    void textThatIsMissing() {
        assertThat(Example.in(folder).with("units: A", "units:").problems())
            .containsExactly("ioc.yaml:17:11: 'units' must be text (\"\" for none), not nothing");
    }

    @Test
    void wordsThatOtherReadersTakeForBooleansAreText() throws Exception {
        assertThat(Example.in(folder).with("units: A", "units: NO").read().inputs().getFirst().units()).isEqualTo("NO");
    }
}
