package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping of keys to values, as written: a key may stand in it twice.
 *
 * <p>One that a template gives to each of its devices is made anew for a device only where somebody looks into it: most of what
 * a template says is the same for all of them, and read once.
 */
public final class YamlMapping implements YamlNode {

    /** Up to so many entries are compared with one another sooner than a table of their keys is made. */
    private static final int FEW = 16;

    private final Mark at;
    private final YamlMapping written;
    // null until somebody asks; the same whoever makes them
    private List<Entry> entries;

    /**
     * A mapping.
     *
     * @param at      its first character
     * @param entries the entries, in order
     */
    public YamlMapping(Mark at, List<Entry> entries) {
        this.at = at;
        this.entries = List.copyOf(entries);
        this.written = this;
    }

    private YamlMapping(YamlMapping written, Use use) {
        this.at = written.at.in(use);
        this.written = written;
    }

    /**
     * One entry.
     *
     * @param key   the key
     * @param value the value
     */
    public record Entry(YamlScalar key, YamlNode value) {

        /** The same in one of the uses of its place. */
        Entry in(Use use) {
            return new Entry(key.in(use), value.in(use));
        }
    }

    @Override
    public Mark at() {
        return at;
    }

    /**
     * What it holds.
     *
     * @return the entries, in order; cannot be changed
     */
    public List<Entry> entries() {
        if (entries == null) {
            List<Entry> made = new ArrayList<>(written.entries.size());
            for (Entry entry : written.entries) {
                made.add(entry.in(at.use()));
            }
            entries = Collections.unmodifiableList(made);
        }
        return entries;
    }

    /**
     * What stands in the file, if all that this differs in is which device it belongs to.
     *
     * @return the same object for all devices of a template; this mapping if it is not shared
     */
    public YamlMapping written() {
        return written;
    }

    @Override
    public YamlMapping in(Use use) {
        return new YamlMapping(written, use);
    }

    /**
     * The entries, each key once: a repeated one is a problem, and its first entry counts. What keys whose macros have no
     * values would be is not known: they all count.
     *
     * @param problems takes the repetitions
     * @return the entries with different keys, in order
     */
    public List<Entry> distinct(Problems problems) {
        List<Entry> all = entries();
        if (all.size() <= FEW && !repeatsKey()) {
            return all;
        }
        Map<String, Mark> seen = HashMap.newHashMap(all.size());
        List<Entry> distinct = new ArrayList<>(all.size());
        for (Entry entry : all) {
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
            String key = entries.get(i).key.text();
            for (int j = 0; j < i; j++) {
                if (key.equals(entries.get(j).key.text())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String describe() {
        return entries().isEmpty() ? "an empty mapping" : "a mapping (key: value)";
    }
}
