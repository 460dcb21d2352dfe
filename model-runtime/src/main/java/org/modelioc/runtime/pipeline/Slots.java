package org.modelioc.runtime.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.TensorMapping;

/** The place of each PV in an array of values: one a PV, in the order of first use. */
final class Slots {

    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final List<String> pvs;

    Slots(List<TensorMapping> mappings) {
        for (TensorMapping mapping : mappings) {
            for (String pv : mapping.pvs()) {
                slots.putIfAbsent(pv, slots.size());
            }
        }
        pvs = List.copyOf(slots.keySet());
    }

    int of(String pv) {
        Integer slot = slots.get(pv);
        if (slot == null) {
            throw new IllegalArgumentException("the pipeline does not use the PV '" + pv + "'");
        }
        return slot;
    }

    int[] of(List<String> pvs) {
        return pvs.stream().mapToInt(this::of).toArray();
    }

    List<String> pvs() {
        return pvs;
    }
}
