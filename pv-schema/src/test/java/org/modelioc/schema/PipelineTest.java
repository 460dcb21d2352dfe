package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines: that what they refer to exists, and that tensors and PVs fit together. */
class PipelineTest {

    private static final String INPUTS = "[SOL1:DI:SP, SOL2:DI:SP]";
    private static final String SOL2_IS_NOT_USED = "ioc.yaml:24:3: the PV 'SOL2:DI:SP' of 'inputs' is not used: no pipeline"
        + " takes it; list it under 'inputs' of a pipeline or remove it";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"'    model: lebt\n', model", "'    inputs:\n      settings: [SOL1:DI:SP, SOL2:DI:SP]\n', inputs",
        "'    outputs:\n      efficiency: [EFF:LEBT]\n', outputs"})
    void missingKey(String piece, String key) {
        assertThat(Example.in(folder).with(piece, "").problems())
            .containsExactly("ioc.yaml:28:3: missing key '" + key + "' in pipeline 'TRANSPORT'");
    }

    @Test
    void unknownModel() {
        assertThat(Example.in(folder).with("model: lebt", "model: mebt").problems())
            .containsExactly("ioc.yaml:29:12: there is no model 'mebt'; 'models' has lebt; did you mean 'lebt'?");
    }

    @Test
    void unknownTensorLeavesTheRightOneUnfed() {
        assertThat(Example.in(folder).with("settings: [", "setings: [").problems()).containsExactly(
            "ioc.yaml:30:5: nothing feeds the tensor 'settings' of model 'lebt'; add 'settings: [PVs]' for its float32[batch, 2]",
            "ioc.yaml:31:7: the model 'lebt' has no tensor 'setings' in its 'inputs', which are settings;"
                + " did you mean 'settings'?");
    }

    @Test
    void unknownOutputTensor() {
        assertThat(Example.in(folder).with("efficiency: [", "settings: [").problems()).containsExactly(
            "ioc.yaml:33:7: the model 'lebt' has no tensor 'settings' in its 'outputs', which are efficiency");
    }

    @Test
    void tensorFedTwice() {
        assertThat(Example.in(folder).with("settings: [", "settings: [SOL1:DI:SP, SOL2:DI:SP]\n      settings: [").problems())
            .containsExactly("ioc.yaml:32:7: 'settings' stands here a second time; the first is at ioc.yaml:31:7");
    }

    @Test
    void tooFewPvs() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP]").problems()).containsExactly(SOL2_IS_NOT_USED,
            "ioc.yaml:31:7: the tensor 'settings' of type float32[batch, 2] needs 2 PVs, but 1 is listed");
    }

    @Test
    void tooManyPvs() {
        assertThat(Example.in(folder).with("[batch, 2]", "[batch, 1]").problems()).containsExactly(
            "ioc.yaml:31:7: the tensor 'settings' of type float32[batch, 1] needs 1 PV, but 2 are listed");
    }

    @Test
    void pvsOfATensorWithSeveralDimensionsAreCountedByRow() throws Exception {
        assertThat(Example.in(folder).with("[batch, 2]", "[batch, 1, 2]").read().pipelines().getFirst().inputs().getFirst().pvs())
            .containsExactly("SOL1:DI:SP", "SOL2:DI:SP");
    }

    @Test
    void openSizeThatFollowsFromThePvs() throws Exception {
        assertThat(Example.in(folder).with("[batch, 2]", "[batch, n]").read().models().getFirst().inputs().getFirst().type())
            .hasToString("float32[batch, 2]");
    }

    @Test
    void openSizesThatDoNotFollowFromThePvs() {
        assertThat(Example.in(folder).with("[batch, 2]", "[batch, n, m]").problems()).containsExactly("ioc.yaml:31:7: the tensor"
            + " 'settings' of type float32[batch, ?, ?] (ioc.yaml:11:7) leaves a dimension open beside the batch, and its size"
            + " does not follow from the PVs; declare it with numbers");
    }

    @Test
    void unknownInput() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP, SOL2:DI:PS]").problems())
            .containsExactly("ioc.yaml:31:30: there is no PV 'SOL2:DI:PS' in 'inputs'; did you mean 'SOL2:DI:SP'?");
    }

    @Test
    void unknownOutput() {
        assertThat(Example.in(folder).with("[EFF:LEBT]", "[EFF_LEBT]").problems())
            .containsExactly("ioc.yaml:33:20: there is no PV 'EFF_LEBT' in 'outputs'; did you mean 'EFF:LEBT'?");
    }

    @Test
    void nameWithThePrefix() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP, LEBT:SOL2:DI:SP]").problems()).containsExactly(
            "ioc.yaml:31:30: there is no PV 'LEBT:SOL2:DI:SP' in 'inputs'; names stand without the prefix, did you mean"
                + " 'SOL2:DI:SP'?");
    }

    @Test
    void aPipelineThatFeedsItself() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP, EFF:LEBT]").problems()).containsExactly(SOL2_IS_NOT_USED,
            "ioc.yaml:31:30: the pipeline 'TRANSPORT' takes 'EFF:LEBT', which it sets itself; a pipeline can take what another"
                + " one sets");
    }

    @Test
    void inputListedTwice() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP, SOL1:DI:SP]").problems()).containsExactly(SOL2_IS_NOT_USED,
            "ioc.yaml:31:30: the PV 'SOL1:DI:SP' is listed a second time for this tensor; the first is at ioc.yaml:31:18");
    }

    @Test
    void inputThatFeedsNothing() {
        assertThat(Example.in(folder).with("  SOL2:DI:SP: {}", "  SOL2:DI:SP: {}\n  SPARE: {}").problems()).containsExactly(
            "ioc.yaml:25:3: the PV 'SPARE' of 'inputs' is not used: no pipeline takes it; list it under 'inputs' of a pipeline or"
                + " remove it");
    }

    @Test
    void outputThatNothingSets() {
        assertThat(Example.in(folder).with("  EFF:LEBT: {", "  EFF:RFQ: {}\n  EFF:LEBT: {").problems()).containsExactly(
            "ioc.yaml:26:3: the PV 'EFF:RFQ' of 'outputs' is not used: no pipeline sets it; list it under 'outputs' of a pipeline"
                + " or remove it");
    }

    @Test
    void outputSetByTwoPipelines() {
        assertThat(Example.in(folder).with("      efficiency: [EFF:LEBT]\n", """
                  efficiency: [EFF:LEBT]
              SECOND:
                model: lebt
                inputs: {settings: [SOL1:DI:SP, SOL2:DI:SP]}
                outputs: {efficiency: [EFF:LEBT]}
            """).problems())
            .containsExactly("ioc.yaml:37:28: the PV 'EFF:LEBT' is set a second time; the first is at ioc.yaml:33:20");
    }

    @Test
    void outputSetTwiceByOnePipeline() {
        assertThat(Example.in(folder).with("[batch, 1]", "[batch, 2]").with("[EFF:LEBT]", "[EFF:LEBT, EFF:LEBT]").problems())
            .containsExactly("ioc.yaml:33:30: the PV 'EFF:LEBT' is set a second time; the first is at ioc.yaml:33:20");
    }

    @Test
    void onePvWithoutAList() {
        assertThat(Example.in(folder).with("[EFF:LEBT]", "EFF:LEBT").problems()).containsExactly(
            "ioc.yaml:33:19: 'efficiency' must be a list of PVs, such as [A, B], or a mapping of features to"
                + " PVs, not the text 'EFF:LEBT'");
    }

    @Test
    void listItemThatIsNoName() {
        assertThat(Example.in(folder).with(INPUTS, "[SOL1:DI:SP, [SOL2:DI:SP]]").problems())
            .containsExactly("ioc.yaml:31:30: the name of a PV is due here, not a list");
        assertThat(Example.in(folder).with(INPUTS, "\n      - SOL1:DI:SP\n      -").problems())
            .containsExactly("ioc.yaml:33:8: the name of a PV is due here, not nothing");
    }

    @Test
    void noTensorsAtAll() {
        assertThat(Example.in(folder).with("      efficiency: [EFF:LEBT]\n", "").problems()).containsExactly(
            "ioc.yaml:32:5: 'outputs' of pipeline 'TRANSPORT' is empty; at least one entry (tensor: list of PVs) is due");
    }
}
