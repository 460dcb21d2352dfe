package org.modelioc.ioc.access;

import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/** Behind a PV that has the access file read again when 1 is put to it; it goes back to 0 by itself, as in EPICS base. */
final class ReloadCommand implements Setpoint {

    /** Reads the file; done when that has ended, well or not. */
    @FunctionalInterface
    interface Reload {
        CompletableFuture<Void> run();
    }

    private final Reload reload;
    private volatile LongPv pv;

    ReloadCommand(Reload reload) {
        this.reload = reload;
    }

    @Override
    public void stored(Pv stored) {
        pv = (LongPv) stored;
    }

    @Override
    public void process() {
        processAndWait();
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        LongPv command = pv;
        if (command == null || command.value() == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return reload.run().thenRun(() -> command.set(0));
    }
}
