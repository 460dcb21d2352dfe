package org.modelioc.schema.stage;

import java.util.List;

/**
 * A part of the last axis of a tensor.
 *
 * @param indices the elements, each once, from 0; empty for all
 * @param byName  whether the file names one of them by its PV, so that the last axis must still be that of the PVs
 */
public record Elements(List<Integer> indices, boolean byName) {

    /** The whole axis. */
    public static final Elements ALL = new Elements(List.of(), false);

    /** Keeps an unmodifiable copy. */
    public Elements {
        indices = List.copyOf(indices);
    }

    /**
     * Whether it is the whole axis.
     *
     * @return true if nothing is left out
     */
    public boolean all() {
        return indices.isEmpty();
    }
}
