package org.modelioc.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema that lies beside the example configurations, for editors. */
class SchemaFileTest {

    private static final Path CONFIG = Path.of("../config");
    private static final String FILE = "model-ioc.schema.json";

    @Test
    void itIsWhatTheProgramPrints() throws Exception {
        assertThat(CONFIG.resolve(FILE)).as("make it anew with ./model-ioc schema -o config/" + FILE)
            .content().isEqualTo(ConfigurationSchema.text());
    }

    @Test
    void theExampleTellsEditorsOfIt() throws Exception {
        Path example = CONFIG.resolve("lebt/lebt.yaml");
        try (Stream<String> lines = Files.lines(example)) {
            String first = lines.findFirst().orElseThrow();
            assertThat(first).startsWith("# yaml-language-server: $schema=");
            assertThat(example.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize())
                .isEqualTo(CONFIG.resolve(FILE).normalize());
        }
    }
}
