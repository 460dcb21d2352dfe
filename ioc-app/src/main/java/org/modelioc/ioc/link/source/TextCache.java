package org.modelioc.ioc.link.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes a text of received bytes, and the same one again as long as the same bytes come. Not thread-safe. */
public final class TextCache {

    private byte[] bytes = {};
    private String text = "";

    /**
     * Reads a text. What is not UTF-8 is taken as Latin-1, which older IOCs use for signs such as ° and µ.
     *
     * @param in     positioned behind the text afterwards
     * @param length bytes of the text
     * @return the text
     */
    public String read(ByteBuffer in, int length) {
        int start = in.position();
        in.position(start + length);
        if (!isSame(in, start, length)) {
            byte[] fresh = new byte[length];
            in.get(start, fresh);
            text = decode(fresh);
            bytes = fresh;
        }
        return text;
    }

    private boolean isSame(ByteBuffer in, int start, int length) {
        boolean same = length == bytes.length;
        for (int i = 0; same && i < length; i++) {
            same = in.get(start + i) == bytes[i];
        }
        return same;
    }

    /**
     * Makes a text of bytes that are UTF-8 or, failing that, Latin-1.
     *
     * @param bytes the bytes
     * @return the text
     */
    public static String decode(byte[] bytes) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
