package org.modelioc.ioc.pva.server;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.impl.security.NoSecurityPlugin;
import org.epics.pvaccess.plugins.SecurityPlugin.ChannelSecuritySession;
import org.epics.pvaccess.server.impl.remote.ServerChannelImpl;
import org.epics.pvdata.misc.Destroyable;
import org.modelioc.ioc.traffic.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel of a connection with its operations.
 *
 * <p>The library's own forgets an operation whose number is used again, and stops half-way when one ends while the channel is
 * being destroyed: both leave operations of the provider behind for ever.
 */
final class ServedChannel extends ServerChannelImpl {

    static final int MAX_OPERATIONS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServedChannel.class);

    ServedChannel(Channel channel, int cid, int sid) {
        super(channel, cid, sid, session());
    }

    // access is decided by the provider, which can answer with a reason
    private static ChannelSecuritySession session() {
        return NoSecurityPlugin.INSTANCE;
    }

    @Override
    public synchronized void registerRequest(int id, Destroyable request) {
        if (destroyed) {
            throw new WireException("a request to a channel that has ended");
        }
        if (requests.size() >= MAX_OPERATIONS) {
            throw new WireException("more than " + MAX_OPERATIONS + " requests to one channel");
        }
        if (requests.containsKey(id)) {
            throw new WireException("request number " + id + " is used twice");
        }
        super.registerRequest(id, request);
    }

    /** Ends an operation; false if there is none of this number. */
    boolean endRequest(int id) {
        Destroyable request = getRequest(id);
        if (request == null) {
            return false;
        }
        unregisterRequest(id);
        request.destroy();
        return true;
    }

    /** What waits for the client in its subscriptions. */
    Backlog backlog() {
        List<Destroyable> all;
        synchronized (requests) {
            all = new ArrayList<>(requests.values());
        }
        Backlog sum = Backlog.NONE;
        for (Destroyable request : all) {
            sum = request instanceof MonitorSubscription subscription ? sum.plus(subscription.backlog()) : sum;
        }
        return sum;
    }

    @Override
    protected void destroyAllRequests() {
        List<Destroyable> rest;
        synchronized (requests) {
            rest = new ArrayList<>(requests.values());
            requests.clear();
        }
        for (Destroyable request : rest) {
            try {
                request.destroy();
            } catch (Throwable e) {
                LOG.warn("an operation on PVA channel '{}' could not be destroyed: {}", getChannel().getChannelName(),
                    e.toString(), e);
            }
        }
    }
}
