package org.modelioc.schema.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a file of UTF-8 text, with a sentence for each way in which that fails. */
final class TextFile {

    private static final int MOST_NAMES = 10_000;

    private final Path file;
    private final Path written;
    private final Mark at;
    private final String what;
    private final Problems problems;

    private TextFile(Path file, Path written, Mark at, String what, Problems problems) {
        this.file = file;
        this.written = written;
        this.at = at;
        this.what = what;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param file      the file
     * @param mostBytes size above which it is refused unread
     * @param problems  takes the reason if it cannot be read
     * @return the text without a byte order mark, if it could be read
     */
    static Optional<String> read(Path file, long mostBytes, Problems problems) {
        return new TextFile(file, file, Mark.whole(file.toString()), "", problems).read(mostBytes);
    }

    /**
     * Reads a file that another one names.
     *
     * @param file      the file
     * @param written   the file as the other one names it
     * @param at        where it does so; reasons for which it cannot be read are shown there
     * @param mostBytes size above which it is refused unread
     * @param problems  takes the reason if it cannot be read
     * @return the text without a byte order mark, if it could be read
     */
    static Optional<String> included(Path file, Path written, Mark at, long mostBytes, Problems problems) {
        return new TextFile(file, written, at, "cannot include " + Words.quote(written.toString()) + ": ", problems)
            .read(mostBytes);
    }

    private Optional<String> read(long mostBytes) {
        if (Files.isDirectory(file)) {
            return fail("is a directory, not a YAML file" + names(file).filter(TextFile::isYaml).sorted().findFirst()
                .map(name -> "; did you mean " + Words.quote(written.resolve(name).toString()) + "?").orElse(""));
        }
        if (Files.notExists(file)) {
            return fail(missing());
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return fail("is a device or a pipe, not a file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE - 8));
        } catch (AccessDeniedException e) {
            return fail("may not be read by this user; grant read permission");
        } catch (IOException e) {
            return fail("cannot be read: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        if (bytes.length > mostBytes) {
            return fail("is larger than the " + Quantities.bytes(mostBytes) + " that are allowed for such a file");
        }
        return decode(bytes);
    }

    private String missing() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return "no such file: there is no folder " + Words.quote(folder.toString());
        }
        String name = String.valueOf(file.getFileName());
        List<String> present = folder == null ? List.of()
            : names(folder).filter(other -> !folder.resolve(other).equals(Path.of(at.file()).toAbsolutePath())).sorted().toList();
        return "no such file" + Suggestions.closest(name, present)
            .map(close -> "; did you mean " + Words.quote(written.resolveSibling(close).toString()) + "?").orElse("");
    }

    /** The names in a folder; none if it cannot be listed, since they only serve a suggestion. */
    private static Stream<String> names(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.limit(MOST_NAMES).map(path -> path.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private Optional<String> decode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
            || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            return fail("is UTF-16 text; save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.add(LineCounter.end(file.toString(), text), "not UTF-8: the byte 0x"
                + String.format("%02X", bytes[in.position()]) + " cannot stand here; save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Optional<String> fail(String text) {
        problems.add(at, what + text);
        return Optional.empty();
    }
}
