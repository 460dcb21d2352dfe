package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;

/** Text that is no YAML, and YAML that is not for configurations. */
class YamlSyntaxTest {

    private static final String COLON = "a ':' cannot stand here; text that has ': ' in it or ends in ':' needs quotes,"
        + " and each key begins a line with the same indentation as its neighbours";

    @TempDir
    private Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
            Arguments.of("text that ends in a colon", "ioc:\n  prefix: LEBT:\n", "2:15: " + COLON),
            Arguments.of("text with a colon and a blank", "ioc:\n  prefix: a: b\n", "2:12: " + COLON),
            Arguments.of("too deep indentation", "ioc:\n  prefix: abc\n   b: c\n", "3:5: " + COLON),
            Arguments.of("too little indentation", "ioc:\n  prefix: abc\n b: c\n",
                "3:2: this does not fit what begins at line 1, column 1: it needs the same indentation, or text that begins or"
                    + " goes on here needs quotes"),
            Arguments.of("tab", "ioc:\n\tprefix: a\n", "2:1: a tab stands in the indentation; YAML allows only blanks there"),
            Arguments.of("open list", "ioc: [a, b\nmodels: 1\n",
                "2:7: ',' or ']' is missing: the list that opens at line 1, column 6 is not closed before this"),
            Arguments.of("open mapping", "ioc: {a: b\n",
                "2:1: ',' or '}' is missing: the mapping that opens at line 1, column 6 is not closed before this; text with"
                    + " brackets or commas in it needs quotes"),
            Arguments.of("brackets in a flow mapping", "inputs: {settings: float32[batch, 10]}\n",
                "1:27: ',' or '}' is missing: the mapping that opens at line 1, column 9 is not closed before this; text with"
                    + " brackets or commas in it needs quotes"),
            Arguments.of("open quote", "ioc:\n  prefix: \"abc\n", "2:11: the quote that opens here is never closed"),
            Arguments.of("line without a colon", "ioc:\n  prefix: a\nmodels\ninputs: 1\n",
                "3:1: this line is neither 'key: value' nor part of the text above; a ': ' is missing, or a quote or bracket"),
            Arguments.of("character that begins no text", "units: %\n",
                "1:8: text cannot begin with the character '%'; put the text in quotes"),
            Arguments.of("escape", "ioc: \"a\\qb\"\n",
                "1:9: unknown escape in double quotes; write '\\\\' for a backslash, or use single quotes"),
            Arguments.of("list item behind a key", "a: - b\n",
                "1:4: a list item '- ' cannot stand here; begin each item on a line of its own"),
            Arguments.of("missing value", "ioc: {a: b, , c: d}\n",
                "1:13: a value is missing here, or text that begins with one of , [ ] { } ? : - needs quotes"),
            Arguments.of("indented first key", "  ioc: {}\nmodels: {}\n",
                "2:1: this does not belong to what stands above; the keys of the file begin in the first column"),
            Arguments.of("block of text that begins at once", "a: |text\n",
                "1:5: a '|' or '>' begins a block of text on the next lines; text that begins with it needs quotes"),
            Arguments.of("anchor without a name", "a: & b\n",
                "1:5: the name behind '&' or '*' must be letters and digits; text that begins with '&' or '*' needs quotes"),
            Arguments.of("unknown tag", "a: !x!y z\n",
                "1:4: YAML tags are not allowed; text that begins with '!' needs quotes"),
            Arguments.of("text behind a quoted text", "a: \"x\" y\n",
                "1:8: this does not fit what begins at line 1, column 1: it needs the same indentation, or text that begins or"
                    + " goes on here needs quotes"),
            Arguments.of("percent sign in the first column", "% units\na: b\n",
                "1:2: a '%' in the first column begins a YAML directive, and this is none that is known; remove it"),
            Arguments.of("directive", "%YAML 3.0\n---\na: b\n",
                "1:1: not readable as YAML: found incompatible YAML document (version 1.* is required)"),
            Arguments.of("second document", "ioc: {}\n---\nioc: {}\n",
                "2:1: a second YAML document begins here; one file holds one document, remove the '---'"),
            Arguments.of("alias without anchor", "a: &solenoid 1\nb: *solenod\n",
                "2:4: the alias '*solenod' has no anchor '&solenod' before it (text that begins with '*' needs quotes);"
                    + " did you mean 'solenoid'?"),
            Arguments.of("alias in itself", "ioc: &a [*a]\n", "1:10: the alias '*a' stands inside what it stands for"),
            Arguments.of("deep nesting", "a: " + "[".repeat(100_000) + "\n",
                "1:53: nested deeper than the 50 levels that are allowed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isReportedAtItsPlace(String what, String yaml, String expected) {
        assertThat(Example.of(folder, yaml).problems()).as(what).containsExactly("ioc.yaml:" + expected);
    }

    @Test
    void tag() {
        assertThat(Example.in(folder).with("units: A", "units: !!str A").problems()).containsExactly(
            "ioc.yaml:17:12: the YAML tag '!!str' is not allowed; remove it (text that begins with '!' needs quotes)");
    }

    @Test
    void keyThatIsNoText() {
        assertThat(Example.in(folder).with("    units: A", "    ? [units]\n    : A").problems()).containsExactly(
            "ioc.yaml:17:7: a key must be text, not a list; text that begins with '[' or '{' needs quotes");
    }

    @Test
    void aliasRepeatsWhatItsAnchorHolds() throws Exception {
        IocDefinition ioc = Example.in(folder)
            .with("display: {low: -20, high: 20}", "display: &wide {low: -20, high: 20}")
            .with("SOL2:DI:SP: {}", "SOL2:DI:SP: {display: *wide}").read();
        assertThat(ioc.inputs()).extracting(PvDefinition::display).containsExactly(new Range(-20, 20), new Range(-20, 20));
    }

    @Test
    void faultBehindAnAliasIsShownOnceAtItsAnchor() {
        assertThat(Example.in(folder)
            .with("display: {low: -20, high: 20}", "display: &wide {low: -20, high: 2O}")
            .with("SOL2:DI:SP: {}", "SOL2:DI:SP: {display: *wide}").problems()).containsExactly(
            "ioc.yaml:21:37: 'high' must be a number, not '2O'; write the number alone, without a unit");
    }

    @Test
    void aliasesThatStandForBillionsOfNodesAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9), i - 1));
        }
        assertThat(Example.of(folder, bomb.toString()).problems()).containsExactly(
            "ioc.yaml:7:25: more than 5000000 values, aliases followed; that many are not allowed");
    }
}
