package org.modelioc.ioc.link.source;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.modelioc.ioc.link.source.LinkedValue.Kind;

/** Reads numbers of any type as doubles, in the byte order of the buffer. */
public final class NumberReader {

    private static final double UNSIGNED_INT = 4_294_967_296.0;

    private NumberReader() {
    }

    /**
     * One whole number of up to 64 bits.
     *
     * @param in   positioned behind it afterwards
     * @param type its type, a whole number
     * @return the number; the bits of an unsigned one of 64
     */
    public static long whole(ByteBuffer in, SourceType type) {
        return switch (type) {
            case INT8 -> in.get();
            case UINT8 -> in.get() & 0xFF;
            case INT16 -> in.getShort();
            case UINT16 -> in.getShort() & 0xFFFF;
            case INT32 -> in.getInt();
            case UINT32 -> in.getInt() & 0xFFFF_FFFFL;
            case INT64, UINT64 -> in.getLong();
            default -> throw new IllegalArgumentException(type + " is no whole number");
        };
    }

    /**
     * Reads numbers into a value.
     *
     * @param in    positioned behind them afterwards
     * @param kind  what they are
     * @param type  their type, a number
     * @param count how many
     * @param value takes them
     */
    public static void read(ByteBuffer in, Kind kind, SourceType type, int count, ValueBuffer value) {
        if (in.remaining() < (long) count * type.bytes()) {
            throw new BufferUnderflowException();
        }
        double[] to = value.begin(kind, type, count);
        switch (type) {
            case BOOLEAN -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.get() == 0 ? 0 : 1;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.get();
                }
            }
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.get() & 0xFF;
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.getShort();
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.getShort() & 0xFFFF;
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.getInt();
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++) {
                    int bits = in.getInt();
                    to[i] = bits < 0 ? bits + UNSIGNED_INT : bits;
                }
            }
            case INT64, UINT64 -> {
                for (int i = 0; i < count; i++) {
                    value.integer(i, in.getLong(), type == SourceType.UINT64);
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.getFloat();
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = in.getDouble();
                }
            }
            case STRING, OTHER -> throw new IllegalArgumentException(type + " is no number");
            default -> throw new IllegalArgumentException("a type without a rule: " + type);
        }
    }
}
