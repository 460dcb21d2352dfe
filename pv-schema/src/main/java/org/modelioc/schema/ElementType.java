package org.modelioc.schema;

import java.util.Locale;

/** Type of one element of a tensor. */
public enum ElementType {
    FLOAT32(4), FLOAT64(8), FLOAT16(2), INT8(1), INT16(2), INT32(4), INT64(8), UINT8(1), BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * Size of one element.
     *
     * @return bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * The name in the YAML.
     *
     * @return for example {@code "float32"}
     */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }
}
