package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;

/** The whole text of every fault of a TorchScript file that is seen before libtorch is. */
class TorchScriptFaultsTest {

    private static final String SAVE = "; save the model with torch.jit.script(model).save('model.pt')";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("lebt.pt");
    }

    private void assertFault(String expected) {
        assertThat(TorchScriptFile.fault(file)).hasValue(expected);
        assertThat(fault(Definitions.tensor("settings", ElementType.FLOAT32, -1, 10)))
            .isEqualTo("test.yaml:4:11: model 'm': " + file + ' ' + expected);
    }

    private String fault(TensorDefinition input) {
        return catchThrowableOfType(ModelLoadException.class, () -> new TorchScriptEngine().load(Definitions.model(file,
            List.of(input), List.of(Definitions.tensor("efficiency", ElementType.FLOAT32, -1, 6))))).getMessage();
    }

    @Test
    void missing() {
        assertFault("does not exist; copy the model there or correct the path");
    }

    @Test
    void directory() throws Exception {
        Files.createDirectory(file);
        Files.createFile(file.resolve("model.pt"));
        assertFault("is a directory; name the .pt file in it (did you mean 'model.pt'?)");
    }

    @Test
    void empty() throws Exception {
        Files.createFile(file);
        assertFault("is empty; copy or save it again");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000, 50_000})
    void truncated(int length) throws Exception {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(TorchArchive.LEBT), length));
        assertFault("is truncated or damaged: it is no complete zip archive; copy it again");
    }

    @Test
    void weightsWithoutCode() throws Exception {
        TorchArchive.lebt().without("/code/").without("constants.pkl").write(file);
        assertFault("holds weights or a pickled model without its code (torch.save), not TorchScript" + SAVE);
    }

    @Test
    void otherArchive() throws Exception {
        TorchArchive.lebt().without("data.pkl").write(file);
        assertFault("is a zip archive, but no TorchScript model; name the .pt file");
    }

    @Test
    void pickle() throws Exception {
        Files.write(file, new byte[] {(byte) 0x80, 2, 'c', 'c'});
        assertFault("looks like a Python pickle (weights without the model), not TorchScript" + SAVE);
    }

    @Test
    void onnx() throws Exception {
        new Mlp(1, 2, 2).onnx().write(file);
        assertFault("is an ONNX model, not TorchScript; write 'engine: onnx', or name it .onnx");
    }

    @Test
    void text() throws Exception {
        Files.writeString(file, "not a model\n");
        assertFault("is text, not a TorchScript model; name the .pt file");
    }

    @Test
    void gitLfsPointer() throws Exception {
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 39000\n");
        assertFault("is a Git LFS pointer, not the model itself; run 'git lfs pull'");
    }

    @Test
    void foreign() throws Exception {
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2, 3});
        assertFault("is not a TorchScript model; name the .pt file, or copy it again");
    }

    @Test
    void openDimension() {
        file = TorchArchive.MEBT;
        assertThat(fault(Definitions.tensor("s", ElementType.FLOAT32, -1, -1))).isEqualTo("test.yaml:4:11: model 'm': " + file
            + " leaves open dimension 2 of input 's', float32[batch, ?]; only the batch may stay open: write the size of this"
            + " dimension");
    }

    @Test
    void withoutTensors() {
        assertThat(catchThrowableOfType(ModelLoadException.class, () -> new TorchScriptEngine().load(
            Definitions.model(TorchArchive.LEBT))).getMessage()).isEqualTo("test.yaml:4:11: model 'm': " + TorchArchive.LEBT
            + " is TorchScript, which does not tell its tensors; list its 'inputs' and 'outputs'");
    }

    @Test
    void withoutLibraries() {
        assumeFalse(TorchScriptEngine.unavailable().isEmpty(), "the libraries are here");
        file = TorchArchive.LEBT;
        assertThat(fault(Definitions.tensor("settings", ElementType.FLOAT32, -1, 10)))
            .startsWith("test.yaml:4:11: model 'm': " + file + " is TorchScript, which needs the native libraries of PyTorch")
            .contains("mvn -Ptorchscript package -DskipTests", "PYTORCH_LIBRARY_PATH");
    }
}
