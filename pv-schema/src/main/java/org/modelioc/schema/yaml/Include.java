package org.modelioc.schema.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One item of {@code include}.
 *
 * @param at     where it stands
 * @param file   the file, relative to the folder of the file that names it
 * @param macros the macros that it carries; empty for an include that shares the macros of the file that names it
 */
record Include(Mark at, Path file, Optional<List<YamlMapping.Entry>> macros) {

    /** The key of the section that names them. */
    static final String SECTION = "include";

    private static final List<String> KEYS = List.of("file", Macros.SECTION);
    private static final String DUE = "a file, or a mapping with 'file' and 'macros'";

    /**
     * Reads a section.
     *
     * @param node     one item or a list of them, macros replaced
     * @param macros   those of the file
     * @param problems takes what is wrong
     * @return the items without faults
     */
    static List<Include> read(YamlNode node, Macros macros, Problems problems) {
        List<YamlNode> items = node instanceof YamlSequence list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            problems.add(node.at(), "'" + SECTION + "' is empty; name at least one file or remove it");
        }
        List<Include> includes = new ArrayList<>();
        items.forEach(item -> item(item, macros, problems).ifPresent(includes::add));
        return includes;
    }

    private static Optional<Include> item(YamlNode item, Macros macros, Problems problems) {
        if (item instanceof YamlScalar scalar && !scalar.isNull()) {
            return path(scalar, problems).map(path -> new Include(item.at(), path, Optional.empty()));
        }
        if (!(item instanceof YamlMapping)) {
            problems.add(item.at(), "'" + SECTION + "' must name " + DUE + ", or a list of such items, not " + item.describe());
            return Optional.empty();
        }
        Optional<Section> section = Section.of(item, item.at(), "'" + SECTION + "'", KEYS, problems);
        section.ifPresent(mapping -> mapping.require("file"));
        return section.flatMap(mapping -> mapping.scalar("file")).flatMap(file -> path(file, problems))
            .map(path -> new Include(item.at(), path, section.get().node(Macros.SECTION).map(macros::entries)));
    }

    private static Optional<Path> path(YamlScalar scalar, Problems problems) {
        if (!scalar.resolved()) {
            return Optional.empty();
        }
        if (scalar.text().isBlank()) {
            problems.add(scalar.at(), "'" + SECTION + "' must name " + DUE + ", not " + scalar.describe());
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(scalar.text()));
        } catch (InvalidPathException e) {
            problems.add(scalar.at(), "'" + SECTION + "' must name a file: " + e.getReason());
            return Optional.empty();
        }
    }
}
