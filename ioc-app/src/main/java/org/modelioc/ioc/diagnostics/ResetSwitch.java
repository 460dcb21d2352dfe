package org.modelioc.ioc.diagnostics;

import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.PvType;
import org.modelioc.schema.ValueType;

/** Stands behind a PV whose puts ask the refreshing thread to do something at its next turn. */
final class ResetSwitch implements Setpoint {

    private static final PvType.Scalar BYTE = new PvType.Scalar(ValueType.UBYTE);

    private volatile boolean asked;

    /** The PV. */
    LongPv pv(String name, String description) {
        LongPv pv = new LongPv(name, BYTE, Metadata.builtIn(description, ""), this);
        try {
            pv.put(0L);
        } catch (PutRejectedException e) {
            throw new IllegalStateException(e);
        }
        asked = false;
        return pv;
    }

    /** Whether a put came since the last call. */
    boolean taken() {
        if (!asked) {
            return false;
        }
        asked = false;
        return true;
    }

    @Override
    public void stored(Pv pv) {
        asked = true;
    }

    @Override
    public void process() {
        // done at the next turn
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        return CompletableFuture.completedFuture(null);
    }
}
