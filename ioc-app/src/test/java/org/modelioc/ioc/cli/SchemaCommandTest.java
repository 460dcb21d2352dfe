package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.json.ConfigurationSchema;

class SchemaCommandTest {

    @TempDir
    private Path folder;

    @Test
    void toTheStandardOutput() {
        Program.Ended ended = Program.run("schema");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.output()).isEqualTo(ConfigurationSchema.text());
    }

    @Test
    void toAFileAgainAndAgain() {
        Path file = folder.resolve("s.json");

        for (int i = 0; i < 2; i++) {
            assertThat(Program.run("schema", "-o", file).code()).isEqualTo(ExitCode.OK);
            assertThat(file).content().isEqualTo(ConfigurationSchema.text());
        }
    }

    @Test
    void aFileThatCannotBeWritten() {
        assertThat(Program.run("schema", "-o", folder.resolve("none/s.json")))
            .isEqualTo(new Program.Ended(ExitCode.CONFIGURATION, "", "model-ioc: " + folder
                + "/none/s.json cannot be written: there is no folder " + folder + "/none\n"));
        assertThat(Program.run("schema", "-o", folder).errors()).contains("it is a directory");
    }
}
