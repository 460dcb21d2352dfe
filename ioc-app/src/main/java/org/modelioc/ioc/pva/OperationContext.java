package org.modelioc.ioc.pva;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.epics.pvaccess.client.Channel;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;

/**
 * What every operation of a channel needs.
 *
 * @param channel the channel
 * @param access  what its client may do with its PV
 * @param gate    through which it reads and puts
 * @param options what its pvRequest says besides the fields
 */
record OperationContext(Channel channel, ChannelAccess access, AccessGate gate, RequestOptions options) {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    Pv pv() {
        return access.pv();
    }

    /** Why the client may not read; empty if it may. */
    Optional<String> refuseRead() {
        return gate.refuseRead(access);
    }

    /**
     * Evaluates what hangs on the PV.
     *
     * @return done when the client may be told: at once, unless it asked to wait
     */
    CompletableFuture<Void> process() {
        if (options.block()) {
            return pv().setpoint().processAndWait();
        }
        pv().setpoint().process();
        return DONE;
    }

    /** As {@link #process()}, asked for by itself: only a PV that may be written can be processed by a client. */
    CompletableFuture<Void> processAlone() throws PutRejectedException {
        gate.put(access, target -> {
            if (!target.writable()) {
                throw new PutRejectedException(target.name() + " cannot be processed: it is written by the IOC itself");
            }
            return false;
        });
        return process();
    }
}
