package org.modelioc.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;

/**
 * The schema and the reader agree on each file of the examples: {@code valid} passes both, {@code invalid} is refused by both,
 * and {@code meaning} holds what a schema cannot see, so that only the reader refuses it; {@code parts} are there to be included
 * by them. The first line of a refused file has
 * words of what the reader says.
 */
class AgreementTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/org/modelioc/schema/json");
    private static final Path CONFIG = Path.of("../config");

    private static final com.networknt.schema.Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(ConfigurationSchema.text());

    private static List<Path> files(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static List<Path> valid() throws IOException {
        return files(EXAMPLES.resolve("valid"), 1);
    }

    private static List<Path> invalid() throws IOException {
        return files(EXAMPLES.resolve("invalid"), 1);
    }

    private static List<Path> meaning() throws IOException {
        return files(EXAMPLES.resolve("meaning"), 1);
    }

    private static List<Path> parts() throws IOException {
        return files(EXAMPLES.resolve("parts"), 1);
    }

    /** The configurations that users begin with: those that name the schema in their first line. */
    private static List<Path> shipped() throws IOException {
        List<Path> shipped = new ArrayList<>();
        for (Path file : files(CONFIG, 2)) {
            try (Stream<String> lines = Files.lines(file)) {
                if (lines.findFirst().orElse("").startsWith("# yaml-language-server: $schema=")) {
                    shipped.add(file);
                }
            }
        }
        return shipped;
    }

    private List<Error> refusals(Path file) throws IOException {
        return SCHEMA.validate(YamlAsJson.convert(Files.readString(file)), InputFormat.JSON);
    }

    private static List<String> problems(Path file) throws IOException {
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> IocReader.read(file, Map.of()));
        assertThat(fault).as("refused by the reader").isNotNull();
        return fault.problems().stream().map(Problem::text).toList();
    }

    private static String announced(Path file) throws IOException {
        String first = Files.readString(file).lines().findFirst().orElseThrow();
        assertThat(first).startsWith("# ");
        return first.substring(2);
    }

    @ParameterizedTest
    @MethodSource({"valid", "shipped"})
    void bothAccept(Path file) throws Exception {
        assertThatCode(() -> IocReader.read(file, Map.of())).doesNotThrowAnyException();
        assertThat(refusals(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void theSchemaAcceptsFilesThatOthersInclude(Path file) throws Exception {
        assertThat(refusals(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void bothRefuse(Path file) throws Exception {
        String announced = announced(file);
        assertThat(problems(file)).anyMatch(problem -> problem.contains(announced));
        assertThat(refusals(file)).as("refused by the schema").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("meaning")
    void onlyTheReaderSeesTheMeaning(Path file) throws Exception {
        String announced = announced(file);
        assertThat(problems(file)).anyMatch(problem -> problem.contains(announced));
        assertThat(refusals(file)).as("refused by the schema").isEmpty();
    }

    @Test
    void theSchemaIsOneItself() {
        com.networknt.schema.Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(draft.validate(ConfigurationSchema.text(), InputFormat.JSON)).isEmpty();
    }
}
