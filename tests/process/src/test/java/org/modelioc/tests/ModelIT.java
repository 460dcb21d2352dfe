package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of the model of the running program, as operators bring it. */
class ModelIT {

    private static final Path EXAMPLE = Path.of("../../config/models/lebt");
    private static final String LOAD = "LEBT:lebt:MODEL:LOAD";
    private static final String VERSION = "LEBT:lebt:MODEL:VERSION";
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private void version(String name, String version) throws Exception {
        Path place = Files.createDirectories(folder.resolve("models").resolve(name));
        for (String file : List.of("lebt.onnx", "lebt.pt")) {
            Files.copy(EXAMPLE.resolve(file), place.resolve(file));
        }
        for (String file : List.of("card.yaml", "golden.json")) {
            Files.writeString(place.resolve(file),
                Files.readString(EXAMPLE.resolve(file)).replace("\"1.0.0\"", '"' + version + '"'));
        }
    }

    private IocProcess start(String writers) throws Exception {
        version("first", "1.0.0");
        version("second", "1.1.0");
        Files.writeString(folder.resolve("site.acf"), """
            UAG(modellers) {"%s"}
            ASG(DEFAULT) { RULE(1,READ) RULE(1,WRITE) }
            ASG(MODELS) { RULE(1,READ) RULE(1,WRITE,TRAPWRITE) {UAG(modellers)} }
            """.formatted(writers));
        String yaml = Files.readString(Path.of("../../config/lebt/lebt.yaml"))
            .replace("  # access: {file: lebt.acf}", "  access: {file: site.acf}")
            .replace("  # put-log: {file: puts.jsonl}", "  put-log: {file: puts.jsonl, burst: 0 s}")
            .replace("    file: ../models/lebt/lebt.onnx", "    file: models/first\n    asg: MODELS");
        return IocProcess.run(Files.writeString(folder.resolve("lebt.yaml"), yaml));
    }

    private String putLog() {
        try {
            return Files.readString(folder.resolve("puts.jsonl"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void whoMayChangesTheModelAndThePutIsLogged() throws Exception {
        try (IocProcess ioc = start(USER); TestClient client = new TestClient()) {
            assertThat(client.text(VERSION)).isEqualTo("1.0.0");
            double efficiency = client.number("LEBT:EFF:RFQ");

            client.put(LOAD, "second");
            assertThat(client.text("LEBT:lebt:MODEL:MESSAGE")).startsWith("lebt 1.0.0 → lebt 1.1.0, a run takes ");
            assertThat(client.text(VERSION)).isEqualTo("1.1.0");
            assertThat(client.number("LEBT:EFF:RFQ")).isEqualTo(efficiency);

            assertThat(client.refused(LOAD, "third")).contains(LOAD + ": there is no ",
                "LOAD takes the name of a folder or file in ");
            assertThat(client.text(VERSION)).isEqualTo("1.1.0");
            assertThat(client.number("LEBT:EFF:RFQ")).isEqualTo(efficiency);

            client.put("LEBT:lebt:MODEL:ROLLBACK", 1);
            assertThat(client.text(VERSION)).isEqualTo("1.0.0");
            TestClient.await(() -> putLog().contains("MODEL:ROLLBACK"), "the put log has both puts");
            assertThat(putLog()).contains("MODEL:LOAD", "second");
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void whoMayNotIsRefused() throws Exception {
        try (IocProcess _ = start("somebody else"); TestClient client = new TestClient()) {
            assertThat(client.refused(LOAD, "second")).contains("MODELS");
            assertThat(client.text(VERSION)).isEqualTo("1.0.0");
        }
    }
}
