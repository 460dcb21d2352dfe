package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.model.ModelDefinition;

/** The whole text of every fault of a model file that loading can meet. */
class ModelLoadFaultsTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("lebt.onnx");
    }

    @Test
    void missing() {
        assertFault("does not exist; copy the model there or correct the path");
    }

    @Test
    void missingButNearlyNamedSo() throws Exception {
        Files.createFile(folder.resolve("lebt-2.onnx"));
        Files.createFile(folder.resolve("mebt-large.onnx"));
        assertFault("does not exist; copy the model there or correct the path (did you mean 'lebt-2.onnx'?)");
    }

    @Test
    void folderMissing() {
        file = folder.resolve("models/lebt.onnx");
        assertFault("does not exist, nor does its folder; correct the path");
    }

    @Test
    void brokenLink() throws Exception {
        Files.createSymbolicLink(file, folder.resolve("elsewhere.onnx"));
        assertFault("is a link to a file that does not exist; copy the model there or correct the link");
    }

    @Test
    void directory() throws Exception {
        Files.createDirectory(file);
        assertFault("is a directory; name the .onnx file in it");
        Files.createFile(file.resolve("model.onnx"));
        assertFault("is a directory; name the .onnx file in it (did you mean 'model.onnx'?)");
    }

    @Test
    void device() {
        file = Path.of("/dev/null");
        assumeTrue(Files.exists(file));
        assertFault("is not a regular file; name the .onnx file");
    }

    @Test
    void unreadable() throws Exception {
        new Mlp(1, 2, 2).onnx().write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        assumeTrue(!Files.isReadable(file), "a superuser may read everything");
        assertFault("may not be read by user '" + System.getProperty("user.name") + "'; give that user read permission");
    }

    @Test
    void readError() throws Exception {
        // a compressed entry of a zip file system whose data are no valid stream: a disk that fails, for Java
        byte[] archive = zip("lebt.onnx");
        int data = 30 + "lebt.onnx".length();
        archive[data] = -1;
        try (FileSystem system = FileSystems.newFileSystem(Files.write(file, archive))) {
            assertThat(ModelFile.fault(system.getPath("lebt.onnx"))).hasValue("cannot be read: invalid block type");
        }
    }

    @Test
    void empty() throws Exception {
        Files.createFile(file);
        assertFault("is empty; copy or export it again");
    }

    @Test
    void text() throws Exception {
        Files.writeString(file, "models:\n\tlebt: größer\r\n");
        assertFault("is text, not an ONNX model; name the .onnx file");
    }

    @Test
    void gitLfsPointer() throws Exception {
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 39000\n");
        assertFault("is a Git LFS pointer, not the model itself; run 'git lfs pull'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lebt/data.pkl", "lebt/code/__torch__.py", "lebt/.data/serialization_id"})
    void torchScript(String entry) throws Exception {
        Files.write(file, zip(entry));
        assertFault("looks like a PyTorch archive (TorchScript, .pt), not ONNX; write 'engine: torchscript' to run it"
            + " as it is, or export the model to ONNX, with torch.onnx.export for example");
    }

    @Test
    void torchScriptWhoseNamesComeLate() throws Exception {
        Files.copy(TorchArchive.LEBT, file);
        assertFault("looks like a PyTorch archive (TorchScript, .pt), not ONNX; write 'engine: torchscript' to run it"
            + " as it is, or export the model to ONNX, with torch.onnx.export for example");
    }

    @Test
    void zipArchive() throws Exception {
        Files.write(file, zip("lebt.onnx"));
        assertFault("is a zip archive, not ONNX; unpack it and name the .onnx file");
    }

    @Test
    void pickle() throws Exception {
        Files.write(file, new byte[] {(byte) 0x80, 2, 'c', 'c'});
        assertFault("looks like a Python pickle (weights without the model), not ONNX;"
            + " export the model to ONNX, with torch.onnx.export for example");
    }

    @Test
    void keras() throws Exception {
        Files.write(file, "\211HDF\r\n\32\n".getBytes(StandardCharsets.ISO_8859_1));
        assertFault("looks like a Keras HDF5 file, not ONNX; export the model to ONNX, with tf2onnx for example");
    }

    @Test
    void gzip() throws Exception {
        Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8, 0});
        assertFault("is compressed by gzip; unpack it");
    }

    @Test
    void foreignBinary() throws Exception {
        byte[] noise = new byte[4096];
        new Random(5).nextBytes(noise);
        noise[0] = 0;
        Files.write(file, noise);
        assertFault("is not an ONNX model; name the .onnx file, or copy it again");
    }

    @Test
    void truncatedAnywhere() throws Exception {
        byte[] whole = new Mlp(1, 10, 64, 6).onnx().metadata("unit", "A").toByteArray();
        for (int length = 1; length < whole.length - 12; length += length < 20 ? 1 : 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            String text = fault();
            assertThat(text).as("after %d of %d bytes", length, whole.length).contains("truncated").doesNotContain("\n");
        }
        Files.write(file, Arrays.copyOf(whole, 500));
        assertFault("is truncated: it ends after 500 of at least 4605 bytes; copy it again");
        Files.write(file, Arrays.copyOf(whole, 2));
        assertFault("has no graph: it is truncated or not an ONNX model; copy or export it again");
        Files.write(file, Arrays.copyOf(whole, 1));
        assertFault("is truncated: it ends after 1 of at least 2 bytes; copy it again");
    }

    @Test
    void truncatedAfterTheGraph() throws Exception {
        byte[] whole = new Mlp(1, 10, 64, 6).onnx().toByteArray();
        Files.write(file, Arrays.copyOf(whole, whole.length - 6));
        assertFault("has no opset: it is truncated or not an ONNX model; copy or export it again");
    }

    @Test
    void damagedInside() throws Exception {
        byte[] whole = new Mlp(1, 10, 64, 6).onnx().toByteArray();
        Arrays.fill(whole, 20, 60, (byte) 0xFF);
        Files.write(file, whole);
        assertFault("is damaged, or is not an ONNX model; copy or export it again");
    }

    @Test
    void operatorUnknown() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).node("Frobnicate", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 3).write(file);
        assertFault("uses the operator 'Frobnicate' of opset 17, which ONNX Runtime 1.28.0 does not have;"
            + " export the model with standard operators");
    }

    @Test
    void operatorNotForDoubles() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.DOUBLE, "batch", 3).node("Erf", "x", "y")
            .output("y", OnnxWriter.DOUBLE, "batch", 3).write(file);
        assertFault("uses the operator 'Erf' with element types for which ONNX Runtime 1.28.0 has no implementation, often"
            + " float64; export the model in float32, with model.float() in PyTorch for example");
    }

    @Test
    void opsetTooNew() throws Exception {
        new Mlp(1, 2, 2).onnx().opset(99).write(file);
        assertFault("asks for opset 99 of ai.onnx, and ONNX Runtime 1.28.0 knows up to 26;"
            + " export it with opset_version=26 or lower");
    }

    @Test
    void formatTooNew() throws Exception {
        new Mlp(1, 2, 2).onnx().irVersion(99).write(file);
        assertFault("is in version 99 of the ONNX format, and ONNX Runtime 1.28.0 reads up to 13;"
            + " export it with an older onnx package");
    }

    @Test
    void externalWeightsMissing() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).externalConstant("w", "lebt.onnx.data", 3)
            .node("Add", "x w", "y").output("y", OnnxWriter.FLOAT, "batch", 3).write(file);
        assertFault("keeps weights in " + folder.resolve("lebt.onnx.data") + ", which does not exist; copy that file too");
    }

    @Test
    void graphInconsistent() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).constant("w", new float[8], 4, 2).node("MatMul", "x w", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).write(file);
        assertFault("is refused by ONNX Runtime 1.28.0: Node (MatMul_y) Op (MatMul) [ShapeInferenceError] Incompatible"
            + " dimensions for matrix multiplication; check it with onnx.checker and export it again");
    }

    @Test
    void elementTypesWithoutATensor() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.UINT16, "batch", 3).input("label", OnnxWriter.STRING, "batch", 1)
            .input("z", OnnxWriter.FLOAT, "batch", 3).node("SequenceConstruct", "z", "y").sequenceOutput("y", OnnxWriter.FLOAT)
            .write(file);
        assertFault("has input 'x' of type uint16, input 'label' of type string, output 'y' of type a sequence;"
            + " tensors may be of float32, float64, float16, int8, int16, int32, int64, uint8 and bool, since ONNX Runtime's Java"
            + " interface carries no others; export the model with those");
    }

    @Test
    void dimensionsLeftOpen() throws Exception {
        new OnnxWriter().input("settings", OnnxWriter.FLOAT, "batch", 1).input("s", OnnxWriter.FLOAT, "steps")
            .node("Mul", "settings s", "y").output("y", OnnxWriter.FLOAT, "batch", "steps").write(file);
        assertFault("leaves open dimension 1 ('steps') of input 's', float32[batch]; only the batch may stay open:"
            + " write the size of this dimension in the YAML, or export the model with it");
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", "features").node("Neg", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", "features").write(file);
        assertFault("leaves open dimension 2 ('features') of input 'x', float32[batch, ?]; only the batch may stay open:"
            + " write the size of this dimension in the YAML, or export the model with it");
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).node("NonZero", "x", "y")
            .output("y", OnnxWriter.INT64, 2, "found").write(file);
        assertFault("leaves open dimension 2 ('found') of output 'y', int64[2, ?]; only the batch may stay open:"
            + " write the size of this dimension in the YAML, or export the model with it");
    }

    private void assertFault(String text) {
        assertThat(fault()).isEqualTo("test.yaml:4:11: model 'm': " + file + ' ' + text);
    }

    private String fault() {
        ModelDefinition definition = Definitions.model(file, List.of(), List.of());
        return catchThrowableOfType(ModelLoadException.class, () -> new OnnxEngine().load(definition)).getMessage();
    }

    private static byte[] zip(String entry) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[100]);
        }
        return bytes.toByteArray();
    }
}
