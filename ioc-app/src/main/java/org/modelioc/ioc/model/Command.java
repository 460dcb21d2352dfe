package org.modelioc.ioc.model;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/** Behind a PV whose puts have something done by the thread that changes models. Who waits for the put waits for its end. */
final class Command implements Setpoint {

    private final ModelPvs.Changes changes;
    private final Consumer<Pv> action;
    private volatile Pv put;

    Command(ModelPvs.Changes changes, Consumer<Pv> action) {
        this.changes = changes;
        this.action = action;
    }

    @Override
    public void stored(Pv pv) {
        put = pv;
    }

    @Override
    public void process() {
        processAndWait();
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        Pv pv = put;
        return pv == null ? CompletableFuture.completedFuture(null) : changes.submit(() -> action.accept(pv));
    }
}
