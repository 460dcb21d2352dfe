package org.modelioc.ioc.recorder;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where things are in a recording. All numbers are little-endian.
 *
 * <p>The file begins with {@link #MAGIC}, the length of the header (int), the length of the text (int) and the text of
 * {@link Flight}; the header ends at a multiple of 4 096, and leaves room for versions of the model that take over. Slots of
 * equal length follow. A slot is: its number in the recording from 1 on (0: empty; negative: being written), id, stamp, flags,
 * six times, the numbers of the inputs, those of the outputs; eight bytes each.
 */
final class FlightLayout {

    /** {@code MIOCFLT1} as bytes. */
    static final long MAGIC = 0x3154_4C46_434F_494DL;
    /** Where the length of the header is. */
    static final long HEADER_LENGTH = 8;
    /** Where the length of the text is. */
    static final long TEXT_LENGTH = 12;
    /** Where the text begins. */
    static final long TEXT = 16;
    /** What the header's length is a multiple of. */
    static final int PAGE = 4_096;
    /** What the header has beyond its text, for some hundred versions of a model. */
    static final int ROOM = 1 << 16;
    /** Longest header that is believed. */
    static final int MOST_HEADER = 64 << 20;

    static final int SEQUENCE = 0;
    static final int ID = 8;
    static final int STAMP = 16;
    static final int FLAGS = 24;
    static final int TIMES = 32;
    static final int NUMBERS = TIMES + 6 * 8;

    /** Flag: the evaluation failed. */
    static final long FAILED = 1;
    /** Flag: the times between request and commit were measured. */
    static final long STAGES = 2;
    /** Where in the flags the number of the model's version is, as a place in {@link Flight#models}. */
    static final int VERSION_SHIFT = 32;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** A long, with the orders of memory that a writer and a copier need. */
    static final VarHandle SEQUENCE_HANDLE = LONG.varHandle();

    private FlightLayout() {
    }

    /** Length of a header whose text has so many bytes at first. */
    static long header(int text) {
        return (TEXT + text + ROOM + PAGE - 1) / PAGE * PAGE;
    }

    /** Bytes of one slot. */
    static long slot(Flight flight) {
        return NUMBERS + 8L * (flight.inputSize() + flight.outputSize());
    }
}
