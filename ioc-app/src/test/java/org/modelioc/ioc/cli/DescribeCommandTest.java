package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;

class DescribeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aModelWithItsCard() {
        Program.Ended ended = Program.run("describe", Program.LEBT_MODEL);

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.lines()).contains(
            "format      ONNX, IR version 8, opset 17",
            "  settings  float32[batch, 10]",
            "  efficiency  float32[batch, 6]",
            "card        lebt 1.0.0 (synthetic)",
            "files       lebt.onnx, lebt.pt (SHA-256 verified)",
            "golden      40 rows, tolerance 1.0E-5 of the range");
        assertThat(ended.output()).containsPattern("  settings +SOL1 +A +-20 +20 +current of solenoid 1")
            .containsPattern("  efficiency +RFQ +% +");
    }

    @Test
    void theSameForPrograms() {
        Map<String, Object> json = Program.run("describe", "--json", Program.LEBT_MODEL).json();

        Map<String, Object> settings = Map.of("name", "settings", "element", "float32", "dimensions", List.of("batch", 10));
        assertThat(json).containsEntry("irVersion", 8).containsEntry("opsets", Map.of("ai.onnx", 17))
            .containsEntry("inputs", List.of(settings));
        assertThat(json.get("card")).isInstanceOfSatisfying(Map.class, card ->
            assertThat((List<?>) card.get("inputFeatures")).hasSize(10));
    }

    @Test
    void operatorsAndParametersAreCounted() throws Exception {
        Path file = new Mlp(1, 3, 5, 2).onnx().metadata("note", "two\nlines").write(folder.resolve("mlp.onnx"));

        Map<String, Object> json = Program.run("describe", "--json", file).json();
        assertThat(json).containsEntry("operators", Map.of("Gemm", 2, "Tanh", 1)).containsEntry("parameters", 32)
            .containsEntry("parameterBytes", 128).containsEntry("metadata", Map.of("note", "two\nlines"))
            .containsEntry("producer", "tests").containsEntry("card", null);
        assertThat(Program.run("describe", file).lines()).contains("nodes       3: 2 Gemm, 1 Tanh", "  note  two lines",
            "no card", "parameters  32 (128 bytes)");
    }

    @Test
    void whatTheModelHasAValueForIsNoInput() throws Exception {
        Path file = new OnnxWriter().input("x", OnnxWriter.DOUBLE, 1, "n").input("w", OnnxWriter.FLOAT, 2)
            .constant("w", new float[2], 2).sequenceOutput("s", OnnxWriter.INT64).output("y", OnnxWriter.STRING, "")
            .write(folder.resolve("m.onnx"));

        Map<String, Object> json = Program.run("describe", "--json", file).json();
        assertThat(json)
            .containsEntry("inputs", List.of(Map.of("name", "x", "element", "float64", "dimensions", List.of(1, "n"))))
            .containsEntry("outputs", List.of(Map.of("name", "s", "element", "", "dimensions", List.of()),
                Map.of("name", "y", "element", "string", "dimensions", List.of("?"))));
        assertThat(Program.run("describe", file).lines()).contains("  s  no tensor", "  y  string[?]");
    }

    @Test
    void aCardOfAnotherFileIsReported() throws Exception {
        for (String name : new String[] {"card.yaml", "golden.json", "lebt.pt"}) {
            Files.copy(Program.LEBT_MODEL.resolveSibling(name), folder.resolve(name));
        }
        Path file = new Mlp(1, 10, 6).onnx().write(folder.resolve("lebt.onnx"));

        Program.Ended ended = Program.run("describe", file);

        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.output()).contains("x  float32[batch, 10]");
        assertThat(ended.errors().lines()).hasSize(1).allMatch(line -> line.contains("SHA-256"));
    }

    @Test
    void noModel() throws Exception {
        byte[] whole = Files.readAllBytes(Program.LEBT_MODEL);
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(folder.resolve("text.onnx"), "weights: 42\n");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));

        assertRefused(folder.resolve("cut.onx"),
            "does not exist; copy the model there or correct the path (did you mean 'cut.onnx'?)");
        assertRefused(cut, "is truncated: ");
        assertRefused(text, "is text, not an ONNX model");
        assertRefused(empty, "is empty");
        assertRefused(folder, "is a directory");
    }

    private static void assertRefused(Path file, String why) {
        Program.Ended ended = Program.run("describe", file);

        assertThat(ended.code()).isEqualTo(ExitCode.MODEL);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).startsWith("model-ioc: " + file + " " + why).hasLineCount(1);
    }

    @Test
    void aTorchScriptModelTellsOfItselfWithoutItsLibraries() {
        Path file = Program.LEBT_MODEL.resolveSibling("lebt.pt");

        assertThat(Program.run("describe", file).lines()).contains("format      TorchScript", "parameters  37656 bytes",
            "  settings  float32[batch, 10]", "  efficiency  float32[batch, 6]", "card        lebt 1.0.0 (synthetic)");
        Map<String, Object> json = Program.run("describe", "--json", file).json();
        assertThat(json).containsEntry("format", "torchscript")
            .containsEntry("operators", Map.of("linear", 3, "tanh", 4, "lt", 4));
    }

    @Test
    void aTorchScriptModelWithoutACard() throws Exception {
        Path file = Files.copy(Program.LEBT_MODEL.resolveSibling("lebt.pt"), folder.resolve("lebt.pt"));

        assertThat(Program.run("describe", file).lines()).contains("  not told: the file does not say, and no card does");
        Program.Ended ended = Program.run("init", file, "-o", "-");
        assertThat(ended.code()).isEqualTo(ExitCode.MODEL);
        assertThat(ended.errors()).contains(" is TorchScript, which does not tell its tensors, and no card tells them; write a"
            + " 'card.yaml' beside it that lists it, or the configuration by hand");
    }

    @Test
    void aDamagedTorchScriptModel() throws Exception {
        Path file = Files.writeString(folder.resolve("lebt.pt"), "PK\3\4");

        Program.Ended ended = Program.run("describe", file);
        assertThat(ended.code()).isEqualTo(ExitCode.MODEL);
        assertThat(ended.errors()).contains(file + " is truncated or damaged: it is no complete zip archive; copy it again");
    }
}
