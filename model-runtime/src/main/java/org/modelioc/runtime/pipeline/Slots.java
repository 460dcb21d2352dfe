package org.modelioc.runtime.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;

/** The place of each PV in an array of values: as many neighbours as it has numbers, the PVs in the order of first use. */
final class Slots {

    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private final List<String> pvs;
    private int size;

    /** A PV's part of the array. */
    private record Range(int offset, int length) {
    }

    Slots(List<TensorMapping> mappings) {
        for (TensorMapping mapping : mappings) {
            for (TensorItem.Pv pv : mapping.sources()) {
                if (!ranges.containsKey(pv.name())) {
                    ranges.put(pv.name(), new Range(size, pv.type().elements()));
                    size = Math.addExact(size, pv.type().elements());
                }
            }
        }
        pvs = List.copyOf(ranges.keySet());
    }

    private Range of(String pv) {
        Range range = ranges.get(pv);
        if (range == null) {
            throw new IllegalArgumentException("the pipeline does not use the PV '" + pv + "'");
        }
        return range;
    }

    /** Where a PV begins. */
    int offset(String pv) {
        return of(pv).offset();
    }

    /** How many numbers a PV has. */
    int length(String pv) {
        return of(pv).length();
    }

    /** How many numbers all PVs have. */
    int size() {
        return size;
    }

    /** The PVs as stages may name them: a PV of one number as a scalar. */
    List<Operand> operands() {
        return ranges.entrySet().stream().map(entry -> entry.getValue().length() == 1 ? Operand.scalar(entry.getKey())
            : Operand.array(entry.getKey(), entry.getValue().length())).toList();
    }

    List<String> pvs() {
        return pvs;
    }
}
