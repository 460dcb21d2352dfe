package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;

/** Devices and the templates that they use. */
class DeviceTest {

    private static final String QUAD = """
        templates:
          quad:
            parameters: {N: , LOW: -40, HIGH: 40}
            inputs:
              $(N):SP: {description: "Gradient of $(N)", limits: {low: $(LOW), high: $(HIGH)}}
        """;

    @TempDir
    private Path root;
    private Folder folder;

    @BeforeEach
    void here() {
        folder = new Folder(root);
    }

    /** With the template above, these devices, and a pipeline that takes all inputs. */
    private static final String TWINS = """
        templates:
          quad:
            parameters: {N: , U: }
            inputs:
              $(N):SP: {description: Current of $(N), units: $(U), limits: {low: 0, high: 10}, alarms: {hihi: 9}}
        """;

    private Folder with(String devices, int inputs) {
        return with(QUAD, devices, inputs);
    }

    private Folder with(String template, String devices, int inputs) {
        return folder.with("ioc.yaml", template + "devices:\n" + devices.indent(2) + Folder.around(inputs));
    }

    @Test
    void aDeviceGivesParametersAndTheTemplateTheOthers() throws Exception {
        with("- {template: quad, N: QH01, LOW: -37.4, HIGH: \"-31.9\"}\n- {template: quad, N: QV02}", 2);
        IocDefinition ioc = folder.with("ioc.yaml", Files.readString(root.resolve("ioc.yaml"))
            .replace("limits: {", "value: $(LOW), limits: {")).read();

        assertThat(ioc.inputs()).extracting(PvDefinition::name, PvDefinition::description, PvDefinition::limits).containsExactly(
            tuple("QH01:SP", "Gradient of QH01", new Range(-37.4, -31.9)),
            tuple("QV02:SP", "Gradient of QV02", new Range(-40, 40)));
        assertThat(ioc.pipelines().getFirst().inputs().getFirst().pvs()).containsExactly("QH01:SP", "QV02:SP");
    }

    @Test
    void aTableOfDevices() throws Exception {
        with("""
            - template: quad
              HIGH: 50
              pattern: [N, LOW]
              rows:
                - [QH01, -1]
                - [QV02, ~]
                - [$(THIRD=QH03), "-3"]
            - {template: quad, pattern: [N], rows: [A, [B]]}
            """, 5);

        assertThat(folder.read().inputs()).extracting(PvDefinition::name, PvDefinition::limits).containsExactly(
            tuple("QH01:SP", new Range(-1, 50)), tuple("QV02:SP", new Range(-40, 50)), tuple("QH03:SP", new Range(-3, 50)),
            tuple("A:SP", new Range(-40, 40)), tuple("B:SP", new Range(-40, 40)));
    }

    @Test
    void parametersHideMacrosAndDefaultsMayUseBoth() throws Exception {
        folder.with("ioc.yaml", """
            macros: {N: macro, AREA: L, LOW: 7}
            templates:
              quad:
                parameters: {N: , LABEL: $(AREA)-$(N), LOW: -1}
                inputs:
                  $(N): {description: "$(LABEL) $(LOW) $(OTHER=$(N)) \\\\$(N)"}
            devices: [{template: quad, N: A}, {template: quad, N: B, LABEL: \\$(N)}]
            """ + Folder.around(2));

        assertThat(folder.read(Map.of("AREA", "M")).inputs())
            .extracting(PvDefinition::name, PvDefinition::description)
            .containsExactly(tuple("A", "M-A -1 A $(N)"), tuple("B", "$(N) -1 B $(N)"));
    }

    @Test
    void macrosThatOnlyATemplateUsesAreUsed() throws Exception {
        folder.with("ioc.yaml", QUAD.replace("Gradient", "$(WHAT=Gradient)") + "  none: {inputs: {$(UNUSED): {}}}\n"
            + "devices: [{template: quad, N: A}]\n" + Folder.around(1));

        assertThat(folder.read(Map.of("WHAT", "Field", "UNUSED", "x")).inputs().getFirst().description()).isEqualTo("Field of A");
    }

    @Test
    void aParameterIsNoMacroOfTheCommandLine() {
        with("- {template: quad, N: A}", 1);

        assertThat(folder.problems(Map.of("LOW", "3"))).containsExactly(
            "ioc.yaml: the macro 'LOW' of the command line (-m) is not used in this file, which uses none");
    }

    @Test
    void allSectionsInTheirOrder() throws Exception {
        folder.with("ioc.yaml", """
            include: parts/line.yaml
            inputs: {OWN: {}}
            devices:
              - {template: line, M: a}
              - {template: line, M: b}
            ioc: {prefix: ""}
            """).with("parts/line.yaml", """
            templates:
              line:
                parameters: {M: }
                models: {$(M): {file: $(M).onnx, inputs: {x: "float32[b, 2]"}, outputs: {y: "float32[b, 1]"}}}
                inputs: {$(M)-in: {}}
                outputs: {$(M)-out: {}}
                pipelines: {RUN-$(M): {model: $(M), inputs: {x: [OWN, $(M)-in]}, outputs: {y: [$(M)*]}}}
            """);
        IocDefinition ioc = folder.read();

        assertThat(ioc.inputs()).extracting(PvDefinition::name).containsExactly("OWN", "a-in", "b-in");
        assertThat(ioc.models()).extracting(ModelDefinition::file)
            .containsExactly(root.resolve("parts/a.onnx"), root.resolve("parts/b.onnx"));
        assertThat(ioc.pipelines()).extracting(PipelineDefinition::name).containsExactly("RUN-a", "RUN-b");
        assertThat(ioc.pipelines().getLast().outputs().getFirst().pvs()).containsExactly("b-out");
    }

    @Test
    void aFaultShowsTheTemplateAndTheDevice() {
        with("- {template: quad, N: QH01}\n- {template: quad, N: QV02, LOW: 50}", 2);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:78: 'high' must be above 'low', which is 50, not 40"
            + " (in device QV02 of ioc.yaml:8:5)");
    }

    @Test
    void whatDevicesHaveInCommonIsTheSameForAll() throws Exception {
        with(TWINS, "- {template: quad, pattern: [N, U], rows: [[QH01, A], [QV02, mA], [QH03, A]]}", 3);
        List<PvDefinition> inputs = folder.read().inputs();

        assertThat(inputs).extracting(PvDefinition::name, PvDefinition::description, PvDefinition::units).containsExactly(
            tuple("QH01:SP", "Current of QH01", "A"), tuple("QV02:SP", "Current of QV02", "mA"),
            tuple("QH03:SP", "Current of QH03", "A"));
        for (PvDefinition input : inputs) {
            assertThat(input).usingRecursiveComparison().ignoringFields("name", "at", "description", "units")
                .isEqualTo(inputs.getFirst());
        }
        assertThat(inputs.getLast().limits()).isEqualTo(new Range(0, 10));
        assertThat(inputs.getLast().at()).hasToString(root.resolve("ioc.yaml") + ":5:7");
        assertThat(inputs.getLast().at().use()).hasToString("in device QH03 of " + root.resolve("ioc.yaml") + ":7:69");
    }

    @Test
    void aFaultOfADeviceAmongItsTwins() {
        with(TWINS, "- {template: quad, N: QH01, U: A}\n- {template: quad, N: QV02, U: \"m\\tA\"}\n"
            + "- {template: quad, N: QH03, U: A}", 3);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:54: 'units' must be one line of text, but has the control"
            + " character U+0009 (in device QV02 of ioc.yaml:8:5)");
    }

    @Test
    void aFaultInWhatDevicesHaveInCommon() {
        with(TWINS.replace("high: 10", "high: -10"), "- {template: quad, pattern: [N, U], rows: [[QH01, A], [QV02, A]]}", 2);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:83: 'high' must be above 'low', which is 0, not -10"
            + " (in device QH01 of ioc.yaml:7:46; likewise QV02)");
    }

    @Test
    void aFaultOfAllDevicesIsShownOnce() {
        with(QUAD.replace("$(N):SP", "$(N) SP"),
            "- {template: quad, N: QH01}\n- {template: quad, pattern: [N], rows: [QV02, QH03]}", 3);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:7: the PV name 'QH01 SP' has a blank; allowed are the letters A"
            + " to Z and a to z, digits, and _ - + : [ ] < > ; (in device QH01 of ioc.yaml:7:5; likewise QV02, QH03)");
    }

    @Test
    void aFaultOfADeviceInAFileThatIsIncludedWithMacros() {
        folder.with("ioc.yaml", "include: [{file: cell.yaml, macros: {CELL: 1}}, {file: cell.yaml, macros: {CELL: 2}}]\n" + QUAD
            + Folder.around(2)).with("cell.yaml", "devices:\n  - {template: quad, N: Q$(CELL), HIGH: -50}\n");

        assertThat(folder.problems()).containsExactly("ioc.yaml:6:78: 'high' must be above 'low', which is -40, not -50"
            + " (in device Q1 of cell.yaml:2:5, included at ioc.yaml:1:11; likewise Q2)");
    }

    @Test
    void theSameNameTwiceShowsBothDevices() {
        with("- {template: quad, N: A}\n- {template: quad, pattern: [N], rows: [B, A]}", 2);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:7: 'A:SP' stands here a second time; the first is at"
            + " ioc.yaml:5:7, in device A of ioc.yaml:7:5 (in device A of ioc.yaml:8:46)");
    }

    @Test
    void aPvThatNoPipelineTakes() {
        folder.with("ioc.yaml", QUAD + "devices: [{template: quad, pattern: [N], rows: [A, B, C, D]}]\n"
            + Folder.around(1).replace("\"*\"", "A*"));

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:7: the PV 'B:SP' of 'inputs' is not used: no pipeline takes it;"
            + " list it under 'inputs' of a pipeline or remove it (in device B of ioc.yaml:6:52; likewise C, D)");
    }

    @Test
    void unknownTemplate() {
        with("- {template: qaud, N: A}", 1);

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:7:16: there is no template 'qaud'; 'templates' has quad; did you mean 'quad'?");
    }

    @Test
    void noTemplatesAtAll() {
        with("", "- {template: quad, N: A}", 1);

        assertThat(folder.problems())
            .containsExactly("ioc.yaml:2:16: there is no template 'quad'; no file has a section 'templates'");
    }

    @Test
    void parametersThatAreUnknownOrMissing() {
        with("""
            - {template: quad, n: A}
            - {template: quad, pattern: [NN, LOW], rows: [[A, 1]]}
            - {template: quad, pattern: [LOW], rows: [[-1], [-2]]}
            - {template: quad, pattern: [N, LOW], rows: [[~, -1]]}
            """, 1);

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:7:5: missing parameter 'N', for which the template 'quad' has no default",
            "ioc.yaml:7:22: unknown key 'n' in a device of template 'quad'; allowed are template, pattern, rows, N, LOW, HIGH;"
                + " did you mean 'N'?",
            "ioc.yaml:8:32: the template 'quad' has no parameter 'NN'; it has N, LOW, HIGH; did you mean 'N'?",
            "ioc.yaml:9:5: missing parameter 'N', for which the template 'quad' has no default",
            "ioc.yaml:10:49: the parameter 'N' must be text or a number, not nothing: the template 'quad' has no default for it");
    }

    @Test
    void aMacroOfATemplateWithoutValue() {
        with(QUAD.replace("low: $(LOW)", "low: $(LO)"), "- {template: quad, pattern: [N], rows: [A, B]}", 2);

        assertThat(folder.problems()).containsExactly("ioc.yaml:5:64: the macro 'LO' has no value; make it a parameter of the"
            + " template 'quad', give it one with '-m LO=…' or under 'macros', or a default: $(LO=…); did you mean 'LOW'?"
            + " (in device A of ioc.yaml:7:43; likewise B)");
    }

    @Test
    void aMacroOfATemplateThatIsNotClosedIsShownOnceAndWithoutADevice() {
        with(QUAD.replace("of $(N)", "of $(N"), "- {template: quad, pattern: [N], rows: [A, B]}", 2);

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:5:43: the macro '$(N' is not closed; ')' is missing");
    }

    @Test
    void aDefaultThatRefersToItself() {
        with(QUAD.replace("LOW: -40", "LOW: $(HIGH)").replace("HIGH: 40", "HIGH: $(LOW)"), "- {template: quad, N: A}", 1);

        assertThat(folder.problems()).containsExactly("ioc.yaml:3:43: the macro 'LOW' refers to itself: LOW → HIGH → LOW"
            + " (in device A of ioc.yaml:7:5)");
    }

    @Test
    void aTemplateOfTwoFiles() {
        folder.with("ioc.yaml", "include: a.yaml\n" + QUAD + "devices: [{template: quad, N: A}]\n" + Folder.around(1))
            .with("a.yaml", QUAD);

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:3:3: the template 'quad' is declared a second time; the first is at a.yaml:2:3");
    }

    @Test
    void aParameterWhoseMacroHasNoValueIsTheOnlyFault() {
        with("- {template: quad, N: A, LOW: $(L)}", 1);

        assertThat(folder.problems()).containsExactly("ioc.yaml:7:33: the macro 'L' has no value; give it one with '-m L=…' or"
            + " under 'macros', or a default: $(L=…)");
    }

    @Test
    void aSmallFileThatStandsForAHugeOne() {
        String pvs = IntStream.range(0, 2_000).mapToObj(i -> "$(N)-" + i + ": {}").collect(Collectors.joining(", "));
        String rows = IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        with("templates: {t: {parameters: {N: }, inputs: {" + pvs + "}}}\n",
            "- {template: t, N: A}\n- {template: t, pattern: [N], rows: [" + rows + "]}", 1);

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:4:39: the devices up to here make more than 5000000 values; that many are not allowed");
    }
}
