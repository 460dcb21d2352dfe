package org.modelioc.schema.service;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;

/** Reads where evaluations are recorded: the section {@code flight-recorder} of {@code ioc}. */
public final class FlightRecorderReader {

    /** The key. */
    public static final String KEY = "flight-recorder";

    private static final List<String> KEYS = List.of("folder", "evaluations", "files");

    private final Problems problems;

    /**
     * A reader.
     *
     * @param problems takes what is wrong
     */
    public FlightRecorderReader(Problems problems) {
        this.problems = problems;
    }

    /** The section; nothing if there is none, or one with faults. */
    public Optional<FlightRecorderDefinition> read(Section ioc) {
        Optional<Section> given = ioc.section(KEY, KEYS);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Section section = given.get();
        section.require("folder");
        int evaluations = section.whole("evaluations", 1, FlightRecorderDefinition.MOST_EVALUATIONS).map(Long::intValue)
            .orElse(FlightRecorderDefinition.DEFAULT_EVALUATIONS);
        int files = section.whole("files", 0, FlightRecorderDefinition.MOST_FILES).map(Long::intValue)
            .orElse(FlightRecorderDefinition.DEFAULT_FILES);
        return Folders.read(section, "folder", "the recordings", problems)
            .map(folder -> new FlightRecorderDefinition(folder, evaluations, files));
    }
}
