package org.modelioc.schema.stage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/**
 * The mapping of one stage. As with {@link Section}, a getter that finds a value of the wrong kind reports it and answers
 * as if the key were absent; a definition counts only if nothing was reported.
 */
public final class StageSection {

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UNIT = Pattern.compile("\\s*[-+]?[0-9.]+\\s*[^\\s0-9.eE].*");
    private static final Duration SHORTEST = Duration.ofNanos(1000);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Section section;
    private final StageTarget target;
    private final Names operands;
    private final Problems problems;

    private StageSection(Section section, StageTarget target, Names operands, Problems problems) {
        this.section = section;
        this.target = target;
        this.operands = operands;
        this.problems = problems;
    }

    /** With the tensor and the elements that it names; empty if the tensor is not known. */
    static Optional<StageSection> of(String stage, Section section, Map<String, ElementNames> tensors, Names operands,
            Problems problems) {
        return tensor(stage, section, List.copyOf(tensors.keySet()), problems).map(tensor -> new StageSection(section,
            new StageTarget(stage, section.at(), tensor, elements(section, tensor, tensors.get(tensor), problems)), operands,
            problems));
    }

    private static Optional<String> tensor(String stage, Section section, List<String> names, Problems problems) {
        if (!section.has("tensor")) {
            if (names.size() > 1) {
                problems.add(section.at(), "the stage '" + stage + "' must name its 'tensor', since there are "
                    + Words.list(names));
            }
            return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
        }
        Optional<String> name = section.scalar("tensor").map(YamlScalar::text);
        if (name.isPresent() && !names.contains(name.get())) {
            problems.add(section.at("tensor"), "the pipeline maps no PVs to a tensor " + Words.quote(name.get())
                + " on this side of the model, only to " + Words.list(names) + Suggestions.didYouMean(name.get(), names));
        }
        return name.filter(names::contains);
    }

    private static Elements elements(Section section, String tensor, ElementNames names, Problems problems) {
        Optional<List<YamlNode>> items = section.list("elements", "indices from 0, or PVs");
        List<Integer> indices = new ArrayList<>();
        List<String> features = new ArrayList<>();
        boolean byName = false;
        if (items.isPresent() && items.get().isEmpty()) {
            problems.add(section.at("elements"), "'elements' is empty; leave it out for all elements");
        }
        for (YamlNode item : items.orElse(List.of())) {
            if (!(item instanceof YamlScalar scalar) || scalar.isNull()) {
                problems.add(item.at(), "an index from 0, or the name of a PV, is due here, not " + item.describe());
                continue;
            }
            String text = scalar.text();
            boolean number = INDEX.matcher(text).matches();
            byName |= !number;
            Optional<ElementNames.Part> part =
                number ? Optional.of(new ElementNames.Part(text, Integer.parseInt(text), 1, Optional.empty())) : names.find(text);
            if (part.isEmpty() && scalar.resolved()) {
                problems.add(item.at(), "the tensor " + Words.quote(tensor) + " has no PV " + Words.quote(text)
                    + ", only " + Words.list(names.names()) + Suggestions.didYouMean(text, names.names()));
            }
            String feature = part.flatMap(ElementNames.Part::feature).orElse("");
            for (int i = 0; i < part.map(ElementNames.Part::count).orElse(0); i++) {
                int index = part.get().first() < 0 ? -1 : part.get().first() + i;
                if (index >= 0 ? indices.contains(index) : features.contains(feature)) {
                    problems.add(item.at(), "the element " + Words.quote(text) + " stands here a second time");
                    break;
                }
                indices.add(index);
                features.add(feature);
            }
        }
        return new Elements(indices, byName, features);
    }

    public StageTarget target() {
        return target;
    }

    public boolean has(String key) {
        return section.has(key);
    }

    /**
     * Reports what is wrong with a value.
     *
     * @param key  its key; if that is absent, the stage as a whole is shown
     * @param text what is wrong and what is allowed, one line
     */
    public void problem(String key, String text) {
        problems.add(section.at(key), text);
    }

    /**
     * Reports keys that are missing.
     *
     * @param keys the keys that must be there
     * @return this
     */
    public StageSection require(String... keys) {
        section.require(keys);
        return this;
    }

    /**
     * Reports a restriction to elements, for a stage that takes whole tensors.
     *
     * @return this
     */
    public StageSection wholeTensor() {
        if (has("elements")) {
            problems.add(section.keyAt("elements"), "'elements' cannot be used here: the stage '" + target.stage()
                + "' works on the whole tensor");
        }
        return this;
    }

    /**
     * A finite number.
     *
     * @param key the key
     * @return the number, if there is one
     */
    public OptionalDouble number(String key) {
        return section.number(key);
    }

    /**
     * A number above 0.
     *
     * @param key       the key
     * @param otherwise what holds without the key
     * @return the number
     */
    public double positive(String key, double otherwise) {
        double number = section.number(key).orElse(otherwise);
        if (!(number > 0)) {
            problem(key, "'" + key + "' must be above 0, not " + Words.number(number));
        }
        return number;
    }

    /**
     * A whole number.
     *
     * @param key       the key
     * @param least     the smallest allowed
     * @param most      the largest allowed
     * @param otherwise what holds without the key
     * @return the number
     */
    public int whole(String key, int least, int most, int otherwise) {
        return section.whole(key, least, most).map(Long::intValue).orElse(otherwise);
    }

    /**
     * The key {@code axis}: which axis of the tensor, as its type counts them; 0 is the batch, and −1 the last.
     *
     * @return the axis, −1 if it is not given; never 0
     */
    public int axis() {
        int axis = whole("axis", -16, 16, -1);
        if (axis == 0) {
            problem("axis", "'axis' must not be 0, which is the batch; 1 is the first after it, -1 the last");
        }
        return axis;
    }

    /**
     * A time, such as {@code 2 s}, from 1 us to 24 h.
     *
     * @param key the key
     * @return the time, if there is one
     */
    public Optional<Duration> duration(String key) {
        return section.duration(key, SHORTEST, LONGEST);
    }

    /**
     * Whether a value is text that begins with a number and goes on, as a time does.
     *
     * @param key the key
     * @return false if it is a number alone, or is not there
     */
    boolean hasUnit(String key) {
        return section.node(key).filter(node -> node instanceof YamlScalar scalar && UNIT.matcher(scalar.text()).matches())
            .isPresent();
    }

    /**
     * One of several words.
     *
     * @param key     the key
     * @param choices the words, in the order to show them
     * @return the word, if it is one of them
     */
    public Optional<String> choice(String key, List<String> choices) {
        return section.choice(key, choices);
    }

    /**
     * True or false.
     *
     * @param key the key
     * @return the value; false if it is not given
     */
    public boolean flag(String key) {
        return section.truth(key).orElse(false);
    }

    /**
     * A value of any kind.
     *
     * @param key the key
     * @return the value, if the key is there
     */
    public Optional<YamlNode> node(String key) {
        return section.node(key);
    }

    /**
     * A section in this one.
     *
     * @param key  the key
     * @param keys the keys that are allowed in it
     * @return the section, if there is one
     */
    public Optional<Section> section(String key, List<String> keys) {
        return section.section(key, keys);
    }

    /**
     * A list of finite numbers.
     *
     * @param key the key
     * @return the numbers, if it is a list of at least one
     */
    public Optional<List<Double>> numbers(String key) {
        Optional<double[]> numbers = section.numbers(key);
        if (numbers.isPresent() && numbers.get().length == 0) {
            problem(key, "'" + key + "' is empty; at least one number is due");
            return Optional.empty();
        }
        return numbers.map(list -> Arrays.stream(list).boxed().toList());
    }

    /**
     * A list of whole numbers.
     *
     * @param key   the key
     * @param least the smallest allowed
     * @param most  the largest allowed
     * @return the numbers, if it is a list of at least one and of nothing else
     */
    public Optional<List<Integer>> wholes(String key, int least, int most) {
        Optional<List<Double>> numbers = numbers(key);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < numbers.get().size(); i++) {
            double number = numbers.get().get(i);
            if (number != Math.rint(number) || number < least || number > most) {
                problems.add(row(key, i), "each item of '" + key + "' must be a whole number from " + least + " to " + most
                    + ", not " + Words.number(number));
                return Optional.empty();
            }
        }
        return Optional.of(numbers.get().stream().map(Double::intValue).toList());
    }

    /**
     * A table of finite numbers.
     *
     * @param key     the key
     * @param columns numbers in each row
     * @return the rows, if there is a list of nothing but such rows
     */
    public Optional<double[][]> table(String key, int columns) {
        Optional<double[][]> table = section.table(key);
        int wrong = 0;
        while (table.isPresent() && wrong < table.get().length && table.get()[wrong].length == columns) {
            wrong++;
        }
        if (table.isPresent() && wrong < table.get().length) {
            problems.add(row(key, wrong), "each row of '" + key + "' must have " + columns + " numbers, not "
                + table.get()[wrong].length);
            return Optional.empty();
        }
        return table;
    }

    /** Where an item of a list stands; the list itself if it has no such item. */
    Mark row(String key, int row) {
        List<YamlNode> rows = ((YamlSequence) section.node(key).orElseThrow()).items();
        return row < rows.size() ? rows.get(row).at() : section.at(key);
    }

    /**
     * A number for all elements, or a list with one number an element.
     *
     * @param key the key
     * @return the parameter, if it is one, and has one number an element where {@code elements} says how many there are
     */
    public Optional<ElementNumbers> elementNumbers(String key) {
        Optional<YamlNode> node = section.node(key);
        if (node.isPresent() && !(node.get() instanceof YamlSequence)) {
            OptionalDouble number = section.number(key);
            return number.isPresent() ? Optional.of(ElementNumbers.common(number.getAsDouble())) : Optional.empty();
        }
        Optional<ElementNumbers> numbers = numbers(key).map(ElementNumbers::each);
        // as many as are listed, also where some of them are faulty
        int elements =
            Math.max(target.elements().indices().size(), section.node("elements")
                .map(list -> list instanceof YamlSequence each ? each.items().size() : 0).orElse(0));
        if (numbers.isPresent() && elements > 0 && !numbers.get().fits(elements)) {
            problem(key, "'" + key + "' must have one number an element, which are " + elements + ", not "
                + numbers.get().numbers().size());
            return Optional.empty();
        }
        return numbers;
    }

    /**
     * Reports where one parameter is not above another, element by element, or has another count of numbers.
     *
     * @param lowKey  key of the lower one
     * @param low     the lower one
     * @param highKey key of the upper one
     * @param high    the upper one
     */
    public void checkAbove(String lowKey, ElementNumbers low, String highKey, ElementNumbers high) {
        int count = Math.max(low.numbers().size(), high.numbers().size());
        if (!low.fits(count) || !high.fits(count)) {
            problem(highKey, "'" + highKey + "' must have as many numbers as '" + lowKey + "', which has "
                + low.numbers().size() + ", not " + high.numbers().size());
            return;
        }
        double[] lows = low.spread(count);
        double[] highs = high.spread(count);
        for (int i = 0; i < count; i++) {
            if (!(highs[i] > lows[i])) {
                problem(highKey, "'" + highKey + "' must be above '" + lowKey + "', which is " + Words.number(lows[i])
                    + ", not " + Words.number(highs[i]));
                return;
            }
        }
    }

    /**
     * A file, relative to the folder of the file that the stage stands in.
     *
     * @param key  the key
     * @param what what it must name, for example {@code "a CSV file"}
     * @return its path, if one is given, be there such a file or not
     */
    public Optional<Path> file(String key, String what) {
        Optional<YamlNode> node = section.node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof YamlScalar scalar) || scalar.isNull() || scalar.text().isBlank()) {
            problem(key, "'" + key + "' must name " + what + ", relative to the folder of this file, not "
                + node.get().describe());
            return Optional.empty();
        }
        try {
            Path folder = folder();
            return Optional.of(scalar).filter(YamlScalar::resolved).map(YamlScalar::text).map(folder::resolve);
        } catch (InvalidPathException e) {
            problem(key, "'" + key + "' must be a path: " + e.getReason());
            return Optional.empty();
        }
    }

    /** A single value with its place, if its macros have values. */
    Optional<YamlScalar> scalar(String key) {
        return section.scalar(key);
    }

    /** What an expression may use here. */
    Names operands() {
        return operands;
    }

    /** The folder of the file that the stage stands in. */
    Path folder() {
        return target.at().folder();
    }

    Problems problems() {
        return problems;
    }

    Mark at(String key) {
        return section.at(key);
    }
}
