package org.modelioc.ioc.autosave;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The escapes of save files: those of C, as EPICS base writes and reads them ({@code epicsStrPrintEscaped},
 * {@code epicsStrnRawFromEscaped}). Whatever is no printing character of ASCII is written as its UTF-8 bytes, {@code \xc3\xa4},
 * because autosave drops other bytes inside arrays.
 */
final class Escapes {

    private static final HexFormat HEX = HexFormat.of();
    private static final String LETTERS = "abfnrtv";
    private static final String CODES = "\u0007\b\f\n\r\t\u000b";
    private static final int HEX_DIGITS = 2;
    private static final int HEX_RADIX = 16;
    private static final int OCTAL_DIGITS = 3;
    private static final int OCTAL_RADIX = 8;

    private Escapes() {
    }

    /** A value of its own, as it stands behind the name. */
    static void single(String text, StringBuilder out) {
        // a text that begins like an array would be read as one
        int start = text.startsWith(SaveFileWriter.ARRAY) ? 1 : 0;
        if (start > 0) {
            hex('@', out);
        }
        for (byte sign : text.substring(start).getBytes(StandardCharsets.UTF_8)) {
            switch (sign) {
                case '\\', '\'', '"' -> out.append('\\').append((char) sign);
                default -> plain(sign, out);
            }
        }
    }

    /**
     * What stands between the quotes of an element. autosave takes the escapes of elements apart twice, so that a backslash
     * is written by its number, which stands both the one and the other.
     */
    static void element(String text, StringBuilder out) {
        for (byte sign : text.getBytes(StandardCharsets.UTF_8)) {
            switch (sign) {
                case '"' -> out.append("\\\"");
                case '\\' -> hex(sign, out);
                default -> plain(sign, out);
            }
        }
    }

    private static void plain(byte sign, StringBuilder out) {
        int letter = CODES.indexOf(sign);
        if (letter >= 0) {
            out.append('\\').append(LETTERS.charAt(letter));
        } else if (sign >= ' ' && sign < 0x7F) {
            out.append((char) sign);
        } else {
            hex(sign, out);
        }
    }

    private static void hex(int sign, StringBuilder out) {
        out.append("\\x").append(HEX.toHexDigits((byte) sign));
    }

    /**
     * Reads back.
     *
     * @param raw what stands in the file, one character a byte
     * @return the text
     * @throws CharacterCodingException if the bytes are not UTF-8
     */
    static String read(String raw) throws CharacterCodingException {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        int at = 0;
        while (at < raw.length()) {
            char sign = raw.charAt(at++);
            if (sign != '\\' || at == raw.length()) {
                bytes[length++] = (byte) sign;
                continue;
            }
            char kind = raw.charAt(at++);
            int letter = LETTERS.indexOf(kind);
            int digits = kind == 'x' ? digits(raw, at, HEX_RADIX, HEX_DIGITS)
                : digits(raw, at - 1, OCTAL_RADIX, OCTAL_DIGITS);
            if (letter >= 0) {
                bytes[length++] = (byte) CODES.charAt(letter);
            } else if (digits == 0) {
                bytes[length++] = (byte) kind;
            } else if (kind == 'x') {
                bytes[length++] = (byte) Integer.parseInt(raw, at, at + digits, HEX_RADIX);
                at += digits;
            } else {
                bytes[length++] = (byte) Integer.parseInt(raw, at - 1, at - 1 + digits, OCTAL_RADIX);
                at += digits - 1;
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    }

    private static int digits(String raw, int from, int radix, int most) {
        int count = 0;
        while (count < most && from + count < raw.length() && Character.digit(raw.charAt(from + count), radix) >= 0) {
            count++;
        }
        return count;
    }
}
