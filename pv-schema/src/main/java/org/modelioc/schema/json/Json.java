package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelioc.schema.yaml.Words;

/**
 * Writes JSON (RFC 8259), indented by two blanks, in the order of the maps; what is short stands on one line. The same value
 * gives the same text on every machine.
 */
public final class Json {

    private static final int LINE = 120;

    private Json() {
    }

    /**
     * Writes a value.
     *
     * @param value a map with texts as keys, a collection, a text, a finite number, a boolean or null
     * @return its JSON, with a line break at the end
     * @throws IllegalArgumentException if it holds anything else
     */
    public static String write(Object value) {
        return write(value, 0) + '\n';
    }

    /**
     * Writes a text.
     *
     * @param text any text
     * @return the text in double quotes, which is valid YAML as well
     */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static String write(Object value, int indent) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                map.forEach((key, entry) -> entries.add(quote((String) key) + ": " + write(entry, indent + 2)));
                yield join('{', entries, '}', indent);
            }
            case Collection<?> items -> join('[', items.stream().map(item -> write(item, indent + 2)).toList(), ']', indent);
            case String text -> quote(text);
            case Double number when Double.isFinite(number) -> Words.number(number);
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean truth -> truth.toString();
            case null -> "null";
            default -> throw new IllegalArgumentException("no JSON for " + value);
        };
    }

    private static String join(char open, List<String> parts, char close, int indent) {
        int length = parts.stream().mapToInt(part -> part.length() + 2).sum();
        if (indent + length < LINE && parts.stream().noneMatch(part -> part.indexOf('\n') >= 0)) {
            return open + String.join(", ", parts) + close;
        }
        String margin = "\n" + " ".repeat(indent);
        return open + margin + "  " + String.join("," + margin + "  ", parts) + margin + close;
    }
}
