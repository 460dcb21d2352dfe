package org.modelioc.ioc.pv;

import java.util.concurrent.CompletableFuture;

/** What stands behind a PV that clients may write: what follows when they do. */
public interface Setpoint {

    /**
     * Asked before a put, without the PV's monitor: whether clients may put at the moment.
     *
     * @param pv the PV
     * @throws PutRejectedException if not, with a sentence for the client
     */
    default void admit(Pv pv) throws PutRejectedException {
        // most setpoints take puts at any time
    }

    /**
     * A new value was stored. Called with the PV's monitor held, before the put is confirmed to the client: whoever
     * evaluates later sees at least this value. Never blocks.
     *
     * @param pv the PV, with value, stamp and alarm as they now are
     */
    void stored(Pv pv);

    /**
     * Asks for the evaluations that this PV is an input of. Called after {@link #stored}, without the monitor.
     */
    void process();

    /**
     * As {@link #process()}, for a client that waits for the end.
     *
     * @return completed when the outputs made from this value have been committed
     */
    CompletableFuture<Void> processAndWait();
}
