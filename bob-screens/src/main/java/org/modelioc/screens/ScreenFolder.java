package org.modelioc.screens;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.modelioc.screens.lint.ScreenLint;

/**
 * A folder of screens. What was generated is made again; a file of the same name that somebody has taken into his own hands is
 * left alone.
 */
public final class ScreenFolder {

    private final Path folder;

    /**
     * A folder, which need not be there yet.
     *
     * @param folder its path
     */
    public ScreenFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What writing did.
     *
     * @param written   files that are new or changed
     * @param unchanged files that were right already
     * @param kept      files that are not ours to change
     * @param removed   generated files that the configuration has no use for any more
     */
    public record Changes(List<String> written, List<String> unchanged, List<String> kept, List<String> removed) {
    }

    /**
     * Brings the folder up to date.
     *
     * @param files text by file name
     * @return what was done
     * @throws IOException if a file cannot be read or written
     */
    public Changes write(SortedMap<String, String> files) throws IOException {
        Changes changes = compare(files);
        Files.createDirectories(folder);
        for (String name : changes.written()) {
            Files.writeString(folder.resolve(name), files.get(name));
        }
        for (String name : changes.removed()) {
            Files.delete(folder.resolve(name));
        }
        return changes;
    }

    /**
     * What writing would do.
     *
     * @param files text by file name
     * @return what would be done
     * @throws IOException if a file cannot be read
     */
    public Changes compare(SortedMap<String, String> files) throws IOException {
        Map<String, String> found = texts();
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        files.forEach((name, text) -> {
            String old = found.get(name);
            (old == null ? changes.written() : old.equals(text) ? changes.unchanged()
                : GeneratedFile.marked(text) && !GeneratedFile.marked(old) ? changes.kept() : changes.written()).add(name);
        });
        found.forEach((name, text) -> {
            if (!files.containsKey(name) && GeneratedFile.marked(text)) {
                changes.removed().add(name);
            }
        });
        return changes;
    }

    /**
     * What would not work of the screens that lie in the folder, our own and others.
     *
     * @return problems as {@code file:line:column: text}, with the path of the folder
     * @throws IOException if a file cannot be read
     */
    public List<String> faults() throws IOException {
        return ScreenLint.faults(texts()).stream().map(text -> folder.resolve(text).toString()).toList();
    }

    /** Text of the files in the folder, by name; the names only of those that are no text. */
    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            texts.put(file.getFileName().toString(), text(file));
        }
        return texts;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        }
    }
}
