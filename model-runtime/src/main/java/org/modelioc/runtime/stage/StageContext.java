package org.modelioc.runtime.stage;

import java.util.List;
import java.util.Optional;

/**
 * What stages may need besides the shape of their numbers.
 *
 * @param card what the model's card tells of the tensor
 * @param pvs  the PVs that they may read, each in one of the sources
 */
public record StageContext(Optional<Features> card, List<PvSource> pvs) {

    /** No card and no PVs. */
    public static final StageContext NONE = new StageContext(Optional.empty(), List.of());

    /** Keeps an unmodifiable copy. */
    public StageContext {
        pvs = List.copyOf(pvs);
    }
}
