package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.pv.PvDefinition;

/** Macros in keys and values. */
class MacroTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        $(P)              | LEBT:
        ${P}              | LEBT:
        a$(P)b${P}c       | aLEBT:bLEBT:c
        $(P=other)        | LEBT:
        $(Q=other)        | other
        $(Q=)             | ''
        $(Q=${R=deep:})   | deep:
        $(Q=<$(P)>)       | <LEBT:>
        $($(N=P))         | LEBT:
        "$(P)"            | LEBT:
        '$(P)'            | LEBT:
        """, quoteCharacter = '`')
    void areReplaced(String written, String expected) throws Exception {
        assertThat(prefix(written).read().prefix()).isEqualTo(expected.equals("''") ? "" : expected);
    }

    @Test
    void commandLineIsStrongerThanFileAndFileStrongerThanDefault() throws Exception {
        Example example = prefix("$(P=default)");
        assertThat(example.read("P=line:").prefix()).isEqualTo("line:");
        assertThat(example.read().prefix()).isEqualTo("LEBT:");
        assertThat(example.with("P: \"LEBT:\"", "R: x").read().prefix()).isEqualTo("default");
    }

    @Test
    void valuesMayHaveMacros() throws Exception {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P: $(SITE)-$(N=1)\n  SITE: ess").read("N=$(SITE)2").prefix())
            .isEqualTo("ess-ess2");
    }

    @Test
    void keysNumbersAndReferencesMayHaveMacros() throws Exception {
        IocDefinition ioc = Example.in(folder)
            .with("  SOL2:DI:SP: {}", "  $(S):DI:SP: {value: $(V), precision: \"$(D)\"}")
            .with("[SOL1:DI:SP, SOL2:DI:SP]", "[SOL1:DI:SP, \"${S}:DI:SP\"]").read("S=QV1", "V=1.5", "D=1");
        assertThat(ioc.inputs().getLast()).extracting(PvDefinition::name, PvDefinition::initialValue, PvDefinition::precision)
            .containsExactly("QV1:DI:SP", 1.5, 1);
    }

    @Test
    void backslashKeepsADollarSign() throws Exception {
        assertThat(Example.in(folder).with("description: Solenoid 1", "description: in \\$(P) of \\${P}, $5").read().inputs()
            .getFirst().description()).isEqualTo("in $(P) of ${P}, $5");
    }

    @Test
    void withoutValue() {
        assertThat(Example.in(folder).with("prefix: $(P)", "prefix: \"x$(PP)$(P)\"").problems()).containsExactly(
            "ioc.yaml:4:13: the macro 'PP' has no value; give it one with '-m PP=…' or under 'macros', or a default: $(PP=…);"
                + " did you mean 'P'?");
    }

    @Test
    void withoutValueOnALaterLineOfFoldedText() {
        assertThat(Example.in(folder).with("description: Solenoid 1", "description: >\n      one \uD83D\uDE00\n"
            + "      \uD83D\uDE00 $(A)").problems().getFirst()).startsWith("ioc.yaml:18:9: the macro 'A' has no value; ");
    }

    @Test
    void withoutValueInAKeyIsTheOnlyFaultOfThatPv() {
        assertThat(Example.in(folder).with("  SOL2:DI:SP: {}", "  $(S) x: {}")
            .with("[SOL1:DI:SP, SOL2:DI:SP]", "[SOL1:DI:SP, $(S) x]").problems()).containsExactly(
            "ioc.yaml:24:3: the macro 'S' has no value; give it one with '-m S=…' or under 'macros', or a default: $(S=…)",
            "ioc.yaml:31:30: the macro 'S' has no value; give it one with '-m S=…' or under 'macros', or a default: $(S=…)");
    }

    @Test
    void withoutValueInAnotherMacro() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P: a$(B)").problems()).containsExactly(
            "ioc.yaml:2:7: the macro 'B' has no value; give it one with '-m B=…' or under 'macros', or a default: $(B=…)");
    }

    @Test
    void withoutValueInAMacroOfTheCommandLine() {
        assertThat(Example.in(folder).problems("P=$(B)")).containsExactly(
            "ioc.yaml: in '-m P=$(B)': the macro 'B' has no value; give it one with '-m B=…' or under 'macros', or a default:"
                + " $(B=…)");
    }

    @Test
    void thatRefersToItself() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P: $(A)\n  A: $(B)\n  B: x$(A)").problems()).containsExactly(
            "ioc.yaml:4:7: the macro 'A' refers to itself: A → B → A");
    }

    @Test
    void longChain() {
        StringBuilder chain = new StringBuilder("P: $(M0)");
        for (int i = 0; i < 20_000; i++) {
            chain.append("\n  M").append(i).append(": $(M").append(i + 1).append(')');
        }
        assertThat(Example.in(folder).with("P: \"LEBT:\"", chain + "\n  M20000: x").problems().getFirst())
            .isEqualTo("ioc.yaml:101:8: more than 100 macros refer to one another in a row");
    }

    @Test
    void thatGrowWithoutBound() {
        StringBuilder bomb = new StringBuilder("P: $(M0)\n  M40: xxxxxxxxxx");
        for (int i = 0; i < 40; i++) {
            bomb.append("\n  M%d: $(M%d)$(M%d)".formatted(i, i + 1, i + 1));
        }
        assertThat(Example.in(folder).with("P: \"LEBT:\"", bomb.toString()).problems())
            .containsExactly("ioc.yaml:30:8: the text becomes longer than 100000 characters by its macros");
    }

    @Test
    void notClosed() {
        assertThat(prefix("\"$(P=a\"").problems()).containsExactly(
            "ioc.yaml:4:12: the macro '$(P=a' is not closed; ')' is missing");
    }

    @Test
    void scopedMacros() {
        assertThat(prefix("$(P,Q=2)").problems()).containsExactly("ioc.yaml:4:11: a comma cannot stand in a macro reference"
            + " (EPICS would begin scoped macros there, which are not supported)");
    }

    @Test
    void nestedTooDeep() {
        assertThat(prefix("$(A=".repeat(5_000) + ")".repeat(5_000)).problems())
            .containsExactly("ioc.yaml:4:91: macros nested deeper than 20 levels");
    }

    @Test
    void badNameInAReference() {
        assertThat(prefix("$(P Q)").problems()).containsExactly(
            "ioc.yaml:4:11: the macro name 'P Q' must be made of letters, digits, '_' and '-'");
    }

    @Test
    void badNameInTheSection() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P: x\n  a b: y").problems()).containsExactly(
            "ioc.yaml:3:3: the macro name 'a b' must be made of letters, digits, '_' and '-'");
    }

    @Test
    void definedTwice() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P: x\n  P: y").problems())
            .containsExactly("ioc.yaml:3:3: 'P' stands here a second time; the first is at ioc.yaml:2:3");
    }

    @Test
    void withoutText() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "P:").problems())
            .containsExactly("ioc.yaml:2:5: the macro 'P' must be text or a number, not nothing; write \"\" for an empty text");
    }

    @Test
    void emptySection() {
        assertThat(prefix("x").with("  P: \"LEBT:\"\n", "").problems())
            .containsExactly("ioc.yaml:1:8: 'macros' must be a mapping (NAME: value), not nothing");
    }

    @Test
    void ofTheCommandLineThatTheFileNeverUses() {
        assertThat(Example.in(folder).with("P: \"LEBT:\"", "PREFIX: x").with("prefix: $(P)", "prefix: $(PREFIX=$(D=y))")
            .problems("PREFX=a", "D=b")).containsExactly(
            "ioc.yaml: the macro 'PREFX' of the command line (-m) is not used in this file, which uses D, PREFIX;"
                + " did you mean 'PREFIX'?");
    }

    private Example prefix(String written) {
        return Example.in(folder).with("prefix: $(P)", "prefix: " + written);
    }
}
