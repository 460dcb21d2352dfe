package org.modelioc.ioc.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recordings of one pipeline in their folder: {@code NAME.flight} grows; {@code NAME-DATE.flight} are those of earlier
 * runs, of which the oldest are deleted; {@code NAME-kept-DATE.flight} were kept by somebody and are never deleted.
 */
final class FlightFolder {

    private static final String ENDING = ".flight";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path folder;
    private final String name;

    /** A folder, and the name of the pipeline with the prefix of its IOC. */
    FlightFolder(Path folder, String pipeline) {
        this.folder = folder;
        name = pipeline.replaceAll("[^A-Za-z0-9_.\\-]", "_");
    }

    /**
     * Begins a recording. What an earlier run recorded, perhaps one that was killed, is put aside first.
     *
     * @param flight what it says of itself
     * @param files  how many of earlier runs are kept
     * @return the recording
     * @throws IOException with a sentence, if it cannot be, or another IOC records here
     */
    Recording begin(Flight flight, int files) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ENDING);
        if (Files.exists(file)) {
            requireUnused(file);
            Files.move(file, dated(""));
        }
        forget(files);
        return Recording.create(flight, file);
    }

    // the lock lives as long as the process that records
    private static void requireUnused(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(file);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(file);
        }
    }

    private static IOException inUse(Path file) {
        return new IOException("another IOC records in " + file + "; give each a folder of its own");
    }

    private void forget(int files) throws IOException {
        Pattern earlier = Pattern.compile(Pattern.quote(name) + "-\\d{8}-\\d{6}(-\\d+)?" + Pattern.quote(ENDING));
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            // without the ending, so that a second one of the same second comes after the first
            found = all.filter(path -> earlier.matcher(path.getFileName().toString()).matches())
                .sorted(Comparator.comparing(path -> path.toString().substring(0, path.toString().length() - ENDING.length())))
                .toList();
        }
        for (Path old : found.subList(0, Math.max(0, found.size() - files))) {
            Files.deleteIfExists(old);
        }
    }

    /**
     * Copies a recording to a file that is never deleted.
     *
     * @param recording the recording
     * @return the file
     * @throws IOException if it cannot be written
     */
    Path keep(Recording recording) throws IOException {
        Path file = dated("kept-");
        recording.copy(file);
        return file;
    }

    private Path dated(String word) {
        String stem = name + '-' + word + DATE.format(LocalDateTime.now());
        Path file = folder.resolve(stem + ENDING);
        for (int more = 2; Files.exists(file); more++) {
            file = folder.resolve(stem + '-' + more + ENDING);
        }
        return file;
    }
}
