package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of {@code tests/stage-plugin}, given to the program by MODEL_IOC_CLASSPATH. */
class PluginIT {

    private static Map<String, String> withPlugin() throws Exception {
        Path target = IocProcess.HOME.resolve("tests/stage-plugin/target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "stage-plugin-*.jar")) {
            return Map.of("MODEL_IOC_CLASSPATH", jars.iterator().next().toString());
        }
    }

    /** OUT0 is IN0, of which the model sees no more than 0.001 a second. */
    private static Path write(Path folder) throws Exception {
        Path yaml = SumModel.write(folder, 1, 1, 1e9);
        return Files.writeString(yaml, Files.readString(yaml).stripTrailing()
            + "\n    before:\n      - rate-limit: {per-second: 0.001}\n");
    }

    @Test
    void aStageOfAJarWorksInTheProgram(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.launch(withPlugin(), "run", write(folder).toString()).awaitReady();
                TestClient client = new TestClient()) {
            client.putAndWait("SUM:IN0", 1000.0, "SUM:OUT0");

            // of 1000 what the seconds since the start allow
            assertThat(client.sample("SUM:OUT0").value()).isGreaterThan(0).isLessThan(1);
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void withoutTheJarTheStageIsUnknown(@TempDir Path folder) throws Exception {
        Path yaml = write(folder);
        try (IocProcess with = IocProcess.launch(withPlugin(), "check", yaml.toString());
                IocProcess without = IocProcess.launch(Map.of(), "check", yaml.toString())) {
            assertThat(with.await().exitCode()).isZero();
            IocProcess.Ended refused = without.await();
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.output()).contains("there is no stage 'rate-limit'");
        }
    }

    @Test
    void theSchemaKnowsTheStage() throws Exception {
        try (IocProcess schema = IocProcess.launch(withPlugin(), "schema")) {
            assertThat(schema.await().output()).contains("\"rate-limit\"", "\"per-second\"");
        }
    }
}
