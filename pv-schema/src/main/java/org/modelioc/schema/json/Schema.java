package org.modelioc.schema.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A schema: keywords of JSON Schema with their values, in the order to write them.
 *
 * @param keywords the keywords; values are what {@link Json#write} takes
 */
record Schema(Map<String, Object> keywords) {

    /** With one keyword. */
    static Schema of(String keyword, Object value) {
        return new Schema(Map.of()).and(keyword, value);
    }

    /** Where a definition stands. */
    static Schema reference(String definition) {
        return of("$ref", "#/$defs/" + definition);
    }

    /** The same with one keyword more. */
    Schema and(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(keywords);
        more.put(keyword, plain(value));
        return new Schema(more);
    }

    /** The same with words for people, which stand first. */
    Schema described(String text) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("description", text);
        more.putAll(keywords);
        return new Schema(more);
    }

    Schema otherwise(Object value) {
        return and("default", value);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Schema schema -> schema.keywords;
            case Collection<?> items -> items.stream().map(Schema::plain).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, plain(item)));
                yield copy;
            }
            default -> value;
        };
    }
}
