package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The set of changed fields that comes with an update; used again for the next one. */
final class ChangedFields {

    private long[] words = new long[1];
    private int used;

    /**
     * Reads a set: its size in bytes, then words of 64 bits in the byte order of the message, then single bytes. That is how
     * epics-pvdata writes it, and PVXS reads it (pvxs, {@code src/bitmask.cpp}).
     */
    void read(ByteBuffer in) {
        int bytes = Wire.count(in, 1);
        used = (bytes + Long.BYTES - 1) / Long.BYTES;
        if (used > words.length) {
            words = new long[used];
        }
        int whole = bytes / Long.BYTES;
        for (int i = 0; i < whole; i++) {
            words[i] = in.getLong();
        }
        if (used > whole) {
            long last = 0;
            for (int i = 0; i < bytes % Long.BYTES; i++) {
                last |= (in.get() & 0xFFL) << 8 * i;
            }
            words[whole] = last;
        }
    }

    /** Passes over a set. */
    static void skip(ByteBuffer in) {
        Wire.skip(in, Wire.count(in, 1));
    }

    boolean has(int bit) {
        int word = bit >> 6;
        return word < used && (words[word] >>> bit & 1) != 0;
    }

    /** Whether one of the bits from {@code from} to before {@code to} is set. */
    boolean hasAny(int from, int to) {
        for (int bit = from; bit < to;) {
            int word = bit >> 6;
            if (word >= used) {
                return false;
            }
            long rest = words[word] >>> bit;
            if (rest != 0) {
                return bit + Long.numberOfTrailingZeros(rest) < to;
            }
            bit = (word + 1) << 6;
        }
        return false;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(words, used));
    }
}
