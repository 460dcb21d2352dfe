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
     * The PV that a put changes, whose monitor is taken before that of the PV that is put to: another one if the PV is a field of
     * it.
     *
     * @param pv the PV that is put to
     * @return mostly the same
     */
    default Pv changes(Pv pv) {
        return pv;
    }

    /**
     * Asked with a number that passes all checks of the PV, before it is stored.
     *
     * @param pv     the PV
     * @param number the number, of an enum the index
     * @return true if the setpoint does with it what there is to be done, and the PV is not to store it
     * @throws PutRejectedException if it is refused, with a sentence for the client
     */
    default boolean takes(Pv pv, double number) throws PutRejectedException {
        return false;
    }

    /**
     * As {@link #takes(Pv, double)}, with a text.
     *
     * @param pv   the PV
     * @param text the text
     * @return true if the PV is not to store it
     * @throws PutRejectedException if it is refused, with a sentence for the client
     */
    default boolean takes(Pv pv, String text) throws PutRejectedException {
        return false;
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
     * @return completed when the outputs made from this value have been committed; or with what failed, whose message is told
     *         to the client
     */
    CompletableFuture<Void> processAndWait();

    /**
     * The time of a value that is put.
     *
     * @return nanoseconds since 1970-01-01 UTC; the present unless somebody knows better
     */
    default long stamp() {
        return Pv.now();
    }
}
