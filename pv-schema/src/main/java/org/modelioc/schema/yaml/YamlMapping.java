package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping of keys to values, as written: a key may stand in it twice.
 *
 * <p>What a template says is the same for most of its devices. The mapping of one device therefore keeps only what is its own,
 * and makes the rest when somebody looks into it.
 */
public final class YamlMapping implements YamlNode {

    /** Up to so many entries are compared with one another sooner than a table of their keys is made. */
    private static final int FEW = 16;

    private final Mark at;
    private final YamlMapping written;
    private final Use use;
    private final List<Entry> own;
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
        this.use = at.use();
        this.own = List.of();
    }

    private YamlMapping(YamlMapping written, Use use, List<Entry> own) {
        this.at = null;
        this.written = written;
        this.use = use;
        this.own = own;
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
        return at == null ? written.at.in(use) : at;
    }

    /**
     * What it holds.
     *
     * @return the entries, in order; cannot be changed
     */
    public List<Entry> entries() {
        if (entries == null) {
            List<Entry> made = new ArrayList<>(written.entries.size());
            int next = 0;
            for (Entry entry : written.entries) {
                boolean differs = next < own.size() && own.get(next).key.at().isAt(entry.key.at());
                made.add(differs ? own.get(next++) : entry.in(use));
            }
            entries = Collections.unmodifiableList(made);
        }
        return entries;
    }

    /**
     * What stands in the file, where this is made of it for one device of a template.
     *
     * @return the same object for all devices; this mapping if it stands in the file itself
     */
    public YamlMapping written() {
        return written;
    }

    /**
     * The entries that differ from those that are {@link #written()}, since macros stand in them.
     *
     * @return in order; empty if this mapping is the one that is written
     */
    public List<Entry> own() {
        return own;
    }

    @Override
    public YamlMapping in(Use other) {
        return own.isEmpty() ? new YamlMapping(written, other, own)
            : new YamlMapping(at().in(other), entries().stream().map(entry -> entry.in(other)).toList());
    }

    /** The same in one of the uses of its place, with other entries in place of some. */
    YamlMapping in(Use other, List<Entry> differing) {
        return new YamlMapping(this, other, differing);
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
