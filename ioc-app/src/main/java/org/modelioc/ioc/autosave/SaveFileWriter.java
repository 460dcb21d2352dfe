package org.modelioc.ioc.autosave;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The text of a save file, as autosave R5 writes it: a header, {@code NAME VALUE} lines, {@code <END>}.
 *
 * <p>Two comments are our own: when the file was written to the millisecond, and a checksum of all that stands above it, which
 * tells a damaged file from a good one where {@code <END>} alone would not. autosave passes comments over.
 */
final class SaveFileWriter {

    /** What stands before the elements of an array. */
    static final String ARRAY = "@array@";
    /** The last line. */
    static final String END = "<END>";
    /** How our own comments begin. */
    static final String OWN = "# model-ioc: ";
    /** How the comment with the checksum begins. */
    static final String CHECKSUM = OWN + "crc32c ";

    /** autosave takes a file for trusted only if it has a version from 1.8 on. */
    private static final String HEADER = "# autosave R5.3\tAutomatically generated - DO NOT MODIFY - ";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd-HHmmss");

    private SaveFileWriter() {
    }

    /**
     * The lines that carry values.
     *
     * @param values by name, in order
     * @return the same text for the same values
     */
    static String body(Map<String, SavedValue> values) {
        StringBuilder body = new StringBuilder(values.size() * 32);
        values.forEach((name, value) -> {
            body.append(name).append(' ');
            switch (value) {
                case SavedValue.Single single -> Escapes.single(single.text(), body);
                case SavedValue.Several several -> {
                    body.append(ARRAY).append(" { ");
                    for (String element : several.texts()) {
                        body.append('"');
                        Escapes.element(element, body);
                        body.append("\" ");
                    }
                    body.append('}');
                }
            }
            body.append('\n');
        });
        return body.toString();
    }

    /**
     * A whole file.
     *
     * @param body  its lines
     * @param count how many values they are
     * @param now   the time to write into it
     * @return its bytes, all ASCII
     */
    static byte[] file(String body, int count, ZonedDateTime now) {
        String text = HEADER + DATE.format(now) + '\n' + OWN + count + " values, "
            + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now) + '\n' + body;
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return (text + CHECKSUM + checksum(bytes, bytes.length) + '\n' + END + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    /** The checksum of the first bytes of a file. */
    static String checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
