package org.modelioc.ioc.traffic;

import java.util.Collection;

/** The server of one protocol, as far as its traffic is concerned. Thread-safe. */
public interface ProtocolServer {

    /**
     * What it holds and has done.
     *
     * @return the present counts
     */
    Traffic traffic();

    /**
     * The clients that are connected.
     *
     * @return one a connection, always the same object for the same connection; safe while they come and go
     */
    Collection<? extends ClientTraffic> clients();
}
