package org.modelioc.ioc.access;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door through which every protocol writes: what is refused here is told to the client, to the operators and to
 * the log.
 *
 * <p>The last refusal stands in the IOC's MESSAGE PV, because screens show an operator nothing when a put is refused.
 * Thread-safe.
 */
public final class PutGate {

    private static final Logger LOG = LoggerFactory.getLogger(PutGate.class);
    private static final double LOG_INTERVAL_NANOS = 1e9;
    private static final double BURST = 20;

    /** A put in one of the shapes that protocols carry. */
    @FunctionalInterface
    public interface Put {
        /**
         * Carries the put out.
         *
         * @param pv the PV
         * @return whether a value was set
         * @throws PutRejectedException if it is refused
         */
        boolean to(Pv pv) throws PutRejectedException;
    }

    private final StringPv message;
    private double credit = BURST;
    private long lastCredit = System.nanoTime();
    private long unlogged;

    /**
     * A gate that reports to an operator's message.
     *
     * @param message the IOC's MESSAGE PV
     */
    public PutGate(StringPv message) {
        this.message = message;
    }

    /**
     * Carries a put out, or says why not.
     *
     * @param pv     the PV
     * @param client who puts
     * @param put    what
     * @return whether a value was set
     * @throws PutRejectedException with a sentence for the client; nothing changed
     */
    public boolean put(Pv pv, Client client, Put put) throws PutRejectedException {
        try {
            return put.to(pv);
        } catch (PutRejectedException e) {
            refused(client, e.getMessage());
            throw e;
        }
    }

    private void refused(Client client, String reason) {
        String text = "put by " + client + " refused: " + reason;
        message.set(text, Alarm.NONE);
        logged(text);
    }

    // A client that tries again and again does not fill the log.
    private synchronized void logged(String text) {
        long now = System.nanoTime();
        credit = Math.min(BURST, credit + (now - lastCredit) / LOG_INTERVAL_NANOS);
        lastCredit = now;
        if (credit < 1) {
            unlogged++;
            return;
        }
        credit--;
        if (unlogged > 0) {
            LOG.warn("{} more puts were refused since", unlogged);
            unlogged = 0;
        }
        LOG.warn(text);
    }
}
