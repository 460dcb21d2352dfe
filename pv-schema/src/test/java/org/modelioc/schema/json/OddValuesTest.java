package org.modelioc.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whatever the reader takes, the schema takes too: an odd value is put in each place of a valid file in turn. */
class OddValuesTest {

    private static final Path VALID = Path.of("src/test/resources/org/modelioc/schema/json/valid");
    private static final com.networknt.schema.Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(ConfigurationSchema.text());
    private static final List<String> ODD = List.of(
        "~", "true", "false", "0", "1", "-1", "2", "+3", "16", "0.5", ".5", "5.", "1e-3",
        "-0", "1.5e300", "\"\"", "' '", "\"5\"", "text", "two words", "\"a\\nb\"", "5 s", "1.5 h", "64 MiB", "+5 s", "Hex",
        "MAJOR", "last", "linear", "card", "mean", "integral", "clamp", "nan", "repeat", "m", "x", "y", "A", "C", "[]", "{}",
        "[1]", "[1, 2]", "[0.5, -1]", "[[0, 0], [1, 1]]", "[A]", "[A, B]", "[C]", "{low: 0, high: 1}", "{x: [A, B]}", "{y: [C]}",
        "{high: 5}", "{hysteresis: 1}", "$(M=2)", "\"$(M=0.5)\"", "\"${M=text}\"", "\"$(M=5) s\"", "\"\\\\$(M=1)\"",
        "\"float32[batch, 2]\"", "\" int64 [ n , 1 ]"
            + " \"", "\"float32[batch]\"", "double", "\"int[3]\"", "string", "enum", "image", "table",
        "[true, false]", "{from: 0, to: 1}", "{constant: 1}", "[1, {constant: [2]}]", "{a: A, b: B}", "{a: C}", "{X: 1}",
        "2026-01-31", "12:30", "0x10", "null", "yes");

    @TempDir
    private Path folder;

    private static void places(Node node, List<int[]> found) {
        if (node instanceof ScalarNode || node instanceof SequenceNode list && list.getFlowStyle().toString().equals("FLOW")
            || node instanceof MappingNode map && map.getFlowStyle().toString().equals("FLOW")) {
            found.add(new int[] {node.getStartMark().getIndex(), node.getEndMark().getIndex()});
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                places(entry.getValueNode(), found);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> places(item, found));
        }
    }

    private boolean accepted(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("ioc.yaml"), text);
        try {
            IocReader.read(file, Map.of());
            return true;
        } catch (InvalidConfigurationException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest.yaml", "everything.yaml", "all-stages.yaml", "types.yaml", "devices.yaml",
        "record-fields.yaml"})
    void whatTheReaderTakesTheSchemaTakes(String name) throws Exception {
        String text = Files.readString(VALID.resolve(name));
        List<int[]> places = new ArrayList<>();
        places(new Yaml(new LoaderOptions()).compose(new StringReader(text)), places);
        int accepted = 0;
        for (int[] place : places) {
            for (String odd : ODD) {
                String changed = text.substring(0, place[0]) + odd + text.substring(place[1]);
                if (accepted(changed)) {
                    accepted++;
                    assertThat(SCHEMA.validate(YamlAsJson.convert(changed), InputFormat.JSON))
                        .as("%s instead of %s", odd, text.substring(place[0], place[1])).isEmpty();
                }
            }
        }
        assertThat(accepted).isGreaterThan(places.size());
    }
}
