package org.modelioc.schema.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a file and those that it includes. */
final class SourceFiles {

    /** A file may include another several times, so that a few of them could stand for millions. */
    private static final int MOST_INCLUDES = 10_000;

    private final long mostBytes;
    private final Problems problems;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<Carried> carried = new ArrayList<>();
    /** By real path; empty for one that could not be read, which is reported once. */
    private final Map<Path, Optional<YamlNode>> read = new LinkedHashMap<>();
    /** What each file and those within it, by real path, share with the others of the same macros. */
    private final Map<Macros, Map<Path, Mark>> shared = new HashMap<>();
    private int includes;
    private boolean whole = true;

    /** The macros that an include carries, and what it includes. */
    private record Carried(Macros macros, Mark at, Path file) {
    }

    /**
     * A reader.
     *
     * @param mostBytes size above which a file is refused unread
     * @param problems  takes what is wrong
     */
    SourceFiles(long mostBytes, Problems problems) {
        this.mostBytes = mostBytes;
        this.problems = problems;
    }

    /**
     * Reads a file and all that it includes.
     *
     * @param file   the file
     * @param macros the macros that the command line gives
     * @return the files, each after those that it includes; nothing if the first one cannot be read
     */
    List<SourceFile> read(Path file, Macros macros) {
        Optional<YamlNode> root = YamlDocument.read(file, mostBytes, problems);
        SequencedMap<Path, Path> chain = new LinkedHashMap<>();
        chain.put(real(file), file);
        read.put(real(file), root);
        root.ifPresent(node -> add(file, node, new Scope(macros), chain));
        return files;
    }

    /** The files that were read, by the names that problems give them. */
    List<Path> paths() {
        return files.stream().map(SourceFile::path).distinct().toList();
    }

    private void add(Path file, YamlNode node, Scope scope, SequencedMap<Path, Path> chain) {
        section(node, Macros.SECTION).forEach(section -> scope.macros().define(scope.mark(section)));
        int before = problems.count();
        section(node, Include.SECTION).limit(1)
            .flatMap(section -> Include.read(scope.replace(section), scope.macros(), problems).stream())
            .forEach(include -> include(file, include, scope, chain));
        whole &= problems.count() == before;
        files.add(new SourceFile(file, node, scope));
    }

    private static Stream<YamlNode> section(YamlNode root, String name) {
        return root instanceof YamlMapping mapping ? mapping.entries().stream()
            .filter(entry -> entry.key().text().equals(name)).map(YamlMapping.Entry::value) : Stream.empty();
    }

    /** Whether all that is included is there. */
    boolean whole() {
        return whole;
    }

    private void include(Path from, Include include, Scope scope, SequencedMap<Path, Path> chain) {
        Path file = named(from.resolveSibling(include.file()));
        Path real = real(file);
        if (chain.containsKey(real)) {
            problems.add(include.at(), Words.quote(file.toString()) + " includes itself: " + circle(chain, real) + file);
            return;
        }
        if (includes == MOST_INCLUDES) {
            problems.add(include.at(), "more than " + MOST_INCLUDES + " includes; that many are not allowed");
        }
        if (includes++ >= MOST_INCLUDES || include.macros().isEmpty() && included(from, include, real, scope)) {
            return;
        }
        Optional<YamlNode> node = read.computeIfAbsent(real,
            _ -> YamlDocument.included(file, include.file(), include.at(), mostBytes, problems));
        if (node.isPresent()) {
            SequencedMap<Path, Path> longer = new LinkedHashMap<>(chain);
            longer.put(real, file);
            add(file, node.get(), include.macros().map(given -> carried(include, given, file, scope)).orElse(scope), longer);
        }
    }

    /** Whether these macros have met the file before: what several files include counts once. */
    private boolean included(Path from, Include include, Path real, Scope scope) {
        Mark first = shared.computeIfAbsent(scope.macros(), _ -> new HashMap<>()).putIfAbsent(real, include.at());
        if (first != null && first.file().equals(from.toString())) {
            problems.add(include.at(), Words.quote(include.file().toString()) + " is included a second time; the first is at "
                + first + "; to use it twice, give each its own 'macros'");
        }
        return first != null;
    }

    private Scope carried(Include include, List<YamlMapping.Entry> given, Path file, Scope scope) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : given) {
            if (scope.macros().isName(entry.key())) {
                values.put(entry.key().text(), scope.macros().text(entry).filter(YamlScalar::resolved).map(YamlScalar::text));
            }
        }
        Macros macros = scope.macros().within(Use.include(include.at(), values), values);
        carried.add(new Carried(macros, include.at(), file));
        return new Scope(macros);
    }

    /** Works out the macros of all files, for their faults. */
    void checkMacros() {
        files.stream().map(file -> file.scope().macros()).distinct().forEach(Macros::checkValues);
    }

    /** Reports macros that are given and not used. To be called when all text has been seen. */
    void reportUnused(Path main, Macros macros) {
        macros.reportUnused(Mark.whole(main.toString()), " of the command line (-m)",
            files.size() == 1 ? "this file" : "these files");
        carried.forEach(one -> one.macros.reportUnused(one.at, " of this include", Words.quote(one.file.toString())));
    }

    /** The shortest name of a file that is surely its name: '..' behind a link is not what it seems. */
    private static Path named(Path file) {
        try {
            return Files.isSameFile(file, file.normalize()) ? file.normalize() : file;
        } catch (IOException e) {
            return file;
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static String circle(SequencedMap<Path, Path> chain, Path real) {
        return chain.entrySet().stream().dropWhile(entry -> !entry.getKey().equals(real))
            .map(entry -> entry.getValue() + " → ").collect(Collectors.joining());
    }
}
