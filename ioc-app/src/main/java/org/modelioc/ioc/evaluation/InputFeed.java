package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/**
 * Carries the puts to one input PV into every pipeline that it feeds, which may be none. Complete before the first put, constant
 * afterwards.
 */
final class InputFeed implements Setpoint {

    private record Slot(InputSet set, int index) {
    }

    private final List<Slot> slots = new ArrayList<>(1);

    void feeds(InputSet set, int index) {
        slots.add(new Slot(set, index));
    }

    @Override
    public void stored(Pv pv) {
        if (slots.isEmpty()) {
            return;
        }
        ModelValue input = (ModelValue) pv;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            slot.set.store(slot.index, input, pv.stamp(), pv.alarm());
        }
    }

    @Override
    public void process() {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).set.request();
        }
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        return CompletableFuture.allOf(slots.stream().map(slot -> slot.set.requestAndWait()).toArray(CompletableFuture[]::new));
    }
}
