package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping of keys to values, as written: a key may stand in it twice.
 *
 * @param at      its first character
 * @param entries the entries, in order
 */
public record YamlMapping(Mark at, List<Entry> entries) implements YamlNode {

    /** Up to so many entries are compared with one another sooner than a table of their keys is made. */
    private static final int FEW = 16;

    /** Keeps an unmodifiable copy. */
    public YamlMapping {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param key   the key
     * @param value the value
     */
    public record Entry(YamlScalar key, YamlNode value) {
    }

    /**
     * The entries, each key once: a repeated one is a problem, and its first entry counts. What keys whose macros have no
     * values would be is not known: they all count.
     *
     * @param problems takes the repetitions
     * @return the entries with different keys, in order
     */
    public List<Entry> distinct(Problems problems) {
        if (entries.size() <= FEW && !repeatsKey()) {
            return entries;
        }
        Map<String, Mark> seen = HashMap.newHashMap(entries.size());
        List<Entry> distinct = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Mark first = entry.key.resolved() ? seen.putIfAbsent(entry.key.text(), entry.key.at()) : null;
            if (first == null) {
                distinct.add(entry);
            } else {
                problems.add(entry.key.at(), Words.quote(entry.key.text())
                    + " stands here a second time; the first is at " + first);
            }
        }
        return distinct;
    }

    private boolean repeatsKey() {
        for (int i = 1; i < entries.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (entries.get(i).key.text().equals(entries.get(j).key.text())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String describe() {
        return entries.isEmpty() ? "an empty mapping" : "a mapping (key: value)";
    }
}
