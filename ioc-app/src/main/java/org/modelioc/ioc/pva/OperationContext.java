package org.modelioc.ioc.pva;

import java.util.concurrent.CompletableFuture;
import org.epics.pvaccess.client.Channel;
import org.modelioc.ioc.access.Client;
import org.modelioc.ioc.access.PutGate;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;

/**
 * What every operation of a channel needs.
 *
 * @param channel the channel
 * @param pv      its PV
 * @param client  who is at the other end
 * @param gate    through which it puts
 * @param options what its pvRequest says besides the fields
 */
record OperationContext(Channel channel, Pv pv, Client client, PutGate gate, RequestOptions options) {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /**
     * Evaluates what hangs on the PV.
     *
     * @return done when the client may be told: at once, unless it asked to wait
     */
    CompletableFuture<Void> process() {
        if (options.block()) {
            return pv.setpoint().processAndWait();
        }
        pv.setpoint().process();
        return DONE;
    }

    /** As {@link #process()}, asked for by itself: only a PV that may be written can be processed by a client. */
    CompletableFuture<Void> processAlone() throws PutRejectedException {
        gate.put(pv, client, target -> {
            if (!target.writable()) {
                throw new PutRejectedException(target.name() + " cannot be processed: it is written by the IOC itself");
            }
            return false;
        });
        return process();
    }
}
