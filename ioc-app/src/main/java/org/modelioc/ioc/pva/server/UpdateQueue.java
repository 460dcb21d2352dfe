package org.modelioc.ioc.pva.server;

import org.modelioc.ioc.traffic.Backlog;

/** A monitor of the provider that tells what waits in it. */
@FunctionalInterface
public interface UpdateQueue {

    /**
     * What waits.
     *
     * @return at present; by any thread
     */
    Backlog backlog();
}
