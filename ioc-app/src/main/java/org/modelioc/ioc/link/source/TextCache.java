package org.modelioc.ioc.link.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        if (length != bytes.length || slice.mismatch(ByteBuffer.wrap(bytes)) >= 0) {
            byte[] fresh = new byte[length];
            slice.get(0, fresh);
            text = decode(fresh);
            bytes = fresh;
        }
        return text;
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

    /** Forgets what it had, so that it keeps no memory for a long text that came once. */
    public void clear() {
        bytes = Arrays.copyOf(bytes, 0);
        text = "";
    }
}
