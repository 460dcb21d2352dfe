package org.modelioc.ioc.pva.server;

import java.util.function.Supplier;
import org.epics.pvdata.pv.PVStructure;

/**
 * Takes the answer to an RPC as something that is made when it is sent. The server's own
 * {@link org.epics.pvaccess.client.ChannelRPCRequester} is one. So whoever knows the answer does not write it, and nothing is
 * kept for it but what it is made of.
 */
@FunctionalInterface
public interface AnswerQueue {

    /**
     * The request under way is answered. Returns at once.
     *
     * @param answer called once by the thread that sends to this client, never by two at a time for one connection; what it
     *     gives is sent before the next one of this connection is called, and may be used again for that. An exception is an
     *     error for the client.
     */
    void answered(Supplier<PVStructure> answer);
}
