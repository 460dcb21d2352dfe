package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageTarget;
import org.modelioc.schema.yaml.Mark;

/** The lists of stages of a pipeline: which there are, which tensor and which elements they work on. */
class StageListTest {

    private static final String STAGES = "replace-missing, smooth, threshold, softmax, window, reduce, resample, argmax, one-hot,"
        + " resize, crop, grey, permute, reshape, flatten, onnx, expression";

    @TempDir
    private Path folder;

    private Example with(String lists) {
        return Example.in(folder).with("      efficiency: [EFF:LEBT]\n", "      efficiency: [EFF:LEBT]\n" + lists);
    }

    private Example before(String stage) {
        return with("    before:\n      - " + stage + "\n");
    }

    /** Two input tensors, so that a stage must say which. */
    private Example withTwoTensors(String lists) {
        return with(lists).with("      settings: float32[batch, 2]\n",
            "      settings: float32[batch, 1]\n      steering: float32[batch, 1]\n")
            .with("      settings: [SOL1:DI:SP, SOL2:DI:SP]\n", "      settings: [SOL1:DI:SP]\n      steering: [SOL2:DI:SP]\n");
    }

    @Test
    void bothListsInTheirOrder() throws Exception {
        PipelineDefinition pipeline = with("""
                before:
                  - scale: {factor: 0.001}
                  - clip:
                      low: -1
                      elements: [SOL2:DI:SP, 0]
                after:
                  - scale: {tensor: efficiency, factor: 100}
            """).read().pipelines().getFirst();
        String file = folder.resolve("ioc.yaml").toString();
        assertThat(pipeline.before()).extracting(StageDefinition::target).containsExactly(
            new StageTarget("scale", new Mark(file, 35, 9), "settings", Elements.ALL),
            new StageTarget("clip", new Mark(file, 36, 9), "settings", new Elements(List.of(1, 0), true)));
        assertThat(pipeline.after()).extracting(StageDefinition::target).containsExactly(
            new StageTarget("scale", new Mark(file, 40, 9), "efficiency", Elements.ALL));
    }

    @Test
    void withoutListsThereAreNoStages() throws Exception {
        assertThat(Example.in(folder).read().pipelines().getFirst().before()).isEmpty();
        assertThat(Example.in(folder).read().pipelines().getFirst().after()).isEmpty();
    }

    @Test
    void severalTensors() throws Exception {
        assertThat(withTwoTensors("    before:\n      - scale: {tensor: steering, factor: 2}\n").read().pipelines().getFirst()
            .before().getFirst().target().tensor()).isEqualTo("steering");
        assertThat(withTwoTensors("    before:\n      - scale: {factor: 2}\n").problems()).containsExactly(
            "ioc.yaml:37:9: the stage 'scale' must name its 'tensor', since there are settings, steering");
        assertThat(withTwoTensors("    before:\n      - scale: {tensor: stearing, factor: 2}\n").problems()).containsExactly(
            "ioc.yaml:37:25: the pipeline maps no PVs to a tensor 'stearing' on this side of the model, only to settings,"
                + " steering; did you mean 'steering'?");
    }

    @Test
    void tensorOfTheOtherSide() {
        assertThat(with("    after:\n      - scale: {tensor: settings, factor: 2}\n").problems()).containsExactly(
            "ioc.yaml:35:25: the pipeline maps no PVs to a tensor 'settings' on this side of the model, only to efficiency");
    }

    @Test
    void unknownStage() {
        assertThat(before("scael: {factor: 2}").problems()).containsExactly("ioc.yaml:35:9: there is no stage"
            + " 'scael'; there are scale, normalise, clip, polynomial, lookup, log, exp, " + STAGES + "; did you mean 'scale'?");
    }

    @Test
    void misspeltList() {
        assertThat(with("    befor:\n      - scale: {factor: 2}\n").problems()).containsExactly("ioc.yaml:34:5: unknown key"
            + " 'befor' in pipeline 'TRANSPORT'; allowed are model, inputs, outputs, before, after, trigger, deadline,"
            + " mode, align, training-range, autosave, what-if; did you mean 'before'?");
    }

    @Test
    void whatIsNoListOfStages() {
        assertThat(with("    before: []\n").problems())
            .containsExactly("ioc.yaml:34:13: 'before' is empty; list at least one stage or remove it");
        assertThat(with("    before: {scale: {factor: 2}}\n").problems()).containsExactly("ioc.yaml:34:13: 'before' of pipeline"
            + " 'TRANSPORT' must be a list of stages, such as - scale: {factor: 0.001}, not a mapping (key: value)");
        assertThat(with("    before:\n").problems()).containsExactly("ioc.yaml:34:12: 'before' of pipeline 'TRANSPORT' must be a"
            + " list of stages, such as - scale: {factor: 0.001}, not nothing");
        assertThat(with("    before: [softmax]\n").problems()).containsExactly("ioc.yaml:34:14: a stage with its keys is due"
            + " here, such as scale: {factor: 0.001}, not the text 'softmax'");
        assertThat(before("scale:\n        factor: 2").problems()).containsExactly("ioc.yaml:35:9: a stage with"
            + " its keys is due here, such as scale: {factor: 0.001}, not 2 keys: begin each stage with a '-', and write its keys"
            + " in braces or further in");
        assertThat(before("softmax:").problems()).containsExactly("ioc.yaml:35:9: the stage 'softmax' has no"
            + " mapping; write 'softmax: {}' for one with defaults only");
        assertThat(before("softmax: 3").problems()).containsExactly("ioc.yaml:35:18: stage 'softmax' of 'before'"
            + " must be a mapping with keys from tensor, elements, axis, not the number '3'");
    }

    @Test
    void elementsThatAreNone() {
        assertThat(before("scale: {factor: 2, elements: [SOL3:DI:SP]}").problems()).containsExactly(
            "ioc.yaml:35:39: the tensor 'settings' has no PV 'SOL3:DI:SP', only SOL1:DI:SP, SOL2:DI:SP; did you mean"
                + " 'SOL1:DI:SP'?");
        assertThat(before("scale: {elements: [SOL3:DI:SP, 1], factor: [2, 3]}").problems()).containsExactly(
            "ioc.yaml:35:28: the tensor 'settings' has no PV 'SOL3:DI:SP', only SOL1:DI:SP, SOL2:DI:SP; did you mean"
                + " 'SOL1:DI:SP'?");
        assertThat(before("scale: {factor: 2, elements: [0, SOL1:DI:SP]}").problems())
            .containsExactly("ioc.yaml:35:42: the element 'SOL1:DI:SP' stands here a second time");
        assertThat(before("scale: {factor: 2, elements: []}").problems())
            .containsExactly("ioc.yaml:35:38: 'elements' is empty; leave it out for all elements");
        assertThat(before("scale: {factor: 2, elements: 1}").problems()).containsExactly("ioc.yaml:35:38:"
            + " 'elements' of stage 'scale' of 'before' must be a list of indices from 0, or PVs, not the number '1'");
        assertThat(before("scale: {factor: 2, elements: [[1]]}").problems())
            .containsExactly("ioc.yaml:35:39: an index from 0, or the name of a PV, is due here, not a list");
    }

    @Test
    void allMistakesOfAListAreShown() {
        assertThat(with("    before:\n      - scale: {factor: x}\n      - clip: {}\n    after:\n      - log: {base: -1}\n")
            .problems()).containsExactly("ioc.yaml:35:25: 'factor' must be a number, not the text 'x'",
                "ioc.yaml:36:9: the stage 'clip' needs 'low', 'high' or both",
                "ioc.yaml:38:21: 'base' must be above 0, not -1");
    }
}
