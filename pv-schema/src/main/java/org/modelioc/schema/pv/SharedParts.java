package org.modelioc.schema.pv;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.modelioc.schema.type.ValueType;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.YamlMapping;

/**
 * A part that many PVs have in common, such as their limits: in a template it is read once for all devices, unless it has a
 * fault, which is told for each; and of equal ones one is kept.
 *
 * @param <T> what is read, a value
 */
final class SharedParts<T> {

    private final String key;
    private final Problems problems;
    private final Map<ValueType, Map<YamlMapping, T>> read = new EnumMap<>(ValueType.class);
    private final Map<T, T> equal = new HashMap<>();

    /**
     * Nothing read yet.
     *
     * @param key      the key of the part
     * @param problems takes what is wrong with it
     */
    SharedParts(String key, Problems problems) {
        this.key = key;
        this.problems = problems;
    }

    /**
     * The part of one PV.
     *
     * @param pv     the PV, which has the key
     * @param type   the type of the numbers in it
     * @param reader reads it
     * @return what was read of it, now or before
     */
    T of(Section pv, ValueType type, Supplier<T> reader) {
        YamlMapping shared = pv.node(key).orElseThrow() instanceof YamlMapping mapping && mapping.written() != mapping
            && mapping.own().isEmpty() ? mapping.written() : null;
        if (shared == null) {
            return kept(reader.get());
        }
        Map<YamlMapping, T> known = read.computeIfAbsent(type, _ -> new IdentityHashMap<>());
        T before = known.get(shared);
        if (before != null) {
            return before;
        }
        int faults = problems.count();
        T made = kept(reader.get());
        if (problems.count() == faults) {
            known.put(shared, made);
        }
        return made;
    }

    private T kept(T made) {
        T before = equal.putIfAbsent(made, made);
        return before == null ? made : before;
    }
}
