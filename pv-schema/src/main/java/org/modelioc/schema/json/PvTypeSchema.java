package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.ValueType;

/** The type of a PV: its keys, and which values and other keys fit each type. */
final class PvTypeSchema {

    private static final long MOST = 1L << 24;
    private static final String LENGTH = "\\[[1-9][0-9]{0,8}\\]";
    private static final List<String> TEXT = List.of(ValueType.STRING.yaml());
    private static final List<String> TRUTH = List.of(ValueType.BOOLEAN.yaml());
    private static final List<String> NUMBERS = Arrays.stream(ValueType.values()).map(ValueType::yaml)
        .filter(name -> !TEXT.contains(name) && !TRUTH.contains(name)).toList();
    private static final List<String> VALUES = Arrays.stream(ValueType.values()).map(ValueType::yaml).toList();
    /** Keys that do not fit every type. */
    private static final List<String> SPECIAL = List.of("choices", "image", "columns", "rows", "units", "precision", "form",
        "display", "limits", "outside-limits", "alarms", "mdel", "adel");
    private static final List<String> ARRAY_KEYS = List.of("units", "precision", "form", "display", "limits", "outside-limits",
        "alarms");
    private static final List<String> NUMBER_KEYS =
        Stream.concat(ARRAY_KEYS.stream(), Stream.of("mdel", "adel")).toList();
    private static final List<String> INPUT_ONLY = List.of("limits", "outside-limits");

    private PvTypeSchema() {
    }

    /** Adds the keys of the type. */
    static Mapping keys(Mapping mapping) {
        Schema column = new Mapping()
            .key("type", Values.choice(VALUES).otherwise(ValueType.DOUBLE.yaml()))
            .key("label", Schema.reference(Values.LINE).described("What people read above it; its name if not given."))
            .schema();
        Schema image = new Mapping()
            .key("element", Values.choice(VALUES.stream().filter(name -> !TEXT.contains(name)).toList())
                .described("Type of a number of a pixel.").otherwise(ValueType.UBYTE.yaml()))
            .required("width", Values.whole(1, MOST).described("Pixels in a row."))
            .required("height", Values.whole(1, MOST).described("Rows."))
            .key("colour", Values.choice(List.of("mono", "rgb")).otherwise("mono"))
            .schema();
        return mapping
            .key("type", Schema.of("type", "string")
                .and("pattern", "^(?:" + String.join("|", VALUES) + ")(?:" + LENGTH + ")?$|^(?:enum|image|table)$|"
                    + Values.ANY_MACRO)
                .described("What it holds: " + String.join(", ", VALUES) + ", an array of those such as double[2000], enum, image"
                    + " or table.").otherwise(ValueType.DOUBLE.yaml()))
            .key("choices", Values.list(Values.filledLine()).described("The words of an enum, in the order of their numbers."))
            .key("image", image.described("Size and kind of an image (NTNDArray)."))
            .key("columns", Mapping.named(Schema.of("pattern", "^[A-Za-z_][A-Za-z0-9_]*$|" + Values.ANY_MACRO),
                    Schema.of("anyOf", List.of(Values.choice(VALUES), column)))
                .described("The columns of a table (NTTable), by name: a type, or type and label."))
            .key("rows", Values.whole(1, MOST).described("Rows of a table."));
    }

    /** Any value at start; which fits, the type tells. */
    static Schema anyValue() {
        return Schema.of("type", List.of("number", "boolean", "string", "array", "object"));
    }

    /** The rules of all types, for an input or an output. */
    static List<Schema> rules(boolean input) {
        Schema line = Schema.reference(Values.LINE);
        Schema truth = Values.truth();
        Schema numbers = Schema.of("anyOf", List.of(Values.number(), Values.list(Values.number()), axis()));
        Schema alarms = Schema.reference(PvSchema.ALARMS);
        List<Schema> rules = new ArrayList<>();
        rules.add(rule(Schema.of("not", Mapping.has("type")), input, Values.number(), alarms, NUMBER_KEYS));
        rules.add(rule(with(NUMBERS, ""), input, Values.number(), alarms, NUMBER_KEYS));
        rules.add(rule(with(NUMBERS, LENGTH), input, numbers, alarms, ARRAY_KEYS));
        rules.add(rule(with(TRUTH, ""), input, truth, null, List.of()));
        rules.add(rule(with(TRUTH, LENGTH), input, oneOrList(truth), null, List.of()));
        rules.add(rule(with(TEXT, ""), input, line, null, List.of()));
        rules.add(rule(with(TEXT, LENGTH), input, oneOrList(line), null, List.of()));
        rules.add(rule(with(List.of("enum"), ""), input, line, choiceAlarms(), List.of("choices", "alarms"), "choices"));
        rules.add(rule(with(List.of("image"), ""), input, Schema.of("anyOf", List.of(numbers, oneOrList(truth))), null,
            List.of("image", "units", "display"), "image"));
        Schema cells = Schema.of("anyOf", List.of(numbers, oneOrList(truth), oneOrList(line)));
        if (input) {
            rules.add(Schema.of("if", with(List.of("table"), ""))
                .and("then", Schema.of("properties", Map.of(FollowSchema.FOLLOW, false))));
        }
        rules.add(rule(with(List.of("table"), ""), input,
            Schema.of("type", "object").and("additionalProperties", cells).and("minProperties", 1), null,
            List.of("columns", "rows"), "columns", "rows"));
        return rules;
    }

    private static Schema oneOrList(Schema value) {
        return Schema.of("anyOf", List.of(value, Values.list(value)));
    }

    private static Schema axis() {
        return new Mapping()
            .required("from", Values.number().described("The first number."))
            .key("to", Values.number().described("The last number."))
            .key("step", Values.number().described("From one number to the next."))
            .schema().and("oneOf", List.of(Mapping.has("to"), Mapping.has("step")))
            .described("Evenly spaced numbers.");
    }

    private static Schema choiceAlarms() {
        List<String> severities = Arrays.stream(AlarmSeverity.values()).map(Enum::name).toList();
        return new Mapping()
            .required("choices", Schema.of("type", "object").and("additionalProperties", Values.choice(severities))
                .and("minProperties", 1).described("Severity of each choice (ZRSV, ONSV, …)."))
            .key("messages", Schema.of("type", "object").and("additionalProperties", Schema.reference(Values.LINE))
                .described("What to tell an operator at a choice that raises an alarm."))
            .schema().described("Choices that raise an alarm.");
    }

    /** The condition that the type is one of some, with a length or without. */
    private static Schema with(List<String> types, String length) {
        return Mapping.has("type").and("properties",
            Map.of("type", Schema.of("pattern", "^(?:" + String.join("|", types) + ")" + length + "$")));
    }

    /** The rule of one type: its values, its alarms if it has any, and the keys that are not for all types. */
    private static Schema rule(Schema condition, boolean input, Schema value, Schema alarms, List<String> keys,
            String... required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String key : SPECIAL) {
            if (!keys.contains(key) && (input || !INPUT_ONLY.contains(key))) {
                properties.put(key, false);
                RecordFieldSchema.fields(key).forEach(field -> properties.put(field, false));
            }
        }
        if (keys.contains("choices")) {
            RecordFieldSchema.fields("alarms").forEach(field -> properties.put(field, false));
        }
        if (input) {
            properties.put("value", value);
            properties.put("VAL", value);
        }
        if (alarms != null) {
            properties.put("alarms", alarms);
        }
        Schema then = Schema.of("properties", properties);
        return Schema.of("if", condition).and("then", required.length == 0 ? then : then.and("required", List.of(required)));
    }
}
