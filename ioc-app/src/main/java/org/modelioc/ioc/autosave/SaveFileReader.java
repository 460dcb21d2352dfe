package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Words;

/**
 * Reads save files, our own and those of autosave.
 *
 * <p>The file as a whole is trusted or not: it must end with {@code <END>}, and if it is one of ours, it must have its checksum.
 * In a file that is trusted, a line that makes no sense is remarked and passed over. As autosave does, it takes a line that
 * begins with {@code #} for a comment, one with {@code !} for a message of who wrote the file, and lets an array go over
 * several lines.
 */
final class SaveFileReader {

    private static final long MOST_BYTES = 1L << 30;

    private final Path path;
    private final String text;
    private final List<SaveFile.Value> values = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int at;
    private int line = 1;

    private SaveFileReader(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @param path where it lies
     * @return what is in it
     * @throws IOException            if it cannot be read
     * @throws UntrustedFileException if it is not complete, or damaged
     */
    static SaveFile read(Path path) throws IOException, UntrustedFileException {
        long size = Files.size(path);
        if (size > MOST_BYTES) {
            throw new UntrustedFileException("has " + size + " bytes, more than any save file");
        }
        byte[] bytes = Files.readAllBytes(path);
        // one character a byte: what they mean as text is seen once the escapes are gone
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        requireWhole(text, bytes);
        return new SaveFileReader(path, text).read();
    }

    private static void requireWhole(String text, byte[] bytes) throws UntrustedFileException {
        String whole = text.stripTrailing();
        int last = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1;
        if (!whole.substring(last).equals(SaveFileWriter.END)) {
            throw new UntrustedFileException(text.isEmpty() ? "is empty" : "does not end with " + SaveFileWriter.END
                + ": it is incomplete");
        }
        if (!text.startsWith(SaveFileWriter.OWN) && !text.contains("\n" + SaveFileWriter.OWN)) {
            return;
        }
        int sum = text.lastIndexOf("\n" + SaveFileWriter.CHECKSUM) + 1;
        if (sum == 0 || !text.substring(sum + SaveFileWriter.CHECKSUM.length(), last).strip()
                .equals(SaveFileWriter.checksum(bytes, sum))) {
            throw new UntrustedFileException("does not have its checksum: it is damaged, or was edited (to have an edited file"
                + " restored, delete its lines that begin with '" + SaveFileWriter.OWN.strip() + "')");
        }
    }

    private SaveFile read() {
        while (at < text.length()) {
            int start = line;
            String whole = restOfLine();
            if (whole.equals(SaveFileWriter.END)) {
                break;
            }
            int begin = at;
            int nameEnd = blank(whole);
            String name = whole.substring(0, nameEnd);
            String value = whole.substring(Math.min(nameEnd + 1, whole.length()));
            SavedValue read = value.startsWith(SaveFileWriter.ARRAY)
                ? array(start, begin + nameEnd + 1 + SaveFileWriter.ARRAY.length()) : single(start, name, value);
            endLine();
            if (name.startsWith("!")) {
                remarks.add(place(start) + "whoever wrote the file noted: " + Words.quote(whole.substring(1).strip()));
            } else if (read != null && !name.isEmpty() && !name.startsWith("#")) {
                values.add(new SaveFile.Value(start, plain(name), read));
            }
        }
        return new SaveFile(path, values, remarks);
    }

    // NAME.VAL and NAME.VAL$ (a long string) are the value of NAME; a name of ours has neither a '.' nor a '$'
    private static String plain(String name) {
        String field = name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
        return field.endsWith(".VAL") ? field.substring(0, field.length() - ".VAL".length()) : field;
    }

    private static int blank(String whole) {
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) == ' ' || whole.charAt(i) == '\t') {
                return i;
            }
        }
        return whole.length();
    }

    private SavedValue single(int start, String name, String value) {
        return name.startsWith("#") || name.startsWith("!") ? null
            : text(start, value).map(SavedValue.Single::new).orElse(null);
    }

    private Optional<String> text(int start, String raw) {
        try {
            return Optional.of(Escapes.read(raw));
        } catch (CharacterCodingException e) {
            remarks.add(place(start) + "not restored: the value is no UTF-8 text");
            return Optional.empty();
        }
    }

    /** An array, which may go over several lines; null if it is none. Leaves off behind its end, or where it began. */
    private SavedValue array(int start, int from) {
        int begin = at;
        List<String> elements = new ArrayList<>();
        boolean sound = true;
        at = from;
        boolean open = next() == '{';
        at++;
        while (open) {
            char sign = next();
            at++;
            if (sign == '}') {
                return sound ? new SavedValue.Several(elements) : null;
            }
            open = sign == '"';
            if (open) {
                Optional<String> element = text(start, element());
                sound &= element.isPresent();
                element.ifPresent(elements::add);
            }
        }
        // what follows in the file may be sound
        at = begin;
        line = start;
        remarks.add(place(start) + "not restored: an array is written " + SaveFileWriter.ARRAY + " { \"1\" \"2\" }");
        return null;
    }

    /** What stands up to the closing quote, without line breaks; leaves off behind the quote. */
    private String element() {
        StringBuilder raw = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char sign = text.charAt(at++);
            if (sign == '\\' && at < text.length()) {
                raw.append(sign).append(text.charAt(at++));
            } else if (sign == '\n') {
                line++;
            } else if (sign != '\r') {
                raw.append(sign);
            }
        }
        at++;
        return raw.toString();
    }

    /** Passes blanks and line breaks over; the sign that follows, or a blank at the end of the file. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            if (text.charAt(at++) == '\n') {
                line++;
            }
        }
        return at < text.length() ? text.charAt(at) : ' ';
    }

    /** The line from here on; stays where it is. */
    private String restOfLine() {
        int end = text.indexOf('\n', at);
        String whole = text.substring(at, end < 0 ? text.length() : end);
        return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private void endLine() {
        int end = text.indexOf('\n', Math.min(at, text.length()));
        at = end < 0 ? text.length() : end + 1;
        line++;
    }

    private String place(int number) {
        return path.getFileName() + ":" + number + ": ";
    }
}
