package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of a mapping with fixed keys, put together key by key. */
final class Mapping {

    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** Adds a key that may be there. */
    Mapping key(String key, Schema value) {
        properties.put(key, value);
        return this;
    }

    /** Adds a key that must be there. */
    Mapping required(String key, Schema value) {
        required.add(key);
        return key(key, value);
    }

    /** The keys so far. */
    Map<String, Schema> keys() {
        return new LinkedHashMap<>(properties);
    }

    /** The mapping, which may be empty if no key is required. */
    Schema schema() {
        Schema schema = Schema.of("type", "object").and("properties", properties).and("additionalProperties", false);
        return required.isEmpty() ? schema : schema.and("required", required);
    }

    /** The mapping, with one key at least. */
    Schema notEmpty() {
        return schema().and("minProperties", 1);
    }

    /**
     * A mapping whose keys are names, with one at least.
     *
     * @param names what a name may be
     * @param value what stands behind each
     */
    static Schema named(Schema names, Schema value) {
        return Schema.of("type", "object").and("propertyNames", names).and("additionalProperties", value)
            .and("minProperties", 1);
    }

    /** The condition that a mapping has a key. */
    static Schema has(String key) {
        return Schema.of("required", List.of(key));
    }

    /** The condition that a key has one of these values. */
    static Schema has(String key, List<String> values) {
        return has(key).and("properties", Map.of(key, Schema.of("enum", values)));
    }

    /** The rule that one key is of use only if a condition holds. */
    static Schema onlyWith(String key, Schema condition) {
        return Schema.of("if", has(key)).and("then", condition);
    }
}
