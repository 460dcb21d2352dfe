package org.modelioc.ioc.evaluation;

import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/** Stands behind the PV whose puts ask for an evaluation, whatever the trigger is. */
final class ProcessSwitch implements Setpoint {

    private final InputSet set;

    ProcessSwitch(InputSet set) {
        this.set = set;
    }

    @Override
    public void stored(Pv pv) {
        // the value means nothing
    }

    @Override
    public void process() {
        set.request();
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        return set.requestAndWait();
    }
}
