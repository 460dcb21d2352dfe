package org.modelioc.ioc.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/**
 * Behind a PV whose puts have something done by the thread that changes models. Who waits for the put waits for its end, and
 * is told if it failed.
 */
final class Command implements Setpoint {

    private final ModelPvs.Changes changes;
    private final Action action;
    private volatile Pv put;

    /** What a put has done. */
    @FunctionalInterface
    interface Action {
        /** Does it; throws what the client is told. */
        void of(Pv pv) throws PutRejectedException;
    }

    Command(ModelPvs.Changes changes, Action action) {
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
        return pv == null ? CompletableFuture.completedFuture(null) : changes.submit(() -> {
            try {
                action.of(pv);
            } catch (PutRejectedException e) {
                throw new CompletionException(new PutRejectedException(pv.name() + ": " + e.getMessage()));
            }
        });
    }
}
