package org.modelioc.schema.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;

/** Reads where and how often is saved: the section {@code autosave} of {@code ioc}. */
public final class AutosaveReader {

    /** The key, of the IOC, of an input and of an output. */
    public static final String KEY = "autosave";

    private static final List<String> KEYS =
        List.of("folder", "name", "period", "sequence-files", "sequence-period", "boot-copies");
    private static final String NAME = "[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]{0,99}";
    private static final String YAML_ENDING = "\\.ya?ml$";
    private static final int MOST_SEQUENCE_FILES = 10;
    private static final int MOST_BOOT_COPIES = 1_000;

    private final Path source;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param source   the YAML file, absolute
     * @param problems takes what is wrong
     */
    public AutosaveReader(Path source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The section of the IOC; nothing if there is none, or one with faults. */
    public Optional<AutosaveDefinition> read(Section ioc) {
        Optional<Section> given = ioc.section(KEY, KEYS);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Section section = given.get();
        section.require("folder");
        Optional<Path> folder = Folders.read(section, "folder", "the save files", problems);
        String name = name(section);
        Duration period = section.duration("period", Duration.ofMillis(100), Duration.ofHours(1))
            .orElse(AutosaveDefinition.DEFAULT_PERIOD);
        int sequenceFiles = section.whole("sequence-files", 0, MOST_SEQUENCE_FILES).map(Long::intValue)
            .orElse(AutosaveDefinition.DEFAULT_SEQUENCE_FILES);
        Duration sequencePeriod = section.duration("sequence-period", Duration.ofSeconds(1), Duration.ofHours(24))
            .orElse(AutosaveDefinition.DEFAULT_SEQUENCE_PERIOD);
        int bootCopies = section.whole("boot-copies", 1, MOST_BOOT_COPIES).map(Long::intValue)
            .orElse(AutosaveDefinition.DEFAULT_BOOT_COPIES);
        return folder.map(path ->
            new AutosaveDefinition(path, name, period, sequenceFiles, sequencePeriod, bootCopies));
    }

    private String name(Section section) {
        String stem = source.getFileName().toString().replaceFirst(YAML_ENDING, "");
        Optional<String> name = section.line("name");
        if (name.isPresent() && !name.get().matches(NAME)) {
            problems.add(section.at("name"), "'name' must be a file name of letters, digits, '_', '-' and '.' that does not"
                + " begin with '.', not " + Words.quote(name.get()));
        }
        return name.orElse(stem.isEmpty() ? "ioc" : stem);
    }
}
