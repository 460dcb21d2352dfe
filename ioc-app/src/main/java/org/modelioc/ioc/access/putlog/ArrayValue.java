package org.modelioc.ioc.access.putlog;

import java.util.List;

/**
 * An array as the put log keeps it: what of it is written, and enough to tell whether it is another one.
 *
 * @param first its first elements, at most {@value #MOST_ELEMENTS}: numbers, booleans or texts
 * @param size  how many it has
 * @param hash  of all its elements
 */
public record ArrayValue(List<Object> first, int size, int hash) {

    /** Elements that are kept and written. */
    public static final int MOST_ELEMENTS = 50;

    /** Keeps an unmodifiable copy. */
    public ArrayValue {
        first = List.copyOf(first);
    }
}
