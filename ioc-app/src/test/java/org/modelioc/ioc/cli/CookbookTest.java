package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.alarm.Alarm;

/** Each recipe of the cookbook is checked with its model, and those without live sources serve good outputs. */
class CookbookTest {

    private static final Path COOKBOOK = Path.of("../docs/cookbook.md");
    private static final Pattern RECIPE = Pattern.compile("## (.*?)\\n.*?```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private record Recipe(String title, String yaml) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static List<Recipe> recipes() throws IOException {
        return RECIPE.matcher(Files.readString(COOKBOOK)).results()
            .map(found -> new Recipe(found.group(1), found.group(2))).toList();
    }

    private Path write(Recipe recipe) throws IOException {
        Files.createSymbolicLink(folder.resolve("models"), Path.of("../config/models").toRealPath());
        return Files.writeString(folder.resolve("recipe.yaml"), recipe.yaml());
    }

    @Test
    void thereAreTenAtLeast() throws Exception {
        assertThat(recipes()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void itRuns(Recipe recipe) throws Exception {
        Path file = write(recipe);

        Program.Ended ended = Program.run("check", file);

        assertThat(ended.errors()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        try (Ioc ioc = Program.serve(file)) {
            List<Alarm> outputs = ioc.database().all().stream()
                .filter(pv -> !pv.writable() && pv.userTag() > 0).map(pv -> pv.alarm()).toList();
            assertThat(outputs).isNotEmpty();
            if (!recipe.yaml().contains("follow:")) {
                assertThat(outputs).noneMatch(alarm -> alarm.severity().name().equals("INVALID"));
            }
        }
    }
}
