package org.modelioc.schema.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/** Reads {@code value} of an input. */
public final class InitialValueReader {

    private static final String KEY = "value";

    private final Problems problems;

    public InitialValueReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a value.
     *
     * @param section the mapping of the PV
     * @param type    its type
     * @return the value; if there is none or it has faults, what a PV of that type begins with: 0, the first choice, no text
     */
    public InitialValue read(Section section, PvType type) {
        return switch (type) {
            case PvType.Scalar(ValueType value) -> scalar(section, value);
            case PvType.Array(ValueType value, int length) -> array(section, KEY, value, length);
            case PvType.Enumeration enumeration -> InitialValue.of(choice(section, enumeration.choices()));
            case PvType.Image image -> array(section, KEY, image.value(), image.elements());
            case PvType.Table table -> table(section, table);
            case PvType.Group _ -> throw new IllegalArgumentException("no file declares a group");
        };
    }

    private static InitialValue otherwise(ValueType type) {
        return type == ValueType.STRING ? new InitialValue(List.of(), List.of("")) : InitialValue.of(0);
    }

    private InitialValue scalar(Section section, ValueType type) {
        return switch (type) {
            case STRING -> new InitialValue(List.of(), List.of(section.line(KEY).orElse("")));
            case BOOLEAN -> InitialValue.of(section.truth(KEY).orElse(false) ? 1 : 0);
            default -> {
                OptionalDouble number = section.number(KEY);
                number.ifPresent(value -> NumberRange.check(section, KEY, type, value, problems));
                yield InitialValue.of(number.orElse(0));
            }
        };
    }

    /** One value for all elements, or a list with one an element; numbers may be evenly spaced as well. */
    private InitialValue array(Section section, String key, ValueType type, int length) {
        if (section.node(key).isEmpty()) {
            return otherwise(type);
        }
        boolean list = section.node(key).get() instanceof YamlSequence;
        Optional<List<Double>> numbers = Optional.empty();
        Optional<List<String>> texts = Optional.empty();
        switch (type) {
            case STRING -> texts = list ? section.lines(key) : section.line(key).map(List::of);
            case BOOLEAN -> numbers = (list ? section.truths(key) : section.truth(key).map(List::of))
                .map(all -> all.stream().map(one -> one ? 1.0 : 0.0).toList());
            default -> {
                if (section.node(key).get() instanceof YamlMapping) {
                    return axis(section, key, type, length);
                }
                OptionalDouble one = list ? OptionalDouble.empty() : section.number(key);
                numbers = list ? section.numbers(key).map(all -> Arrays.stream(all).boxed().toList())
                    : one.isPresent() ? Optional.of(List.of(one.getAsDouble())) : Optional.empty();
                numbers.ifPresent(all -> all.stream().filter(number -> !NumberRange.fits(type, number)).findFirst()
                    .ifPresent(wrong -> NumberRange.check(section, key, type, wrong, problems)));
            }
        }
        int given = numbers.map(List::size).or(() -> Optional.of(0)).get() + texts.map(List::size).orElse(0);
        if (list && given != length && (numbers.isPresent() || texts.isPresent())) {
            problems.add(section.at(key), "'" + key + "' must be one value for all " + length + " elements, or a list of "
                + length + ", not of " + given);
            return otherwise(type);
        }
        return numbers.isEmpty() && texts.isEmpty() ? otherwise(type)
            : new InitialValue(numbers.orElse(List.of()), texts.orElse(List.of()));
    }

    /** Evenly spaced numbers: from the first to the last, or by a step. */
    private InitialValue axis(Section section, String key, ValueType type, int length) {
        Optional<Section> axis = section.section(key, List.of("from", "to", "step"));
        if (axis.isEmpty()) {
            return otherwise(type);
        }
        axis.get().require("from");
        OptionalDouble from = axis.get().number("from");
        OptionalDouble to = axis.get().number("to");
        OptionalDouble step = axis.get().number("step");
        if (axis.get().has("to") == axis.get().has("step")) {
            problems.add(section.keyAt(key), "'" + key + "' from a number on must have either 'to', the last number, or 'step'");
        }
        if (from.isEmpty() || to.isPresent() == step.isPresent()) {
            return otherwise(type);
        }
        if (length == 1) {
            problems.add(section.at(key), "'" + key + "' of one element must be a number");
            return otherwise(type);
        }
        double first = from.getAsDouble();
        double between = step.orElseGet(() -> (to.getAsDouble() - first) / (length - 1));
        List<Double> numbers = IntStream.range(0, length).mapToObj(i ->
            i == length - 1 && to.isPresent() ? to.getAsDouble() : first + i * between).toList();
        Optional<Double> wrong = numbers.stream().filter(number -> !NumberRange.fits(type, number)).findFirst();
        wrong.ifPresent(number -> NumberRange.check(section, key, type, number, problems));
        return wrong.isPresent() ? otherwise(type) : new InitialValue(numbers, List.of());
    }

    private double choice(Section section, List<String> choices) {
        Optional<YamlScalar> given = section.scalar(KEY);
        if (given.isEmpty()) {
            return 0;
        }
        String text = given.get().text();
        int index = choices.indexOf(text);
        if (index < 0 && text.matches("[0-9]{1,9}") && Integer.parseInt(text) < choices.size()) {
            index = Integer.parseInt(text);
        }
        if (index < 0) {
            problems.add(section.at(KEY), "'value' must be one of " + String.join(", ", choices) + ", or an index from 0 to "
                + (choices.size() - 1) + ", not " + given.get().describe() + Suggestions.didYouMean(text, choices));
        }
        return Math.max(0, index);
    }

    private InitialValue table(Section section, PvType.Table table) {
        List<String> names = table.columns().stream().map(PvType.Table.Column::name).toList();
        Optional<Section> value = section.section(KEY, names);
        List<Double> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (PvType.Table.Column column : table.columns()) {
            InitialValue given = value.map(columns -> array(columns, column.name(), column.value(), table.rows()))
                .orElse(otherwise(column.value()));
            numbers.addAll(each(given.numbers(), table.rows()));
            texts.addAll(each(given.texts(), table.rows()));
        }
        return new InitialValue(numbers, texts);
    }

    private static <T> List<T> each(List<T> values, int rows) {
        return values.size() == 1 ? Collections.nCopies(rows, values.getFirst()) : values;
    }
}
