package org.modelioc.schema.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the type of a tensor, written {@code float32[batch, 10]}. */
public final class TensorTypes {

    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9_]+)\\s*\\[([^\\[\\]]*)]\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,9}");

    /** Types of ONNX that a model may have, and that have no tensor here. */
    private static final Set<String> NOT_CARRIED = Set.of("uint16", "uint32", "uint64", "bfloat16", "string");

    private TensorTypes() {
    }

    /**
     * Reads a type.
     *
     * @param tensor   name of the tensor, for problems
     * @param node     the type as written
     * @param problems takes what is wrong
     * @return the type, if it is one; all its named dimensions are {@link TensorType#DYNAMIC}
     */
    public static Optional<TensorType> read(String tensor, YamlNode node, Problems problems) {
        String must = "the type of tensor " + Words.quote(tensor) + " must be written like float32[batch, 10], not ";
        if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
            problems.add(node.at(), must + node.describe());
            return Optional.empty();
        }
        if (!scalar.resolved()) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(scalar.text());
        if (!matcher.matches()) {
            problems.add(node.at(), must + Words.quote(scalar.text()));
            return Optional.empty();
        }
        Optional<ElementType> element = element(matcher.group(1), scalar, problems);
        Optional<List<Long>> dimensions = dimensions(matcher.group(2), scalar, problems);
        return element.flatMap(type -> dimensions.map(sizes -> new TensorType(type, sizes)));
    }

    /**
     * The dimensions of a type as they are written.
     *
     * @param type a type that {@link #read} found sound
     * @return numbers and names, slowest first
     */
    public static List<String> axes(String type) {
        return Arrays.stream(type.substring(type.indexOf('[') + 1, type.indexOf(']')).split(",")).map(String::strip).toList();
    }

    private static Optional<ElementType> element(String name, YamlScalar at, Problems problems) {
        Optional<ElementType> found = Arrays.stream(ElementType.values()).filter(type -> type.yaml().equals(name)).findFirst();
        if (found.isEmpty()) {
            List<String> names = Arrays.stream(ElementType.values()).map(ElementType::yaml).toList();
            boolean real = NOT_CARRIED.contains(name);
            problems.add(at.at(), (real ? "the element type '" + name + "' cannot be used, since ONNX Runtime's Java interface"
                + " does not carry it" : "unknown element type " + Words.quote(name)) + "; allowed are "
                + String.join(", ", names) + (real ? "" : Suggestions.didYouMean(name, names)));
        }
        return found;
    }

    private static Optional<List<Long>> dimensions(String written, YamlScalar at, Problems problems) {
        if (written.isBlank()) {
            problems.add(at.at(), "the tensor has no dimensions; the first is the batch, for example [batch, 10]");
            return Optional.empty();
        }
        List<Long> sizes = new ArrayList<>();
        long elements = 1;
        for (String part : written.split(",", -1)) {
            String dimension = part.strip();
            if (SIZE.matcher(dimension).matches() && elements <= Integer.MAX_VALUE / Long.parseLong(dimension)) {
                sizes.add(Long.parseLong(dimension));
                elements *= sizes.getLast();
            } else if (NAME.matcher(dimension).matches()) {
                sizes.add(TensorType.DYNAMIC);
            } else {
                problems.add(at.at(), "the dimension " + Words.quote(dimension)
                    + " must be a whole number from 1, or a name such as 'batch' for one that is open; all together make at most "
                    + Integer.MAX_VALUE + " elements");
                return Optional.empty();
            }
        }
        return Optional.of(sizes);
    }
}
