package org.modelioc.schema.json;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as an editor shows it to a JSON Schema: plain scalars are read by the core schema of YAML 1.2. */
final class YamlAsJson {

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlAsJson() {
    }

    static String convert(String yaml) {
        return Json.write(value(new Yaml(new LoaderOptions()).compose(new StringReader(yaml))));
    }

    private static Object value(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (NodeTuple entry : mapping.getValue()) {
                    map.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
                }
                yield map;
            }
            case SequenceNode sequence -> sequence.getValue().stream().map(YamlAsJson::value).toList();
            case ScalarNode scalar when scalar.isPlain() -> plain(scalar.getValue());
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new IllegalArgumentException(node.toString());
        };
    }

    private static Object plain(String text) {
        if (NULL.matcher(text).matches()) {
            return null;
        }
        if (TRUTH.matcher(text).matches()) {
            return Boolean.valueOf(text);
        }
        if (WHOLE.matcher(text).matches()) {
            return new BigDecimal(text).longValueExact();
        }
        return DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
