package org.modelioc.schema;

import java.util.List;

/**
 * Which PVs make up the row of a tensor.
 *
 * @param tensor name of the tensor in the model
 * @param at     where the file declares it
 * @param pvs    names of the PVs (below the prefix), in the order of the tensor's elements
 */
public record TensorMapping(String tensor, SourcePosition at, List<String> pvs) {

    /** Keeps an unmodifiable copy. */
    public TensorMapping {
        pvs = List.copyOf(pvs);
    }
}
