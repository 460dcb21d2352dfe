package org.modelioc.schema.tensor;

import java.util.Arrays;
import java.util.List;
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
     * Whether it has numbers between the whole ones.
     *
     * @return true for float16, float32 and float64
     */
    public boolean floating() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    /**
     * The name in the YAML.
     *
     * @return for example {@code "float32"}
     */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * All names in the YAML.
     *
     * @return as in {@code "float32, float64 and bool"}
     */
    public static String listed() {
        List<String> names = Arrays.stream(values()).map(ElementType::yaml).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
