package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvdata.monitor.MonitorElement;

/**
 * An update whose bytes are there already, because other subscriptions have the same. It has no structure, so it may only be
 * given to a requester that is a {@link Taker}, as the server's own {@link org.epics.pvdata.monitor.MonitorRequester} is.
 */
public interface EncodedUpdate extends MonitorElement {

    /** A requester that takes such updates. */
    interface Taker {
    }

    /**
     * How many bytes there are.
     *
     * @return constant until the update is released
     */
    int length();

    /**
     * Writes what changed, the values and what was overrun, as a monitor message has them, big-endian.
     *
     * @param buffer has room for {@link #length()} bytes
     */
    void writeTo(ByteBuffer buffer);
}
