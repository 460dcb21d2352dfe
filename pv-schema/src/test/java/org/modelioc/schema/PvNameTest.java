package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PVs, pipelines and models may be called. */
class PvNameTest {

    private static final String ALLOWED = "; allowed are the letters A to Z and a to z, digits, and _ - + : [ ] < > ;";

    @TempDir
    private Path folder;

    @Test
    void allTheCharactersOfRecordNames() throws Exception {
        assertThat(named("\"aZ09_-+:[]<>;\"").read().inputs().getLast().name()).isEqualTo("aZ09_-+:[]<>;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "A B"     | 'A B' has a blank
        "A\\tB"   | 'AU+0009B' has the character U+0009
        "A\\u00b0" | 'A°' has the character U+00B0
        "Ä"       | 'Ä' has the character 'Ä'
        "A/B"     | 'A/B' has the character '/'
        """)
    void characterThatIsNotAllowed(String written, String expected) {
        assertThat(named(written).problems()).containsExactly("ioc.yaml:24:3: the PV name " + expected + ALLOWED);
    }

    @Test
    void dot() {
        assertThat(named("A.B").problems()).containsExactly(
            "ioc.yaml:24:3: the PV name 'A.B' has a '.', which is reserved for fields such as '.EGU'; use ':', '-' or '_'");
    }

    @Test
    void emptyName() {
        assertThat(named("\"\"").problems()).containsExactly("ioc.yaml:24:3: the PV name is empty; give it a name");
    }

    @Test
    void longestNameWithPrefix() throws Exception {
        assertThat(named("A".repeat(495)).read().inputs().getLast().name()).hasSize(495);
        assertThat(named("A".repeat(496)).problems())
            .containsExactly("ioc.yaml:24:3: the PV name has 501 characters with the prefix; at most 500 are allowed");
    }

    @Test
    void longestNamesOfPipelinesAndModelsLeaveRoomForBuiltInPvs() {
        assertThat(Example.in(folder).with("TRANSPORT", "A".repeat(456)).problems()).containsExactly("ioc.yaml:28:3: the pipeline"
            + " name has 501 characters with the prefix and what is built from it; at most 500 are allowed");
        assertThat(Example.in(folder).with("  lebt:", "  " + "A".repeat(456) + ":")
            .with("model: lebt", "model: " + "A".repeat(456)).problems()).containsExactly("ioc.yaml:8:3: the model"
            + " name has 501 characters with the prefix and what is built from it; at most 500 are allowed");
    }

    @Test
    void prefix() {
        assertThat(Example.in(folder).problems("P=a.b")).containsExactly(
            "ioc.yaml:4:11: the prefix 'a.b' has a '.', which is reserved for fields such as '.EGU'; use ':', '-' or '_'");
    }

    @Test
    void pipelineName() {
        assertThat(Example.in(folder).with("TRANSPORT", "MY PIPE").problems())
            .containsExactly("ioc.yaml:28:3: the pipeline name 'MY PIPE' has a blank" + ALLOWED);
    }

    @Test
    void modelName() {
        assertThat(Example.in(folder).with("  lebt:", "  le/bt:").with("model: lebt", "model: le/bt").problems())
            .containsExactly("ioc.yaml:8:3: the model name 'le/bt' has the character '/'" + ALLOWED);
    }

    @Test
    void nameGivenTwiceByWayOfMacros() {
        assertThat(Example.in(folder).with("  SOL2:DI:SP: {}", "  SOL2:DI:SP: {}\n  SOL$(N):DI:SP: {}").problems("N=2"))
            .containsExactly("ioc.yaml:25:3: 'SOL2:DI:SP' stands here a second time; the first is at ioc.yaml:24:3");
    }

    @Test
    void nameOfAnInputGivenToAnOutput() {
        assertThat(Example.in(folder).with("  EFF:LEBT:", "  SOL2:DI:SP:").with("[EFF:LEBT]", "[SOL2:DI:SP]").problems())
            .containsExactly("ioc.yaml:26:3: the PV 'SOL2:DI:SP' is declared a second time; the first is at ioc.yaml:24:3,"
                + " and a PV is either an input, an output or calculated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEARTBEAT", "MESSAGE"})
    void nameThatEveryIocHas(String name) {
        assertThat(named(name).problems())
            .containsExactly("ioc.yaml:24:3: the PV name '" + name + "' is reserved: every IOC has a PV of that name");
    }

    @ParameterizedTest
    @CsvSource({"ACCESS:X, ACCESS:", "PUTLOG:X, PUTLOG:", "PVA:CLIENTS, PVA:", "CA:CLIENTS, CA:", "GPU:0:LOAD, GPU:"})
    void nameInARoomOfTheIoc(String name, String room) {
        assertThat(named(name).problems()).containsExactly("ioc.yaml:24:3: the PV name '" + name + "' is reserved: names below '"
            + room + "' belong to the IOC");
    }

    @ParameterizedTest
    @CsvSource({"TRANSPORT:EVAL:COUNT, TRANSPORT:EVAL:, pipeline, TRANSPORT",
        "TRANSPORT:LAT:X, TRANSPORT:LAT:, pipeline, TRANSPORT",
        "lebt:MODEL:NAME, lebt:MODEL:, model, lebt"})
    void nameBelowThatOfAPipelineOrModel(String name, String room, String kind, String owner) {
        assertThat(named(name).problems()).containsExactly("ioc.yaml:24:3: the PV name '" + name + "' is reserved: names below '"
            + room + "' belong to the " + kind + " '" + owner + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X:EVAL:COUNT", "TRANSPORT:EVALUATION", "lebt:EVAL:COUNT", "X:HEARTBEAT"})
    void nameThatOnlyLooksBuiltIn(String name) throws Exception {
        assertThat(named(name).read().inputs().getLast().name()).isEqualTo(name);
    }

    /** The example with another name for its second input. */
    private Example named(String name) {
        return Example.in(folder).with("  SOL2:DI:SP: {}", "  " + name + ": {}")
            .with(", SOL2:DI:SP]", ", " + (name.startsWith("\"") ? name : '"' + name + '"') + "]");
    }
}
