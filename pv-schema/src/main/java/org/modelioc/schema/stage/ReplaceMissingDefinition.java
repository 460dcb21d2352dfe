package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/**
 * {@code replace-missing}: puts a number where there is NaN or an infinity.
 *
 * @param target what it works on
 * @param by     what to put there
 * @param number the number for {@link By#NUMBER}, NaN else
 * @param axis   along which {@link By#LINEAR} interpolates; 0 is the batch, −1 the last
 */
public record ReplaceMissingDefinition(StageTarget target, By by, double number, int axis) implements StageDefinition {

    static final List<String> KEYS = List.of("by", "axis");

    private static final List<String> WORDS = List.of("last", "linear");

    /** A fixed number, the last good value of the same element, or the line between the next good ones along the axis. */
    public enum By {
        NUMBER, LAST, LINEAR
    }

    static Optional<ReplaceMissingDefinition> read(StageSection section) {
        section.require("by");
        Optional<YamlNode> node = section.node("by");
        int axis = section.axis();
        String word = node.isPresent() && node.get() instanceof YamlScalar scalar && !scalar.isNull() ? scalar.text() : "";
        boolean linear = word.equals("linear");
        if (section.has("axis") && !linear) {
            section.problem("axis", "'axis' goes with 'by: linear' only");
        }
        if (linear) {
            section.wholeTensor();
        }
        if (WORDS.contains(word)) {
            return Optional.of(new ReplaceMissingDefinition(section.target(), linear ? By.LINEAR : By.LAST, Double.NaN, axis));
        }
        if (!word.isEmpty() && Character.isLetter(word.codePointAt(0))) {
            section.problem("by", "'by' must be a number, or one of last, linear, not '" + word + "'");
            return Optional.empty();
        }
        return section.number("by").stream().boxed().findFirst()
            .map(number -> new ReplaceMissingDefinition(section.target(), By.NUMBER, number, axis));
    }
}
