package org.modelioc.runtime.pipeline;

import java.util.List;
import org.modelioc.runtime.stage.PvSource;
import org.modelioc.schema.expression.Operand;

/** The inputs of the evaluation under way, for the stages. */
final class InputValues implements PvSource {

    private final Slots slots;
    private Snapshot snapshot;

    InputValues(Slots slots) {
        this.slots = slots;
        this.snapshot = new Snapshot(slots.size());
    }

    /** Begins an evaluation. */
    void take(Snapshot taken) {
        snapshot = taken;
    }

    long stamp() {
        return snapshot.stamp();
    }

    @Override
    public List<Operand> pvs() {
        return slots.operands();
    }

    @Override
    public int offset(String pv) {
        return slots.offset(pv);
    }

    @Override
    public double[] values() {
        return snapshot.values();
    }
}
