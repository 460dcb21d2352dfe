package org.modelioc.schema.service;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;

/** Reads the sections {@code access} and {@code put-log} of {@code ioc}. */
public final class AccessReader {

    public static final List<String> KEYS = List.of("file", "asg");
    public static final List<String> LOG_KEYS = List.of("file", "which", "burst", "size", "files");

    private static final List<String> WHICH = List.of("trapped", "all", "changes");

    private final Problems problems;

    /**
     * A reader.
     *
     * @param problems takes what is wrong
     */
    public AccessReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The rules of access.
     *
     * @param section the section {@code access}
     * @param prefix  the prefix of the IOC, for the macro {@code P}
     * @param macros  the macros of the configuration, for the file
     * @return nothing if the section names no file
     */
    public Optional<AccessDefinition> access(Section section, String prefix, Map<String, String> macros) {
        section.require("file");
        Map<String, String> all = new HashMap<>(Map.of("P", prefix));
        all.putAll(macros);
        String group = group(section, problems);
        return file(section, "access file").map(file -> new AccessDefinition(file, all, group));
    }

    /** The access security group that a section names by {@code asg}. */
    public static String group(Section section, Problems problems) {
        return filled(section, "asg", "an access security group", problems).orElse(AccessDefinition.DEFAULT_GROUP);
    }

    /**
     * The log of puts.
     *
     * @param section the section {@code put-log}
     * @param rules   whether there are rules of access
     * @return nothing if the section names no file
     */
    public Optional<PutLogDefinition> putLog(Section section, boolean rules) {
        section.require("file");
        PutLogDefinition.Which which = section.choice("which", WHICH)
            .map(word -> PutLogDefinition.Which.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(rules ? PutLogDefinition.Which.TRAPPED : PutLogDefinition.Which.ALL);
        if (which == PutLogDefinition.Which.TRAPPED && !rules) {
            problems.add(section.at("which"), "'which: trapped' logs what rules with TRAPWRITE allow, and without 'access' there"
                + " are no rules; write 'all' or 'changes'");
        }
        Duration burst = section.duration("burst", Duration.ZERO, Duration.ofHours(1)).orElse(PutLogDefinition.DEFAULT_BURST);
        long size = section.size("size", 1L << 10, 1L << 40).orElse(PutLogDefinition.DEFAULT_SIZE);
        int files = section.whole("files", 1, 1000).map(Long::intValue).orElse(PutLogDefinition.DEFAULT_FILES);
        return file(section, "file of the put log").map(file -> new PutLogDefinition(file, which, burst, size, files));
    }

    private Optional<Path> file(Section section, String what) {
        try {
            return filled(section, "file", "the " + what + ", relative to the folder of this file", problems)
                .map(section.at("file").folder()::resolve);
        } catch (InvalidPathException e) {
            problems.add(section.at("file"), "'file' must be a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private static Optional<String> filled(Section section, String key, String what, Problems problems) {
        Optional<String> text = section.line(key);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(section.at(key), "'" + key + "' must name " + what + ", not " + Words.quote(text.get()));
            return Optional.empty();
        }
        return text;
    }
}
