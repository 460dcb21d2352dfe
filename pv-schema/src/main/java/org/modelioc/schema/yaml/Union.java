package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sections of several files and devices, put together: mappings and lists of the same key are joined. */
final class Union {

    private final List<String> single;
    private final Problems problems;
    private final Map<String, List<YamlMapping.Entry>> sections = new LinkedHashMap<>();

    /**
     * A union of nothing yet.
     *
     * @param single   the sections that may stand in one file only
     * @param problems takes what is wrong
     */
    Union(List<String> single, Problems problems) {
        this.single = single;
        this.problems = problems;
    }

    /** Adds a section, or a part of one. */
    void add(YamlMapping.Entry section) {
        String key = section.key().text();
        List<YamlMapping.Entry> parts = sections.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!parts.isEmpty() && single.contains(key)) {
            problems.add(section.key().at(), Words.quote(key) + " may stand in one file only; the first is at "
                + parts.getFirst().key().at());
        } else {
            parts.add(section);
        }
    }

    /**
     * All of it as one document.
     *
     * @param at where the document begins
     */
    YamlMapping joined(Mark at) {
        return new YamlMapping(at, sections.values().stream().map(this::joined).toList());
    }

    private YamlMapping.Entry joined(List<YamlMapping.Entry> parts) {
        YamlMapping.Entry first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        List<YamlMapping.Entry> entries = new ArrayList<>();
        List<YamlNode> items = new ArrayList<>();
        boolean list = parts.stream().map(YamlMapping.Entry::value).allMatch(YamlSequence.class::isInstance);
        for (YamlMapping.Entry part : parts) {
            switch (part.value()) {
                case YamlMapping mapping when !mapping.entries().isEmpty() -> entries.addAll(mapping.entries());
                case YamlSequence sequence when list -> items.addAll(sequence.items());
                default -> problems.add(part.value().at(), Words.quote(part.key().text())
                    + " must be a mapping with at least one entry, not " + part.value().describe() + "; it stands elsewhere as"
                    + " well, and all of it is joined");
            }
        }
        return new YamlMapping.Entry(first.key(),
            list ? new YamlSequence(first.value().at(), items) : new YamlMapping(first.value().at(), entries));
    }
}
