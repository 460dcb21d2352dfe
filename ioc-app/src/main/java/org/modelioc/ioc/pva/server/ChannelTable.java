package org.modelioc.ioc.pva.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.epics.pvaccess.impl.remote.server.ServerChannel;
import org.modelioc.ioc.traffic.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of one connection. Each is destroyed exactly once: when its client or its provider ends it, or with the
 * connection. Thread-safe.
 */
final class ChannelTable {

    static final int MAX_CHANNELS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChannelTable.class);

    private final Map<Integer, ServerChannel> bySid = new ConcurrentHashMap<>();
    private final AtomicInteger total;
    private int lastSid;
    private boolean closed;

    /**
     * An empty table.
     *
     * @param total counts the channels of all connections
     */
    ChannelTable(AtomicInteger total) {
        this.total = total;
    }

    /** A number for the next channel. */
    synchronized int nextSid() {
        do {
            lastSid++;
        } while (bySid.containsKey(lastSid));
        return lastSid;
    }

    /** Keeps a channel; false if the connection has ended meanwhile, or has too many. */
    synchronized boolean add(int sid, ServerChannel channel) {
        if (closed || bySid.size() >= MAX_CHANNELS) {
            return false;
        }
        bySid.put(sid, channel);
        total.incrementAndGet();
        return true;
    }

    ServerChannel get(int sid) {
        return bySid.get(sid);
    }

    /** Forgets a channel; null if it is not there. Who gets it destroys it. */
    synchronized ServerChannel remove(int sid) {
        ServerChannel removed = bySid.remove(sid);
        if (removed != null) {
            total.decrementAndGet();
        }
        return removed;
    }

    ServerChannel[] all() {
        return bySid.values().toArray(ServerChannel[]::new);
    }

    /** What waits for the client in all of them. */
    Backlog backlog() {
        Backlog sum = Backlog.NONE;
        for (ServerChannel channel : bySid.values()) {
            sum = channel instanceof ServedChannel served ? sum.plus(served.backlog()) : sum;
        }
        return sum;
    }

    int size() {
        return bySid.size();
    }

    /** Destroys all channels and takes no more. */
    void close() {
        List<ServerChannel> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayList<>(bySid.values());
            bySid.clear();
            total.addAndGet(-rest.size());
        }
        for (ServerChannel channel : rest) {
            try {
                channel.destroy();
            } catch (Throwable e) {
                LOG.warn("PVA channel '{}' could not be destroyed: {}", channel.getChannel().getChannelName(), e.toString(), e);
            }
        }
    }
}
