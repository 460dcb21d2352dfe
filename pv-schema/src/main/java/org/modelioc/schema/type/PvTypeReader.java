package org.modelioc.schema.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads {@code type} of a PV with the keys that belong to it, and tells which other keys fit the type. */
public final class PvTypeReader {

    /** Most numbers of a PV: a client that reads more at once gives up, and so does a network. */
    public static final int MOST_ELEMENTS = 1 << 24;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_]+)(?:\\[([^\\[\\]]*)])?");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> VALUES = Arrays.stream(ValueType.values()).map(ValueType::yaml).toList();
    private static final List<String> NAMES = Stream.concat(VALUES.stream(), Stream.of("enum", "image", "table")).toList();
    private static final List<String> ELEMENTS = VALUES.stream().filter(name -> !name.equals("string")).toList();
    private static final List<String> COLOURS = List.of("mono", "rgb");

    private static final String NUMBERS = "numbers";
    /** For each key that does not fit every type: the kinds that it fits. */
    private static final Map<String, List<String>> FITS = fits();

    private final Problems problems;

    public PvTypeReader(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, List<String>> fits() {
        Map<String, List<String>> fits = new LinkedHashMap<>();
        fits.put("choices", List.of("enum"));
        fits.put("image", List.of("image"));
        fits.put("columns", List.of("table"));
        fits.put("rows", List.of("table"));
        fits.put("units", List.of(NUMBERS, "image"));
        fits.put("precision", List.of(NUMBERS));
        fits.put("form", List.of(NUMBERS));
        fits.put("display", List.of(NUMBERS, "image"));
        fits.put("limits", List.of(NUMBERS));
        fits.put("outside-limits", List.of(NUMBERS));
        fits.put("alarms", List.of(NUMBERS, "enum"));
        return fits;
    }

    /**
     * Reads a type, and reports keys that do not fit it.
     *
     * @param section the mapping of the PV
     * @param name    the PV
     * @return the type, if it has no fault
     */
    public Optional<PvType> read(Section section, YamlScalar name) {
        int before = problems.count();
        Optional<PvType> type = section.has("type") ? section.scalar("type").flatMap(text -> type(section, text))
            : Optional.of(PvType.DOUBLE);
        type.ifPresent(known -> checkKeys(section, name, known));
        return type.filter(_ -> problems.count() == before);
    }

    private void checkKeys(Section section, YamlScalar name, PvType type) {
        String ofType = kind(type);
        FITS.forEach((key, kinds) -> {
            if (!kinds.contains(ofType) && section.has(key)) {
                problems.add(section.keyAt(key), "'" + key + "' is for " + String.join(" and ", kinds.stream()
                    .map(kind -> kind.equals(NUMBERS) ? kind : "type: " + kind).toList()) + ", and "
                    + Words.quote(name.text()) + " is of type " + type.yaml());
            }
        });
    }

    private static String kind(PvType type) {
        return switch (type) {
            case PvType.Scalar(ValueType value) -> kind(value);
            case PvType.Array(ValueType value, int _) -> kind(value);
            default -> type.yaml();
        };
    }

    private static String kind(ValueType value) {
        return value.numeric() && value != ValueType.BOOLEAN ? NUMBERS : value.yaml();
    }

    private Optional<PvType> type(Section section, YamlScalar text) {
        Matcher matcher = FORM.matcher(text.text());
        if (!matcher.matches()) {
            problems.add(text.at(), "'type' must be written like double, or double[2000] for an array, not " + text.describe());
            return Optional.empty();
        }
        String name = matcher.group(1);
        String length = matcher.group(2);
        if (!NAMES.contains(name)) {
            problems.add(text.at(), "unknown type " + Words.quote(name) + "; there are " + String.join(", ", NAMES)
                + ", and arrays such as double[2000]" + Suggestions.didYouMean(name, NAMES));
            return Optional.empty();
        }
        Optional<ValueType> value = value(name);
        if (value.isPresent()) {
            return length == null ? Optional.of(new PvType.Scalar(value.get())) : array(value.get(), length, text);
        }
        if (length != null) {
            problems.add(text.at(), "there are no arrays of type " + name + "; arrays are of " + String.join(", ", VALUES));
            return Optional.empty();
        }
        return switch (name) {
            case "enum" -> enumeration(section);
            case "image" -> image(section);
            default -> table(section);
        };
    }

    private static Optional<ValueType> value(String name) {
        return Arrays.stream(ValueType.values()).filter(type -> type.yaml().equals(name)).findFirst();
    }

    private Optional<PvType> array(ValueType value, String length, YamlScalar text) {
        if (!length.matches("[1-9][0-9]{0,8}") || Integer.parseInt(length) > MOST_ELEMENTS) {
            problems.add(text.at(), "the length of an array must be a whole number from 1 to " + MOST_ELEMENTS + ", as in "
                + value.yaml() + "[2000], not " + Words.quote(length));
            return Optional.empty();
        }
        return Optional.of(new PvType.Array(value, Integer.parseInt(length)));
    }

    private Optional<PvType> enumeration(Section section) {
        section.require("choices");
        Optional<List<String>> choices = section.lines("choices");
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        List<YamlNode> items = section.list("choices", "words").orElseThrow();
        if (items.isEmpty()) {
            problems.add(section.at("choices"), "'choices' is empty; list the words, such as [OFF, ON]");
        }
        for (int i = 0; i < items.size(); i++) {
            String choice = choices.get().get(i);
            int first = choices.get().indexOf(choice);
            if (choice.isBlank()) {
                problems.add(items.get(i).at(), "a choice is empty; give it a word");
            } else if (first < i) {
                problems.add(items.get(i).at(), "the choice " + Words.quote(choice)
                    + " stands here a second time; the first is at " + items.get(first).at());
            }
        }
        return Optional.of(new PvType.Enumeration(choices.get()));
    }

    private Optional<PvType> image(Section section) {
        section.require("image");
        Optional<Section> image = section.section("image", List.of("element", "width", "height", "colour"));
        if (image.isEmpty()) {
            return Optional.empty();
        }
        image.get().require("width", "height");
        ValueType element = image.get().choice("element", ELEMENTS).flatMap(PvTypeReader::value).orElse(ValueType.UBYTE);
        boolean colour = image.get().choice("colour", COLOURS).orElse(COLOURS.getFirst()).equals("rgb");
        Optional<Long> width = image.get().whole("width", 1, MOST_ELEMENTS);
        Optional<Long> height = image.get().whole("height", 1, MOST_ELEMENTS);
        if (width.isEmpty() || height.isEmpty()) {
            return Optional.empty();
        }
        return sized(width.get() * height.get() * (colour ? PvType.Image.CHANNELS : 1), section.keyAt("image"),
            new PvType.Image(element, width.get().intValue(), height.get().intValue(), colour));
    }

    private Optional<PvType> sized(long elements, Mark at, PvType type) {
        if (elements > MOST_ELEMENTS) {
            problems.add(at, "the " + type.yaml() + " would have " + elements + " numbers; at most " + MOST_ELEMENTS
                + " are allowed");
            return Optional.empty();
        }
        return Optional.of(type);
    }

    private Optional<PvType> table(Section section) {
        section.require("columns", "rows");
        List<PvType.Table.Column> columns = new ArrayList<>();
        for (YamlMapping.Entry entry : section.named("columns", "name: type")) {
            String name = entry.key().text();
            if (!COLUMN.matcher(name).matches() && entry.key().resolved()) {
                problems.add(entry.key().at(), "the name of a column must be of letters, digits and '_', no digit first, not "
                    + Words.quote(name));
            }
            column(name, entry).ifPresent(columns::add);
        }
        Optional<Long> rows = section.whole("rows", 1, MOST_ELEMENTS);
        if (columns.isEmpty() || rows.isEmpty()) {
            return Optional.empty();
        }
        return sized(rows.get() * columns.size(), section.keyAt("columns"), new PvType.Table(columns, rows.get().intValue()));
    }

    private Optional<PvType.Table.Column> column(String name, YamlMapping.Entry entry) {
        if (entry.value() instanceof YamlScalar scalar) {
            if (!scalar.resolved()) {
                return Optional.empty();
            }
            if (scalar.isNull() || value(scalar.text()).isEmpty()) {
                problems.add(scalar.at(), "the type of column " + Words.quote(name) + " must be one of "
                    + String.join(", ", VALUES) + ", not " + scalar.describe()
                    + Suggestions.didYouMean(scalar.text(), VALUES));
            }
            return value(scalar.text()).map(type -> new PvType.Table.Column(name, name, type));
        }
        Optional<Section> column = Section.of(entry.value(), entry.key().at(), "column " + Words.quote(name),
            List.of("type", "label"), problems);
        return column.map(given -> new PvType.Table.Column(name, given.line("label").orElse(name),
            given.choice("type", VALUES).flatMap(PvTypeReader::value).orElse(ValueType.DOUBLE)));
    }
}
