package org.modelioc.ioc.access.acf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/** Reads access files. */
public final class AcfReader {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_NAMES = 10_000;

    private AcfReader() {
    }

    /**
     * Reads and checks a file.
     *
     * @param file   the file, at most 1 MiB
     * @param macros values for {@code $(NAME)} in it
     * @return what it says
     * @throws InvalidConfigurationException with all that is wrong, if anything is
     */
    public static AcfFile read(Path file, Map<String, String> macros) throws InvalidConfigurationException {
        Problems problems = new Problems();
        Optional<AcfFile> acf = bytes(file, problems).map(bytes -> parse(file.toString(), decode(bytes), macros, problems));
        if (!problems.isEmpty()) {
            throw InvalidConfigurationException.of(problems);
        }
        return acf.orElseThrow();
    }

    /** Reads a text; what it returns is of no use if there are problems. */
    static AcfFile parse(String file, String raw, Map<String, String> macros, Problems problems) {
        AcfText text = new AcfText(file, raw, macros, problems);
        return new AcfParser(text, AcfLexer.tokens(text, problems), problems).parse(file);
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) {
        Mark whole = Mark.whole(file.toString());
        if (Files.isDirectory(file)) {
            problems.add(whole, "is a directory, not an access file");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES) {
                return Optional.of(bytes);
            }
            problems.add(whole, "is larger than the 1 MiB that are allowed for an access file");
        } catch (NoSuchFileException e) {
            problems.add(whole, "no such file" + Suggestions.closest(String.valueOf(file.getFileName()), neighbours(file))
                .map(close -> "; did you mean " + Words.quote(file.resolveSibling(close).toString()) + "?").orElse(""));
        } catch (AccessDeniedException e) {
            problems.add(whole, "may not be read by this user; grant read permission");
        } catch (IOException e) {
            problems.add(whole, "cannot be read: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        return Optional.empty();
    }

    /** For a suggestion only: none if the folder cannot be listed. */
    private static List<String> neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> list = Files.list(folder)) {
            return list.limit(MOST_NAMES).map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    // EPICS base takes bytes as they come, so a comment in Latin-1 is no reason to refuse a file
    private static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
