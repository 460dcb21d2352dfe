package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.onnx.VersionFolder;

/** The flight recorder: what was recorded outlives the program and can be run again. */
class FlightIT {

    private static final int MINOR = 1;
    private static final int DIFFERENT = 6;
    private static final int PUTS = 50;

    @TempDir
    private Path folder;
    private Path config;
    private Path growing;

    @BeforeEach
    void write() throws Exception {
        config = SumModel.write(folder, 2, 1, 1e9);
        Files.writeString(config, Files.readString(config)
            .replace("ioc:\n", "ioc:\n  flight-recorder: {folder: flight, evaluations: 40, files: 1}\n"));
        growing = folder.resolve("flight/SUM_ADD.flight");
    }

    private static IocProcess.Ended replay(Object... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of("replay"), Stream.of(arguments)).map(Object::toString).toArray(String[]::new);
        return IocProcess.launch(Map.of(), all).await();
    }

    private void puts(TestClient client, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            client.putAndWait("SUM:IN0", (double) i, "SUM:OUT0");
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("flight"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRecordingSurvivesKill9AndReplays() throws Exception {
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            puts(client, PUTS);
            ioc.signal("KILL");
            ioc.await();
        }

        IocProcess.Ended same = replay(growing);
        assertThat(same.output()).contains("pipeline ADD of " + config + ", 40 evaluations").contains(": the same file")
            .endsWith("40 compared: 40 the same bit by bit, 0 different");
        assertThat(same.exitCode()).isZero();

        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).constant("ones", new float[] {1.5f, 1}, 2, 1)
            .node("MatMul", "x ones", "y").output("y", OnnxWriter.FLOAT, "batch", 1).write(folder.resolve("sum.onnx"));
        IocProcess.Ended other = replay(growing);
        assertThat(other.output()).contains(": ANOTHER file than recorded").contains(": OUT0 was 11.0, is 16.5")
            .endsWith("40 compared: 0 the same bit by bit, 40 different");
        assertThat(other.exitCode()).isEqualTo(DIFFERENT);
        assertThat(replay(growing, "--tolerance", "0.5").output())
            .endsWith("40 compared: 0 the same bit by bit, 40 within 0.5, 0 different");
    }

    private Path versions() throws IOException {
        new VersionFolder("1.0.0", 10).write(folder.resolve("models/one"));
        new VersionFolder("1.1.0", 20).write(folder.resolve("models/two"));
        return Files.writeString(folder.resolve("versions.yaml"), """
            ioc: {prefix: "SUM:", flight-recorder: {folder: flight, evaluations: 40, files: 1}}
            models:
              m: {file: models/one, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 2]"}}
            inputs: {IN0: {}, IN1: {}}
            outputs: {OUT0: {}, OUT1: {}}
            pipelines: {ADD: {model: m, inputs: {x: [IN0, IN1]}, outputs: {y: [OUT0, OUT1]}}}
            """);
    }

    @Test
    void aRecordingTellsWhichVersionMadeWhichEvaluation() throws Exception {
        Path one = folder.resolve("models/one/m.onnx");
        Path two = folder.resolve("models/two/m.onnx");
        try (IocProcess _ = IocProcess.run(versions()); TestClient client = new TestClient()) {
            puts(client, 3);
            client.put("SUM:m:MODEL:LOAD", "two");
            Samples outputs = client.monitor("SUM:OUT0");
            TestClient.await(() -> outputs.last().value() == 60, "the new version has evaluated");
            puts(client, 2);
        }

        IocProcess.Ended now = replay(growing);
        assertThat(now.exitCode()).isEqualTo(DIFFERENT);
        assertThat(now.output()).contains("model " + one + ", SHA-256 ", "\n  evaluations 1 to 4 were made by the same file\n",
            "\n  evaluations 5 to 7 were made by ANOTHER file, " + two + ", SHA-256 ", ": OUT0 was 60.0, is 30.0")
            .endsWith("7 compared: 4 the same bit by bit, 3 different");

        IocProcess.Ended then = replay(growing, "--recorded-models");
        assertThat(then.output()).endsWith("7 compared: 7 the same bit by bit, 0 different");
        assertThat(then.exitCode()).isZero();

        Files.copy(one, two, StandardCopyOption.REPLACE_EXISTING);
        assertThat(replay(growing, "--recorded-models").output()).endsWith("evaluations 5 to 7 were made by " + two
            + ", which is another file now; without --recorded-models they are run with " + one);
    }

    @Test
    void whatEarlierRunsRecordedIsPutAsideAndWhatWasKeptStays() throws Exception {
        for (int run = 0; run < 3; run++) {
            try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
                puts(client, 1);
                if (run == 0) {
                    client.put("SUM:ADD:FLIGHT:KEEP", 1);
                    Path kept = Path.of(client.text("SUM:ADD:FLIGHT:FILE"));
                    assertThat(replay(kept).output()).endsWith("2 compared: 2 the same bit by bit, 0 different");
                }
            }
        }
        assertThat(files()).hasSize(3).contains("SUM_ADD.flight").anyMatch(file -> file.matches("SUM_ADD-kept-.*\\.flight"))
            .anyMatch(file -> file.matches("SUM_ADD-\\d{8}-\\d{6}\\.flight"));
    }

    @Test
    void whereNothingCanBeRecordedThePvsSaySo() throws Exception {
        Files.writeString(folder.resolve("flight"), "in the way");
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            puts(client, 2);
            assertThat(client.text("SUM:ADD:FLIGHT:MESSAGE")).startsWith("evaluations are not recorded:").contains("flight");
            assertThat(client.severity("SUM:ADD:FLIGHT:MESSAGE")).isEqualTo(MINOR);
            assertThat(client.refused("SUM:ADD:FLIGHT:KEEP", 1)).contains("nothing is recorded: ");
            assertThat(ioc.output()).contains("evaluations are not recorded");
        }
    }

    @Test
    void twoDoNotRecordInOneFile() throws Exception {
        try (IocProcess ioc = IocProcess.run(config); IocProcess second = IocProcess.run(config)) {
            assertThat(ioc.output()).contains("evaluations are recorded in " + growing);
            assertThat(second.output()).contains("another IOC records in " + growing);
        }
        assertThat(files()).containsExactly("SUM_ADD.flight");
    }

    @Test
    void whatIsNoRecordingIsSaidToBeNone() throws Exception {
        IocProcess.Ended none = replay(config);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.output()).isEqualTo("model-ioc: " + config
            + " is no recording of evaluations: it does not begin as a recording does");
        assertThat(replay(folder.resolve("nothing.flight")).output()).startsWith("model-ioc: there is no file ");
    }
}
