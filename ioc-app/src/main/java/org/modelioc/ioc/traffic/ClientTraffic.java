package org.modelioc.ioc.traffic;

import java.time.Instant;
import org.modelioc.ioc.access.Client;

/** One connected client. What it tells is that of the moment of the call. Thread-safe. */
public interface ClientTraffic {

    /**
     * Who it is, as far as is known.
     *
     * @return never null
     */
    Client client();

    /**
     * Since when it is connected.
     *
     * @return the time of its connection
     */
    Instant connected();

    /**
     * Its open channels.
     *
     * @return how many
     */
    int channelCount();

    /**
     * Its subscriptions.
     *
     * @return how many
     */
    int subscriptions();

    /**
     * Updates that were sent to it.
     *
     * @return a count since it connected
     */
    long updates();

    /**
     * Updates that were merged because it was slow.
     *
     * @return a count since it connected
     */
    long merged();

    /**
     * What waits in the queues of its subscriptions. Looks at each of them.
     *
     * @return what waits
     */
    Backlog backlog();
}
