package org.modelioc.runtime.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * A folder in which every folder is a version of a model. It is looked at again and again, for that works on every file system.
 *
 * <p>A version comes best under its name by a rename, which is one step. But one that is copied there is not taken for whole
 * either: it counts when it has a card, when all files of the card are there, and when nothing in it has changed from one look
 * to the next. Names that begin with a dot or end with {@code .tmp} are never looked at. One thread at a time.
 */
public final class WatchedFolder {

    private final Path folder;
    /** What each folder held at the last look, and what it held when it was given out. */
    private final Map<Path, String> seen = new HashMap<>();
    private final Map<Path, String> given = new HashMap<>();

    /**
     * A version.
     *
     * @param place its folder
     * @param text  its version as the card says; empty if the card cannot be read
     */
    private record Version(Path place, String text) {
    }

    /**
     * Watches a folder.
     *
     * @param folder the folder
     */
    public WatchedFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * All versions that are there at the start. They will not be given out as new ones, unless they change.
     *
     * @return their folders, the newest version first
     */
    public List<Path> all() {
        List<Path> whole = new ArrayList<>();
        for (Path place : folders()) {
            if (whole(place)) {
                whole.add(place);
                given.put(place, contents(place));
            }
        }
        return sorted(whole).reversed();
    }

    /**
     * Versions that are new, or have changed, and are whole.
     *
     * @return their folders, the newest version last
     */
    public List<Path> look() {
        List<Path> found = new ArrayList<>();
        Map<Path, String> now = new HashMap<>();
        for (Path place : folders()) {
            String contents = contents(place);
            now.put(place, contents);
            boolean still = contents.equals(seen.get(place));
            if (still && !contents.equals(given.get(place)) && whole(place)) {
                given.put(place, contents);
                found.add(place);
            }
        }
        seen.clear();
        seen.putAll(now);
        given.keySet().retainAll(now.keySet());
        return sorted(found);
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && !name.endsWith(".tmp") && Files.isDirectory(entry)) {
                    folders.add(entry);
                }
            }
        } catch (IOException e) {
            // away for now, as a network folder may be: the model that runs stays
            return List.of();
        }
        return folders;
    }

    private static String contents(Path place) {
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            for (Path entry : entries) {
                BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                files.put(entry.getFileName().toString(), attributes.size() + "@" + attributes.lastModifiedTime().toMillis());
            }
        } catch (IOException e) {
            // it changes just now
            return "";
        }
        return files.toString();
    }

    /** A card at fault is told by whoever loads it; here it only must not be half a card, and its files must be there. */
    private static boolean whole(Path place) {
        if (!Files.isReadable(place.resolve(ModelFiles.CARD))) {
            return false;
        }
        try {
            ModelCard card = ModelCardReader.read(place.resolve(ModelFiles.CARD));
            return card.files().stream().allMatch(file -> Files.exists(file.path()));
        } catch (InvalidConfigurationException e) {
            // golden rows in a file of their own may be still to come
            return e.problems().stream().allMatch(problem -> Files.exists(Path.of(problem.at().file())));
        }
    }

    private static Optional<ModelCard> card(Path place) {
        try {
            return Optional.of(ModelCardReader.read(place.resolve(ModelFiles.CARD)));
        } catch (InvalidConfigurationException e) {
            return Optional.empty();
        }
    }

    private static List<Path> sorted(List<Path> places) {
        return places.stream().map(place -> new Version(place, card(place).map(ModelCard::version).orElse("")))
            .sorted(Comparator.comparing(Version::text, WatchedFolder::compare).thenComparing(Version::place))
            .map(Version::place).toList();
    }

    /** Parts that are numbers as numbers, others as text: 1.9.0 is before 1.10.0. */
    static int compare(String one, String other) {
        String[] a = one.split("[.+-]");
        String[] b = other.split("[.+-]");
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            boolean numbers = a[i].matches("[0-9]{1,9}") && b[i].matches("[0-9]{1,9}");
            int order = numbers ? Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i])) : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
