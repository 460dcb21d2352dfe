package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.OnnxWriter;

class CheckCommandTest {

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void aSound() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).node("Tanh", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc:
              prefix: $(P=T:)
            models:
              m: {file: m.onnx, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 2]"}}
            inputs: {A: {}, B: {}}
            outputs: {C: {}, D: {}}
            pipelines:
              RUN: {model: m, inputs: {x: [A, B]}, outputs: {y: [C, D]}}
            """);
    }

    private void replace(String piece, String replacement) throws Exception {
        String text = Files.readString(config);
        assertThat(text).contains(piece);
        Files.writeString(config, text.replace(piece, replacement));
    }

    @Test
    void aSoundFileIsCounted() {
        Program.Ended ended = Program.run("check", config);

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.lines()).containsExactly(config + ": OK: 1 model, 1 pipeline, 2 inputs, 2 outputs, 213 PVs");
        assertThat(ended.errors()).isEmpty();
    }

    @Test
    void theExampleIsSound() {
        assertThat(Program.run("check", Program.LEBT).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void allProblemsOfAFile() throws Exception {
        replace("inputs: {A: {}", "inputs: {A: {unit: A}");
        replace("RUN: {model: m", "RUN: {model: n");

        Program.Ended ended = Program.run("check", config);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.lines()).containsExactly(config + ": 2 problems");
        assertThat(ended.errors().lines()).hasSize(2).allMatch(line -> line.startsWith(config + ":"))
            .anyMatch(line -> line.contains("did you mean 'units'"));
    }

    @Test
    void allModelsThatCannotBeUsed() throws Exception {
        replace("  m: {file: m.onnx", "  n: {file: n.onnx, inputs: {x: \"float32[batch, 2]\"}, outputs: {y: \"float32[1, 2]\"}}\n"
            + "  m: {file: m.onx");

        Program.Ended ended = Program.run("check", config);

        assertThat(ended.code()).isEqualTo(ExitCode.MODEL);
        assertThat(ended.lines()).containsExactly(config + ": 2 problems");
        assertThat(ended.errors().lines()).hasSize(2).anyMatch(line -> line.contains("n.onnx does not exist"))
            .anyMatch(line -> line.contains("m.onx does not exist") && line.contains("did you mean 'm.onnx'"));
    }

    @Test
    void stagesThatDoNotFitTheModel() throws Exception {
        replace("outputs: {y: [C, D]}}", "outputs: {y: [C, D]}, before: [argmax: {}]}");

        Program.Ended ended = Program.run("check", config);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).contains(config + ":8:").contains("argmax").contains("input 'x'");
    }

    @Test
    void featuresAreComparedWithTheCard() throws Exception {
        Path mebt = Program.LEBT.resolveSibling("../mebt/mebt.yaml");
        assertThat(Program.run("check", mebt).code()).isEqualTo(ExitCode.OK);
        Path wrong = Files.writeString(folder.resolve("mebt.yaml"), Files.readString(mebt)
            .replace("../models", mebt.toAbsolutePath().normalize().resolveSibling("../models").normalize().toString())
            .replace("        QH01: QH01:G:SP", "        QH1: QH01:G:SP"));

        Program.Ended ended = Program.run("check", wrong);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).hasLineCount(1).startsWith(wrong + ":").contains("there is no feature 'QH1' in input"
            + " 'settings'"
            + " of the model (float32[1, 19]), only QH01, QV02, ").contains("did you mean 'QH01'?");
    }

    @Test
    void namesOfFeaturesNeedACard() throws Exception {
        replace("inputs: {x: [A, B]}", "inputs: {x: {a: A, b: B}}");

        assertThat(Program.run("check", config).errors()).contains(config + ":8:").contains("no card that knows them");
    }

    @Test
    void aCardOfAnotherFile() throws Exception {
        Path card = Program.LEBT_MODEL.resolveSibling("card.yaml");
        Files.writeString(folder.resolve("card.yaml"), Files.readString(card).replace("path: lebt.onnx", "path: m.onnx"));
        Files.copy(card.resolveSibling("golden.json"), folder.resolve("golden.json"));

        Program.Ended ended = Program.run("check", config);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).contains("m.onnx' has the SHA-256");
    }

    @Test
    void severalFilesEndInASummary() throws Exception {
        Path other = Files.copy(config, folder.resolve("other.yaml"));
        assertThat(Program.run("check", config, other).lines()).hasSize(3).endsWith("2 files: all OK");

        replace("model: m", "model: n");
        Path missing = folder.resolve("ioc.yml");
        Program.Ended ended = Program.run("check", config, other, missing);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.lines()).hasSize(4).contains(config + ": 1 problem", missing + ": 1 problem")
            .endsWith("3 files: 2 at fault");
        assertThat(ended.errors()).contains("no such file");
    }

    @Test
    void macrosAreThoseOfTheCommandLine() {
        assertThat(Program.run("check", "-m", "P=X:", config).code()).isEqualTo(ExitCode.OK);

        Program.Ended ended = Program.run("check", "-m", "Q=X:", config);
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).contains("'Q'");
    }

    @Test
    void withoutAFileTheHelpIsNamed() {
        Program.Ended ended = Program.run("check");

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).contains("CONFIG").contains("--help");
    }
}
