package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The save files of one name in one folder, by the names that autosave gives them.
 *
 * <p>A file is never changed in place. It is written aside, forced to the disk, and renamed, and the rename is forced to the
 * disk too: whenever the process or the machine stops, a name holds either the whole old file or the whole new one. Used by one
 * thread at a time.
 */
final class SaveFolder implements AutoCloseable {

    private static final String SAVE = ".sav";
    private static final String BACKUP = SAVE + "B";
    private static final String ASIDE = ".tmp";
    private static final String BAD = "RBAD_";
    private static final int MOST_SEQUENCE_FILES = 10;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd-HHmmss");
    private static final String DATED = "\\d{6}-\\d{6}(?:-\\d+)?";

    private final Path folder;
    private final String name;
    private final FolderLock lock;

    SaveFolder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        lock = new FolderLock(folder.resolve(name + ".lock"));
    }

    /** The last save. */
    Path save() {
        return folder.resolve(name + SAVE);
    }

    /** The same once more, in a file of its own. */
    Path backup() {
        return folder.resolve(name + BACKUP);
    }

    /** An older state. */
    Path sequence(int number) {
        return folder.resolve(name + SAVE + number);
    }

    /**
     * Makes the folder if there is none.
     *
     * @throws IOException if that is not possible
     */
    void create() throws IOException {
        Files.createDirectories(folder);
    }

    /**
     * Makes sure that nobody else writes these files.
     *
     * @throws FolderLock.TakenException if somebody does
     * @throws IOException               if the folder does not allow to make sure
     */
    void lock() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        lock.acquire();
    }

    /** Whether the folder is still the one that was locked, and has the last save and its backup. */
    boolean intact() {
        return lock.held() && Files.exists(save()) && Files.exists(backup());
    }

    /**
     * The files from which can be restored, the best first: the last save, its backup, older states from the newest to the
     * oldest.
     *
     * @return those that exist
     */
    List<Path> candidates() {
        List<Path> all = new ArrayList<>(List.of(save(), backup()));
        List<Path> sequence = new ArrayList<>();
        for (int i = 0; i < MOST_SEQUENCE_FILES; i++) {
            sequence.add(sequence(i));
        }
        sequence.removeIf(file -> !Files.exists(file));
        sequence.sort(Comparator.comparing(SaveFolder::modified).reversed());
        all.addAll(sequence);
        all.removeIf(file -> !Files.exists(file));
        return all;
    }

    /** The sequence file to write next: one that does not exist, else the oldest. */
    int oldestSequence(int count) {
        int oldest = 0;
        for (int i = 0; i < count; i++) {
            if (!Files.exists(sequence(i))) {
                return i;
            }
            if (modified(sequence(i)).compareTo(modified(sequence(oldest))) < 0) {
                oldest = i;
            }
        }
        return oldest;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /**
     * Replaces a file.
     *
     * @param file    one of this folder
     * @param content all of it
     * @throws IOException if it is not on the disk; the old file is untouched
     */
    void replace(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            force();
        } catch (IOException e) {
            deleteQuietly(aside);
            throw e;
        }
    }

    /** Forces the names in the folder to the disk. */
    private void force() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it does no harm: the next write begins with it anew
        }
    }

    /**
     * Puts a file aside that nothing is restored from, so that the next save does not replace it.
     *
     * @param file the file
     * @param now  the time to name it by
     * @param keep how many such files there may be; the oldest go
     * @return where it is now
     * @throws IOException if it is where it was
     */
    Path putAside(Path file, ZonedDateTime now, int keep) throws IOException {
        String begin = file.getFileName() + "_" + BAD;
        Path aside = free(begin, now);
        // renamed, not copied: that takes no space, and no right to read it
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        force();
        removeOldest(begin, keep);
        return aside;
    }

    /**
     * Keeps the file that was restored, unless the newest such copy has the same values: an IOC that starts again and again does
     * not push out what is of use.
     *
     * @param file the file
     * @param now  the time to name it by
     * @param keep how many such copies there may be; the oldest go
     * @throws IOException if it could not be made
     */
    void copyAtBoot(Path file, ZonedDateTime now, int keep) throws IOException {
        String begin = name + SAVE + "_";
        List<Path> copies = dated(begin);
        if (!copies.isEmpty() && values(copies.getLast()).equals(values(file))) {
            return;
        }
        Path copy = free(begin, now);
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            deleteQuietly(copy);
            // on a full disk a second name takes no space, and the next save does not change what it names
            Files.createLink(copy, file);
        }
        force();
        removeOldest(begin, keep);
    }

    /** A dated name that no file has yet. */
    private Path free(String begin, ZonedDateTime now) {
        String dated = begin + DATE.format(now);
        Path free = folder.resolve(dated);
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = folder.resolve(dated + "-" + i);
        }
        return free;
    }

    private void removeOldest(String begin, int keep) throws IOException {
        List<Path> copies = dated(begin);
        for (Path old : copies.subList(0, Math.max(0, copies.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }

    /** The copies with such names, the oldest first. */
    private List<Path> dated(String begin) throws IOException {
        Pattern names = Pattern.compile(Pattern.quote(begin) + DATED);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> names.matcher(file.getFileName().toString()).matches()).sorted().toList();
        }
    }

    private static List<String> values(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> !line.startsWith("#")).toList();
    }

    @Override
    public void close() {
        lock.close();
    }
}
