package org.modelioc.schema.stage;

import java.util.Collections;
import java.util.List;

/**
 * A part of the last axis of a tensor.
 *
 * @param indices  the elements, each once, from 0, or -1 for one that is known by its feature only; empty for all
 * @param byName   whether the file names one of them, so that the last axis must still be that of the PVs
 * @param features for each element its feature on the model's card, empty if the index is known
 */
public record Elements(List<Integer> indices, boolean byName, List<String> features) {

    /** The whole axis. */
    public static final Elements ALL = new Elements(List.of(), false);

    /** Keeps unmodifiable copies. */
    public Elements {
        indices = List.copyOf(indices);
        features = List.copyOf(features);
    }

    /**
     * Elements with known places.
     *
     * @param indices the elements, each once, from 0; empty for all
     * @param byName  whether the file names one of them by its PV, so that the last axis must still be that of the PVs
     */
    public Elements(List<Integer> indices, boolean byName) {
        this(indices, byName, Collections.nCopies(indices.size(), ""));
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
