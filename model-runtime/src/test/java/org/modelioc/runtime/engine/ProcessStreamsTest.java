package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;

/** What native code writes past System.err, and what happens without the native library, can be seen from outside only. */
class ProcessStreamsTest {

    @TempDir
    private Path folder;

    private record Ended(String out, String error) {
    }

    private Ended run(List<String> options, Path... files) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(ChildLoader.class.getName());
        Arrays.stream(files).map(Path::toString).forEach(command::add);
        Path out = folder.resolve("out.txt");
        Path error = folder.resolve("error.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.start().waitFor();
        return new Ended(Files.readString(out), Files.readString(error));
    }

    @Test
    void faultsReachTheCallerAndNothingElse() throws Exception {
        Path good = new Mlp(1, 2, 2).onnx().write(folder.resolve("good.onnx"));
        Path opset = new Mlp(1, 2, 2).onnx().opset(99).write(folder.resolve("opset.onnx"));
        Path wrongAtRun = new OnnxWriter().input("x", OnnxWriter.FLOAT, 1, 4).constant("shape", 1, 2, 2)
            .node("Reshape", "x shape", "y").output("y", OnnxWriter.FLOAT, 1, 9).write(folder.resolve("run.onnx"));

        Ended ended = run(List.of(), good, opset, wrongAtRun);

        assertThat(ended.out.lines()).hasSize(3);
        assertThat(ended.out).startsWith("ran [x float32[batch, 2]]\n").contains("opset.onnx asks for opset 99");
        assertThat(ended.error).isEmpty();
    }

    @Test
    void withoutItsNativeLibraryTheRuntimeSaysSoInOneLine() throws Exception {
        Path good = new Mlp(1, 2, 2).onnx().write(folder.resolve("good.onnx"));
        Path nowhere = folder.resolve("no-such-folder");

        Ended ended = run(List.of("-Djava.io.tmpdir=" + nowhere), good, good);

        assertThat(ended.out.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
            .startsWith("model 'm': ONNX Runtime cannot be loaded: ")
            .endsWith("; it unpacks its library below " + nowhere + ", which must be writable and allow execution; or unpack it"
                + " yourself and start Java with -Donnxruntime.native.path=FOLDER"));
    }
}
