package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The right of one process to write the save files of one name: a lock of the operating system, which ends with the process
 * however it ends. Used by one thread at a time.
 */
final class FolderLock implements AutoCloseable {

    private final Path file;
    private FileChannel channel;
    private Object key;

    /** Another process has it; the message is a sentence. */
    static final class TakenException extends IOException {
        TakenException(String message) {
            super(message);
        }
    }

    FolderLock(Path file) {
        this.file = file;
    }

    /**
     * Takes the lock, unless it is held already. A lock whose file is no longer there is worth nothing, because another process
     * would make the file anew: it is taken again.
     *
     * @throws TakenException if another process holds it
     * @throws IOException    if the folder does not allow it
     */
    void acquire() throws IOException {
        if (held()) {
            return;
        }
        close();
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        try {
            if (!lock(opened)) {
                String owner = owner(opened);
                throw new TakenException("another IOC" + (owner.isEmpty() ? "" : " (" + owner + ")") + " has locked " + file);
            }
            write(opened);
            key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            channel = opened;
        } finally {
            if (channel != opened) {
                opened.close();
            }
        }
    }

    /** Whether the lock is held, and still means something. */
    boolean held() {
        try {
            return channel != null && Objects.equals(key, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean lock(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another IOC of this process
            return false;
        }
    }

    private static String owner(FileChannel opened) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        opened.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    // for people: who is told that it is taken wants to know by whom
    private static void write(FileChannel opened) throws IOException {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
        String owner = "process " + ProcessHandle.current().pid() + (host.isEmpty() ? "" : " on " + host) + '\n';
        opened.truncate(0);
        opened.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // the lock is gone with the descriptor either way
        } finally {
            channel = null;
        }
    }
}
