package org.modelioc.ioc.access.putlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that grows to a size, then becomes {@code FILE.1}, which becomes {@code FILE.2} and so on.
 *
 * <p>Not a logging library's, because those drop lines while a disk is full without saying how many, and wait for minutes
 * before they look again. Here each line is written or an exception, and the next one tries anew. Belongs to one thread.
 */
final class RotatingFile implements AutoCloseable {

    private final Path file;
    private final long mostBytes;
    private final int files;
    private FileChannel channel;
    private long size;

    /**
     * A file that is opened with its first line.
     *
     * @param file      the file; lines are added to what it has
     * @param mostBytes size that none of the files exceeds, unless a single line does
     * @param files     how many there are, the one that grows included
     */
    RotatingFile(Path file, long mostBytes, int files) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.files = files;
    }

    /** Opens the file, so that one that cannot be written shows before the first line. */
    void open() throws IOException {
        if (channel != null) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        size = channel.size();
        if (size > 0 && !endsWithLine()) {
            // a disk that was full cut the last line off
            write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private boolean endsWithLine() throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return in.read(last, size - 1) < 1 || last.get(0) == '\n';
        }
    }

    /** Adds a line; if that fails nothing can be said about it, and the file is opened anew for the next. */
    void write(String line) throws IOException {
        try {
            open();
            byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
            if (size > 0 && size + bytes.length > mostBytes) {
                rotate();
            }
            write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    private void rotate() throws IOException {
        close();
        for (int i = files - 1; i > 0; i--) {
            Path from = i == 1 ? file : numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (files == 1) {
            Files.deleteIfExists(file);
        }
        open();
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // what it has written it has written
            }
            channel = null;
        }
    }
}
