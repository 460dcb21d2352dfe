package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running program with a TorchScript model: where the native libraries are, and where they are not. */
class TorchScriptIT {

    private static final Path LIBRARIES = IocProcess.HOME.resolve("model-runtime/target/torchscript/libtorch_cpu.so");
    private static final int BAD_MODEL = 3;

    @TempDir
    private Path folder;
    private Path config;

    @BeforeEach
    void write() throws Exception {
        String models = IocProcess.LEBT.resolveSibling("../models/lebt").toRealPath().toString();
        config = Files.writeString(folder.resolve("lebt.yaml"), Files.readString(IocProcess.LEBT)
            .replace("    file: ../models/lebt/lebt.onnx", "    file: " + models + "\n    engine: torchscript"));
    }

    @Test
    void itGivesWhatOnnxRuntimeGivesAndIsReplacedByItself() throws Exception {
        if (!Files.exists(LIBRARIES)) {
            System.out.println("SKIPPED: " + LIBRARIES + " is not there; run with 'mvn -Ptorchscript verify'");
        }
        assumeTrue(Files.exists(LIBRARIES));
        try (IocProcess ioc = IocProcess.run(config); IocProcess other = IocProcess.run(IocProcess.LEBT, "-m", "P=ONNX:");
                TestClient client = new TestClient()) {
            assertThat(client.text("LEBT:lebt:MODEL:ENGINE")).isEqualTo("TorchScript");
            assertThat(client.text("LEBT:lebt:MODEL:DEVICE")).isEqualTo("cpu");
            client.putAndWait("LEBT:SOL2:DI:SP", 3.0, "LEBT:EFF:TANK4");
            client.putAndWait("ONNX:SOL2:DI:SP", 3.0, "ONNX:EFF:TANK4");
            assertThat(client.number("LEBT:EFF:TANK4")).isCloseTo(client.number("ONNX:EFF:TANK4"), within(1e-3));

            client.put("LEBT:lebt:MODEL:LOAD", "lebt");
            assertThat(client.text("LEBT:lebt:MODEL:MESSAGE")).startsWith("lebt 1.0.0 → lebt 1.0.0, a run takes ");
            assertThat(client.number("LEBT:EFF:TANK4")).isCloseTo(client.number("ONNX:EFF:TANK4"), within(1e-3));
            assertThat(ioc.output() + other.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void withoutTheLibrariesItSaysHowToGetThem() throws Exception {
        IocProcess.Ended ended = IocProcess.launch(Map.of("PYTORCH_LIBRARY_PATH", "/nowhere"), "run", config.toString()).await();
        assertThat(ended.exitCode()).isEqualTo(BAD_MODEL);
        assertThat(ended.output()).contains("lebt.yaml:17:11: model 'lebt': ", "lebt.pt is TorchScript, which needs the native"
            + " libraries of PyTorch, and /nowhere (PYTORCH_LIBRARY_PATH) has no libc10.so, no libtorch.so, no libtorch_cpu.so,"
            + " no libdjl_torch.so: fetch them once with 'mvn -Ptorchscript package -DskipTests' (450 MB on disk), or name the"
            + " folder that has them by the environment variable PYTORCH_LIBRARY_PATH");
    }
}
