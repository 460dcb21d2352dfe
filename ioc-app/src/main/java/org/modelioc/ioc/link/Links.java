package org.modelioc.ioc.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelioc.ioc.link.ca.CaClient;
import org.modelioc.ioc.link.pva.PvaClient;
import org.modelioc.ioc.link.source.FollowClient;
import org.modelioc.schema.link.LinkAddress;
import org.modelioc.schema.link.LinkProtocol;

/**
 * All links of an IOC: PVs of other IOCs that it follows.
 *
 * <p>A protocol costs one thread and begins with its first link; a link costs none. Thread-safe. No method waits for the
 * network, or for a listener, but {@link #close}, which waits until the threads have ended.
 */
public final class Links implements AutoCloseable {

    private final LinkSettings settings;
    private final Map<LinkProtocol, ProtocolLinks> groups = new EnumMap<>(LinkProtocol.class);
    private final Set<Link> links = new HashSet<>();
    private boolean closed;

    /**
     * No links yet.
     *
     * @param settings where to search
     */
    public Links(LinkSettings settings) {
        this.settings = settings;
    }

    /**
     * Follows a PV whose silence is no fault.
     *
     * @param address  the PV
     * @param listener takes what it sends, from the next moment on
     * @return the link, disconnected
     */
    public Link follow(LinkAddress address, LinkListener listener) {
        return follow(address, Optional.empty(), listener);
    }

    /**
     * Follows a PV. The same one may be followed several times, and it may be one of this IOC.
     *
     * @param address    the PV
     * @param staleAfter silence after which its value is stale; empty if that is no fault
     * @param listener   takes what it sends, from the next moment on
     * @return the link, disconnected
     * @throws IllegalStateException if the links are closed
     * @throws UncheckedIOException  if the system has no more file descriptors
     */
    public Link follow(LinkAddress address, Optional<Duration> staleAfter, LinkListener listener) {
        Freshness freshness = staleAfter.map(Freshness::limitedTo).orElseGet(Freshness::unlimited);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the links are closed");
            }
            ProtocolLinks group = groups.computeIfAbsent(address.protocol(), this::begin);
            Link link = new Link(this, group, address, freshness, listener);
            links.add(link);
            group.added();
            link.begin(group.client());
            return link;
        }
    }

    private ProtocolLinks begin(LinkProtocol protocol) {
        try {
            FollowClient client = switch (protocol) {
                case PVA -> new PvaClient(settings.pva());
                case CA -> new CaClient(settings.ca());
            };
            return new ProtocolLinks(client);
        } catch (IOException e) {
            throw new UncheckedIOException("no " + protocol.scheme() + " links: " + e.getMessage(), e);
        }
    }

    void closed(Link link) {
        boolean removed;
        synchronized (this) {
            removed = links.remove(link);
        }
        if (removed) {
            link.end(link.group().client());
            link.group().removed(link);
        }
    }

    /**
     * Counts of all links, as they are now.
     *
     * @return the counts
     */
    public synchronized LinkStatistics statistics() {
        int connected = 0;
        int disconnected = 0;
        int stale = 0;
        long updates = 0;
        long losses = 0;
        for (ProtocolLinks group : groups.values()) {
            connected += group.count(LinkState.CONNECTED);
            disconnected += group.count(LinkState.DISCONNECTED);
            stale += group.count(LinkState.STALE);
            updates += group.updates();
            losses += group.losses();
        }
        return new LinkStatistics(links.size(), connected, disconnected, stale, updates, losses);
    }

    /** Closes all links. When it returns, no listener is called any more, unless one has not returned within 5 s. */
    @Override
    public void close() {
        List<ProtocolLinks> ending;
        synchronized (this) {
            closed = true;
            ending = new ArrayList<>(groups.values());
            links.clear();
        }
        ending.forEach(group -> group.client().close());
    }
}
