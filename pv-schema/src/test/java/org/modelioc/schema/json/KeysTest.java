package org.modelioc.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.pv.PvDefinition;

/** The keys of the schema are those that the reader allows, which it lists where it meets an unknown one. */
class KeysTest {

    private static final Path SMALLEST = Path.of("src/test/resources/org/modelioc/schema/json/valid/smallest.yaml");
    private static final Pattern ALLOWED = Pattern.compile("(?:allowed|there|here) are ([^;]*)");

    @TempDir
    private Path folder;

    /** What the reader lists once a piece of the smallest file is replaced. */
    private List<String> allowed(String piece, String replacement) throws IOException {
        String text = Files.readString(SMALLEST);
        assertThat(text.split(Pattern.quote(piece), -1)).hasSize(2);
        Path file = Files.writeString(folder.resolve("ioc.yaml"), text.replace(piece, replacement));
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> IocReader.read(file, Map.of()));
        String problem = fault.problems().stream().map(Problem::text)
            .filter(line -> line.contains("'zz'") || line.contains("'ZZ'")).findFirst().orElseThrow();
        Matcher matcher = ALLOWED.matcher(problem);
        assertThat(matcher.find()).as(problem).isTrue();
        return List.of(matcher.group(1).split(", "));
    }

    /** The part of the schema at the end of a path of keywords; of several that may be, the last. */
    private static Map<?, ?> schema(String path) {
        Map<?, ?> at = ConfigurationSchema.schema(List.of()).keywords();
        for (String step : path.isEmpty() ? new String[0] : path.split("/")) {
            Object next = at.get(step);
            at = (Map<?, ?>) (next instanceof List<?> list ? list.getLast() : next);
        }
        return at;
    }

    private static List<String> keys(String path) {
        List<String> keys = new ArrayList<>();
        ((Map<?, ?>) schema(path).get("properties")).keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    /** Without record names, which the reader does not list among the keys. */
    private static List<String> ownKeys(String path) {
        return keys(path).stream().filter(key -> !key.matches("[A-Z]+")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "$defs/input | A: {} | A: {zz: 1}",
        "$defs/output | C: {} | C: {zz: 1}",
        "$defs/display | A: {} | 'A: {display: {zz: 1, low: 0, high: 1}}'",
        "$defs/input/properties/limits | A: {} | 'A: {limits: {zz: 1, low: 0, high: 1}}'",
        "$defs/alarms | A: {} | A: {alarms: {zz: 1}}",
        "$defs/follow/anyOf | A: {} | A: {follow: {zz: 1}}",
        "$defs/alarms/properties/severities | A: {} | A: {alarms: {severities: {zz: 1}}}",
        "properties/ioc | 'prefix: ' | 'zz: 1\n  prefix: '",
        "properties/ioc/properties/server | 'prefix: ' | 'server: {zz: 1}\n  prefix: '",
        "properties/ioc/properties/access | 'prefix: ' | 'access: {zz: 1}\n  prefix: '",
        "properties/ioc/properties/put-log | 'prefix: ' | 'put-log: {zz: 1}\n  prefix: '",
        "properties/ioc/properties/autosave | 'prefix: ' | 'autosave: {zz: 1}\n  prefix: '",
        "properties/models/additionalProperties | file: m.onnx | 'zz: 1\n    file: m.onnx'",
        "properties/pipelines/additionalProperties | 'model: m\n' | 'zz: 1\n    model: m\n'"})
    void keysOfASection(String path, String piece, String replacement) throws Exception {
        assertThat(ownKeys(path)).containsExactlyInAnyOrderElementsOf(allowed(piece, replacement));
    }

    @Test
    void keysOfTheFile() throws Exception {
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(allowed("ioc:\n", "zz: 1\nioc:\n"));
    }

    private static List<String> fields(String path) {
        return keys(path).stream().filter(key -> key.matches("[A-Z]+")).toList();
    }

    @Test
    void recordNames() throws Exception {
        List<String> names = fields("$defs/input");
        assertThat(names).containsExactlyInAnyOrderElementsOf(allowed("A: {}", "A: {ZZ: 1}"));
        assertThat(fields("$defs/output"))
            .containsExactlyElementsOf(names.stream().filter(name -> !List.of("VAL", "DRVL", "DRVH").contains(name)).toList());
    }

    @Test
    void theStages() throws Exception {
        assertThat(keys("$defs/stage")).containsExactlyElementsOf(stage("zz: {}"));
    }

    private static List<String> stages() {
        return keys("$defs/stage");
    }

    private List<String> stage(String stage) throws IOException {
        return allowed("    model: m\n", "    model: m\n    before: [" + stage + "]\n");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void keysOfAStage(String name) throws Exception {
        List<String> keys = keys("$defs/stage/properties/" + name);
        if (!keys.contains("elements")) {
            // known to the reader so that it can say why it cannot be used
            keys.add("elements");
        }
        assertThat(keys).containsExactlyInAnyOrderElementsOf(stage(name + ": {zz: 1}"));
    }

    @Test
    void theDefaultsOfAPvAreThoseOfTheReader() throws Exception {
        PvDefinition pv = IocReader.read(SMALLEST, Map.of()).inputs().getFirst();

        assertThat(schema("$defs/input/properties/precision").get("default")).isEqualTo(pv.precision());
        assertThat(schema("$defs/input/properties/value").get("default")).isEqualTo((int) pv.initialValue());
        assertThat(schema("$defs/input/properties/form").get("default")).isEqualTo(pv.form().choice());
    }
}
