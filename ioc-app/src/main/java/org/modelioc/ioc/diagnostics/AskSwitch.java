package org.modelioc.ioc.diagnostics;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * Stands behind a PV whose puts ask the refreshing thread to do something at its next turn. A client that waits for its put is
 * answered when it is done.
 */
final class AskSwitch implements Setpoint {

    private static final PvType.Scalar BYTE = new PvType.Scalar(ValueType.UBYTE);

    private final AtomicReference<CompletableFuture<Void>> asked = new AtomicReference<>();

    /** The PV. */
    LongPv pv(String name, String description) {
        LongPv pv = new LongPv(name, BYTE, Metadata.builtIn(description, ""), this);
        try {
            pv.put(0L);
        } catch (PutRejectedException e) {
            throw new IllegalStateException(e);
        }
        return pv;
    }

    /** What was asked since the last call, to be completed when it is done; null if nothing. */
    CompletableFuture<Void> taken() {
        return asked.get() == null ? null : asked.getAndSet(null);
    }

    @Override
    public void stored(Pv pv) {
        // the value means nothing
    }

    @Override
    public void process() {
        processAndWait();
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        // those who ask before the next turn are answered together
        return asked.updateAndGet(present -> present == null ? new CompletableFuture<>() : present);
    }
}
