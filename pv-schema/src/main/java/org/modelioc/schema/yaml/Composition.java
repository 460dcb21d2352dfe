package org.modelioc.schema.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document, put together from a file, those that it includes, and what its devices make of templates. Macros are replaced,
 * and of the sections for all that ({@link #OWN_KEYS}) none is left.
 *
 * @param root   the document
 * @param files  the files that were read, as problems name them, each after those that it includes
 * @param macros the macros of the file and the command line, for other files that belong to the document; those at fault are
 *               left out
 * @param whole  false if an include or a device is at fault, so that something may be missing that the rest refers to
 */
public record Composition(YamlNode root, List<Path> files, Map<String, String> macros, boolean whole) {

    /** The sections that say how the document is put together. */
    public static final List<String> OWN_KEYS =
        List.of(Macros.SECTION, Include.SECTION, Template.SECTION, DeviceReader.SECTION);

    /** Keeps unmodifiable copies. */
    public Composition {
        files = List.copyOf(files);
        macros = Map.copyOf(macros);
    }

    /**
     * What the document may have.
     *
     * @param keys      all sections, those of {@link Composition#OWN_KEYS} as well, in the order to show them
     * @param single    those that may stand in one file only
     * @param templated those that a template may add to, mappings all of them
     * @param mostBytes size above which a file is refused unread
     */
    public record Layout(List<String> keys, List<String> single, List<String> templated, long mostBytes) {
    }

    /**
     * Reads a file with all that belongs to it.
     *
     * @param file        the file, named in problems as it is here
     * @param commandLine values for macros, stronger than those of the section {@value Macros#SECTION}
     * @param layout      what it may have
     * @param problems    takes what is wrong
     * @return the document, if the file could be read
     */
    public static Optional<Composition> read(Path file, Map<String, String> commandLine, Layout layout, Problems problems) {
        Macros macros = Macros.outermost(file.toString(), commandLine, problems);
        SourceFiles sources = new SourceFiles(layout.mostBytes, problems);
        List<SourceFile> files = sources.read(file, macros);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<Section>> sections =
            files.stream().map(source -> Section.root(replaced(source), layout.keys, problems)).toList();
        if (sections.getLast().isEmpty()) {
            return Optional.empty();
        }
        sources.checkMacros();
        int before = problems.count();
        TemplateReader templates = new TemplateReader(layout.templated, problems);
        for (int i = 0; i < files.size(); i++) {
            Macros in = files.get(i).scope().macros();
            sections.get(i).ifPresent(section -> templates.read(section, in));
        }
        Union union = new Union(layout.single, problems);
        DeviceReader devices = new DeviceReader(templates, problems, added -> added.forEach(union::add));
        for (Optional<Section> section : sections) {
            section.ifPresent(root -> root.entries().stream().filter(entry -> !OWN_KEYS.contains(entry.key().text()))
                .forEach(union::add));
            section.ifPresent(devices::read);
        }
        YamlNode root = union.joined(files.getLast().root().at());
        boolean whole = sources.whole() && problems.count() == before;
        if (sources.whole()) {
            sources.reportUnused(file, macros);
        }
        return Optional.of(new Composition(root, sources.paths(), macros.worked(), whole));
    }

    /** A file with values for macros, but for the sections whose text has other values each time, or none. */
    private static YamlNode replaced(SourceFile file) {
        if (!(file.root() instanceof YamlMapping mapping)) {
            return file.scope().mark(file.root());
        }
        return new YamlMapping(mapping.at(), mapping.entries().stream().map(entry -> switch (entry.key().text()) {
            case Macros.SECTION, Include.SECTION, Template.SECTION -> entry;
            default -> file.scope().replace(entry);
        }).toList());
    }
}
