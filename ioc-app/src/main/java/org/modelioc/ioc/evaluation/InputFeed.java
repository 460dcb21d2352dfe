package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/**
 * Carries the puts to one input PV into every pipeline that it feeds or triggers, which may be none. Complete before the first
 * put, constant afterwards.
 */
class InputFeed implements Setpoint {

    /** The place of an input in a pipeline. */
    record Slot(InputSet set, int index) {
    }

    private final List<Slot> slots = new ArrayList<>(1);
    private final List<InputSet> triggered = new ArrayList<>(0);

    final void feeds(InputSet set, int index) {
        slots.add(new Slot(set, index));
    }

    final void triggers(InputSet set) {
        triggered.add(set);
    }

    /** The places that it feeds. */
    final List<Slot> slots() {
        return slots;
    }

    /** Whether what a client puts goes into a pipeline. */
    boolean takesPuts(InputSet set) {
        return true;
    }

    @Override
    public void stored(Pv pv) {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (takesPuts(slot.set)) {
                slot.set.store(slot.index, (ModelValue) pv, pv.stamp(), pv.alarm());
            }
        }
    }

    @Override
    public void process() {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (takesPuts(slot.set)) {
                slot.set.changed(slot.index);
            }
        }
        pull();
    }

    /** Asks the pipelines that this PV is the trigger of. */
    final void pull() {
        for (int i = 0; i < triggered.size(); i++) {
            triggered.get(i).request();
        }
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        return CompletableFuture.allOf(Stream.concat(
            slots.stream().filter(slot -> takesPuts(slot.set)).map(slot -> slot.set.changedAndWait(slot.index)),
            triggered.stream().map(InputSet::requestAndWait)).toArray(CompletableFuture[]::new));
    }
}
