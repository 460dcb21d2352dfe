package org.modelioc.ioc.link.source;

/** The element type that a source declares for its value. */
public enum SourceType {

    BOOLEAN(1, true), INT8(1, true), INT16(2, true), INT32(4, true), INT64(8, false), UINT8(1, true), UINT16(2, true),
    UINT32(4, true), UINT64(8, false), FLOAT32(4, true), FLOAT64(8, true),
    /** Text. Its bytes are not of a fixed number. */
    STRING(0, false),
    /** Something else: a table, a structure of the source's own. */
    OTHER(0, false);

    private final int bytes;
    private final boolean exact;

    SourceType(int bytes, boolean exact) {
        this.bytes = bytes;
        this.exact = exact;
    }

    /**
     * Size of one element on the wire.
     *
     * @return bytes; 0 where it varies
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether every value of this type is a double as well.
     *
     * @return false for 64-bit integers, of which those beyond 2^53 are rounded, and for what is no number
     */
    public boolean isExactAsDouble() {
        return exact;
    }
}
