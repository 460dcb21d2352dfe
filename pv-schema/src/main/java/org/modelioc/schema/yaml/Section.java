package org.modelioc.schema.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A mapping whose keys are fixed: reports keys that are unknown, repeated or missing, and gives the values their types.
 *
 * <p>Each getter that finds a value of the wrong kind reports it and answers as if the key were absent. A null value
 * ({@code key:} with nothing behind it) is of the wrong kind everywhere.
 */
public final class Section {

    private static final String ROOT = "the file";

    private final Mark at;
    private final Supplier<String> name;
    private final Problems problems;
    /** Looked through for a key: they are few. */
    private final List<YamlMapping.Entry> entries;

    private Section(YamlMapping mapping, Mark at, Supplier<String> name, List<String> keys, Map<String, String> refused,
            Problems problems) {
        this.at = at;
        this.name = name;
        this.problems = problems;
        this.entries = new ArrayList<>(mapping.entries().size());
        for (YamlMapping.Entry entry : mapping.distinct(problems)) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                entries.add(entry);
            } else if (entry.key().resolved()) {
                String why = refused.getOrDefault(key, "unknown key " + Words.quote(key) + " in " + name.get());
                problems.add(entry.key().at(), why + "; allowed are " + String.join(", ", keys)
                    + (refused.containsKey(key) ? "" : Suggestions.didYouMean(key, keys)));
            }
        }
    }

    /**
     * A whole document with fixed keys.
     *
     * @param root     the root node, which must be a mapping
     * @param keys     the keys that are allowed
     * @param problems takes what is wrong
     * @return the section, if it is a mapping
     */
    public static Optional<Section> root(YamlNode root, List<String> keys, Problems problems) {
        return of(root, root.at(), ROOT, keys, problems);
    }

    /**
     * A mapping with fixed keys.
     *
     * @param node     the node that must be a mapping
     * @param at       the place of the key that holds it; problems of the section as a whole are shown there
     * @param name     what it is, for example {@code "model 'lebt'"}
     * @param keys     the keys that are allowed
     * @param problems takes what is wrong
     * @return the section, if it is a mapping
     */
    public static Optional<Section> of(YamlNode node, Mark at, String name, List<String> keys, Problems problems) {
        return of(node, at, name, keys, Map.of(), problems);
    }

    /**
     * A mapping with fixed keys, and keys that a reader could expect there but must not use.
     *
     * @param node     the node that must be a mapping
     * @param at       the place of the key that holds it; problems of the section as a whole are shown there
     * @param name     what it is, for example {@code "output 'EFF'"}
     * @param keys     the keys that are allowed
     * @param refused  keys that are not, each with the sentence that says why
     * @param problems takes what is wrong
     * @return the section, if it is a mapping
     */
    public static Optional<Section> of(YamlNode node, Mark at, String name, List<String> keys, Map<String, String> refused,
            Problems problems) {
        return of(node, at, () -> name, keys, refused, problems);
    }

    /**
     * The same with a name that is put together when a fault needs it: most sections have none.
     *
     * @param node     the node that must be a mapping
     * @param at       the place of the key that holds it; problems of the section as a whole are shown there
     * @param name     what it is, for example {@code "output 'EFF'"}
     * @param keys     the keys that are allowed
     * @param refused  keys that are not, each with the sentence that says why
     * @param problems takes what is wrong
     * @return the section, if it is a mapping
     */
    public static Optional<Section> of(YamlNode node, Mark at, Supplier<String> name, List<String> keys,
            Map<String, String> refused, Problems problems) {
        if (node instanceof YamlMapping mapping) {
            return Optional.of(new Section(mapping, at, name, keys, refused, problems));
        }
        problems.add(node.at(), name.get() + " must be a mapping with keys from " + String.join(", ", keys) + ", not "
            + node.describe());
        return Optional.empty();
    }

    /** The entries whose keys are allowed, in order. */
    List<YamlMapping.Entry> entries() {
        return List.copyOf(entries);
    }

    /** The entry of a key; null if there is none. */
    private YamlMapping.Entry entry(String key) {
        for (YamlMapping.Entry entry : entries) {
            if (entry.key().text().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Where the section begins.
     *
     * @return the place of the key that holds it
     */
    public Mark at() {
        return at;
    }

    public boolean has(String key) {
        return entry(key) != null;
    }

    /**
     * Where a value stands.
     *
     * @param key the key
     * @return the place of its value, or of the section if it has no such key
     */
    public Mark at(String key) {
        YamlMapping.Entry entry = entry(key);
        return entry != null ? entry.value().at() : at;
    }

    /**
     * Where a key stands.
     *
     * @param key the key
     * @return the place of the key, or of the section if it has no such key
     */
    public Mark keyAt(String key) {
        YamlMapping.Entry entry = entry(key);
        return entry != null ? entry.key().at() : at;
    }

    /**
     * Reports keys that are missing.
     *
     * @param keys the keys that must be there
     */
    public void require(String... keys) {
        for (String key : keys) {
            if (!has(key)) {
                problems.add(at, "missing key '" + key + "' in " + name.get());
            }
        }
    }

    /**
     * A value of any kind.
     *
     * @param key the key
     * @return the value, if the key is there
     */
    public Optional<YamlNode> node(String key) {
        return Optional.ofNullable(entry(key)).map(YamlMapping.Entry::value);
    }

    /**
     * A single value: text, number or boolean.
     *
     * @param key the key
     * @return the value, if it is there, is not null and its macros have values
     */
    public Optional<YamlScalar> scalar(String key) {
        return scalar(key, () -> "text or a number");
    }

    private Optional<YamlScalar> scalar(String key, Supplier<String> due) {
        YamlMapping.Entry entry = entry(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof YamlScalar scalar && !scalar.isNull()) {
            return scalar.resolved() ? Optional.of(scalar) : Optional.empty();
        }
        problems.add(entry.value().at(), "'" + key + "' must be " + due.get() + ", not " + entry.value().describe());
        return Optional.empty();
    }

    /**
     * One line of text.
     *
     * @param key the key
     * @return the text, if it is there and has no control characters
     */
    public Optional<String> line(String key) {
        Optional<YamlScalar> scalar = scalar(key, () -> "text (\"\" for none)");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        int control = Words.control(text);
        if (control >= 0) {
            char sign = text.charAt(control);
            problems.add(at(key), "'" + key + "' must be one line of text, but " + (sign == '\n' ? "has a line break"
                : "has the control character " + Words.codePoint(sign)));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /**
     * A finite number.
     *
     * @param key the key
     * @return the number, if there is one
     */
    public OptionalDouble number(String key) {
        Optional<YamlScalar> scalar = scalar(key, () -> "a number");
        if (scalar.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = Numbers.value(scalar.get());
        return Double.isNaN(number) ? Numbers.finite("'" + key + "'", scalar.get(), problems) : OptionalDouble.of(number);
    }

    /**
     * A whole number.
     *
     * @param key   the key
     * @param least the smallest allowed
     * @param most  the largest allowed
     * @return the number, if there is one within the bounds
     */
    public Optional<Long> whole(String key, long least, long most) {
        Optional<YamlScalar> scalar = scalar(key, () -> "a whole number from " + least + " to " + most);
        OptionalLong number = scalar.isEmpty() ? OptionalLong.empty() : Numbers.whole(key, scalar.get(), least, most, problems);
        return number.isEmpty() ? Optional.empty() : Optional.of(number.getAsLong());
    }

    /**
     * True or false, written so.
     *
     * @param key the key
     * @return the value, if it is one of the two
     */
    public Optional<Boolean> truth(String key) {
        Optional<YamlScalar> scalar = scalar(key, () -> "true or false");
        if (scalar.isPresent() && (scalar.get().textByQuotes() || !scalar.get().text().matches("true|false"))) {
            problems.add(at(key), "'" + key + "' must be true or false, not " + scalar.get().describe());
            return Optional.empty();
        }
        return scalar.map(value -> Boolean.valueOf(value.text()));
    }

    /**
     * A list of true and false.
     *
     * @param key the key
     * @return the values, if there is a list of nothing else
     */
    public Optional<List<Boolean>> truths(String key) {
        return each(key, "true or false", scalar -> !scalar.textByQuotes() && scalar.text().matches("true|false"))
            .map(texts -> texts.stream().map(Boolean::valueOf).toList());
    }

    /**
     * A list of lines of text.
     *
     * @param key the key
     * @return the texts, if there is a list of nothing else
     */
    public Optional<List<String>> lines(String key) {
        return each(key, "one line of text", scalar -> Words.control(scalar.text()) < 0);
    }

    private Optional<List<String>> each(String key, String due, Predicate<YamlScalar> fits) {
        Optional<List<YamlNode>> items = list(key, "items that are " + due);
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items.orElse(List.of())) {
            if (item instanceof YamlScalar scalar && !scalar.resolved()) {
                continue;
            }
            if (item instanceof YamlScalar scalar && !scalar.isNull() && fits.test(scalar)) {
                texts.add(scalar.text());
            } else {
                problems.add(item.at(), "each item of '" + key + "' must be " + due + ", not " + item.describe());
            }
        }
        return items.isPresent() && texts.size() == items.get().size() ? Optional.of(texts) : Optional.empty();
    }

    /**
     * A list of finite numbers.
     *
     * @param key the key
     * @return the numbers, if there is a list of nothing else
     */
    public Optional<double[]> numbers(String key) {
        return node(key).flatMap(node -> Numbers.list("'" + key + "'", node, problems));
    }

    /**
     * A table of finite numbers: a list of lists.
     *
     * @param key the key
     * @return the rows, of any lengths, if there is a list of nothing else
     */
    public Optional<double[][]> table(String key) {
        Optional<List<YamlNode>> rows = list(key, "lists of numbers");
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[][] table = rows.get().stream()
            .map(row -> Numbers.list("a row of '" + key + "'", row, problems).orElse(null)).filter(Objects::nonNull)
            .toArray(double[][]::new);
        return Optional.of(table).filter(read -> read.length == rows.get().size());
    }

    /**
     * A duration, such as {@code 60 s}.
     *
     * @param key   the key
     * @param least the shortest allowed
     * @param most  the longest allowed
     * @return the duration, if there is one within the bounds
     */
    public Optional<Duration> duration(String key, Duration least, Duration most) {
        return scalar(key, () -> "a duration")
            .flatMap(scalar -> Quantities.duration("'" + key + "'", scalar, least, most, problems));
    }

    /**
     * A size, such as {@code 64 MiB}.
     *
     * @param key   the key
     * @param least the smallest allowed, in bytes
     * @param most  the largest allowed, in bytes
     * @return bytes, if there is a size within the bounds
     */
    public Optional<Long> size(String key, long least, long most) {
        return scalar(key, () -> "a size")
            .flatMap(scalar -> Quantities.size("'" + key + "'", scalar, least, most, problems).stream().boxed().findFirst());
    }

    /**
     * One of several words.
     *
     * @param key     the key
     * @param choices the words, in the order to show them
     * @return the word, if it is one of them
     */
    public Optional<String> choice(String key, List<String> choices) {
        Optional<YamlScalar> scalar = scalar(key, () -> "one of " + String.join(", ", choices));
        if (scalar.isPresent() && !choices.contains(scalar.get().text())) {
            problems.add(at(key), "'" + key + "' must be one of " + String.join(", ", choices) + ", not "
                + Words.quote(scalar.get().text()) + Suggestions.didYouMean(scalar.get().text(), choices));
            return Optional.empty();
        }
        return scalar.map(YamlScalar::text);
    }

    /**
     * A section in this one.
     *
     * @param key  the key
     * @param keys the keys that are allowed in it, all of them optional; at least one must be there
     * @return the section, if there is one
     */
    public Optional<Section> section(String key, List<String> keys) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && node.get() instanceof YamlMapping mapping && mapping.entries().isEmpty()) {
            problems.add(node.get().at(), child(key) + " is empty; allowed are " + String.join(", ", keys));
            return Optional.empty();
        }
        return node.isEmpty() ? Optional.empty()
            : of(node.get(), keyAt(key), () -> child(key), keys, Map.of(), problems);
    }

    private String child(String key) {
        String parent = name.get();
        return Words.quote(key) + (parent.equals(ROOT) ? "" : " of " + parent);
    }

    /**
     * A mapping in this one whose keys are names.
     *
     * @param key     the key
     * @param entries what it holds, for example {@code "name: definition"}
     * @return the entries, each name once; nothing if the key is absent or holds no entry
     */
    public List<YamlMapping.Entry> named(String key, String entries) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
            return mapping.distinct(problems);
        }
        boolean empty = node.get().isNull() || node.get() instanceof YamlMapping;
        problems.add(empty ? keyAt(key) : node.get().at(), empty
            ? child(key) + " is empty; at least one entry (" + entries + ") is due"
            : child(key) + " must be a mapping (" + entries + "), not " + node.get().describe());
        return List.of();
    }

    /**
     * A list in this one.
     *
     * @param key   the key
     * @param items what it holds, for example {@code "numbers"}
     * @return the items, if there is a list
     */
    public Optional<List<YamlNode>> list(String key, String items) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !(node.get() instanceof YamlSequence)) {
            problems.add(node.get().at(), child(key) + " must be a list of " + items + ", not "
                + node.get().describe());
        }
        return node.filter(YamlSequence.class::isInstance).map(list -> ((YamlSequence) list).items());
    }
}
