package org.modelioc.ioc.link;

import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.SourceDescription;

/**
 * Takes what a followed PV sends.
 *
 * <p><b>Threads.</b> All calls for one link come from the one thread of its protocol, one after the other, and never from the
 * thread that called {@link Links#follow}. That thread serves every link of the protocol: a listener stores and returns
 * within microseconds, and does not wait for a lock that somebody holds for long. It may call {@link Links#follow} and
 * {@link Link#close}. What it throws is logged and costs nobody anything.
 *
 * <p><b>Order.</b> The first call is {@link #disconnected}, at once. Then, over and over: {@link #connected},
 * {@link #received} any number of times, with {@link #stale} once in each long silence, {@link #disconnected}. There is no
 * queue: a listener that is slow makes the sources wait, whose servers then send the latest only.
 */
public interface LinkListener {

    /**
     * The source is there: before its first value, and again when its units, labels or type change. The place to compare
     * units, by {@link UnitCheck}.
     *
     * @param source what it says of itself
     */
    default void connected(SourceDescription source) {
        // units may be of no interest
    }

    /**
     * There is an update, of value or alarm. Heals what was stale.
     *
     * @param value valid during this call
     */
    void received(LinkedValue value);

    /**
     * No update came for as long as the link allows. Comes once, until the next update.
     *
     * @param since when the last update came, by the clock of this host: nanoseconds since 1970
     */
    void stale(long since);

    /**
     * There is no source. Comes again when the reason changes.
     *
     * @param since when it was lost, or first looked for, by the clock of this host: nanoseconds since 1970
     * @param why   one line for people
     */
    void disconnected(long since, String why);
}
