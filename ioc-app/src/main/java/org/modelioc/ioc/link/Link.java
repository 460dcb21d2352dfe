package org.modelioc.ioc.link;

import org.modelioc.ioc.link.source.FollowClient;
import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.SourceDescription;
import org.modelioc.ioc.link.source.SourceListener;
import org.modelioc.schema.link.LinkAddress;

/**
 * A PV of another IOC that is followed until this is closed. Its state may be asked by any thread; the rest belongs to the
 * thread of its client.
 */
public final class Link implements AutoCloseable {

    static final String SEARCHING = "not found yet";

    private final Links links;
    private final ProtocolLinks group;
    private final LinkAddress address;
    private final LinkListener listener;
    private final Freshness freshness;
    private FollowedPv pv;
    private boolean everConnected;
    private boolean watching;
    private volatile boolean closed;
    private volatile LinkState state = LinkState.DISCONNECTED;
    private volatile long stateSince = System.nanoTime();
    private volatile long lastUpdate;
    private volatile String reason = SEARCHING;

    Link(Links links, ProtocolLinks group, LinkAddress address, Freshness freshness, LinkListener listener) {
        this.links = links;
        this.group = group;
        this.address = address;
        this.freshness = freshness;
        this.listener = listener;
    }

    /** The PV that is followed. */
    public LinkAddress address() {
        return address;
    }

    /** What is known of its value now. */
    public LinkState state() {
        return state;
    }

    /**
     * How long the value has been missing or silent.
     *
     * @return nanoseconds since the source was lost or first looked for while DISCONNECTED, since the last update otherwise
     */
    public long nanosWithoutUpdate() {
        // a state that changes between the two reads is off by as little as that takes
        return System.nanoTime() - (state == LinkState.DISCONNECTED ? stateSince : lastUpdate);
    }

    /**
     * Why there is no source.
     *
     * @return one line for people; empty while there is one
     */
    public String reason() {
        return reason;
    }

    /** Follows the PV no more. Never waits: a call of the listener may still be under way, and none begins much later. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            links.closed(this);
        }
    }

    boolean isClosed() {
        return closed;
    }

    ProtocolLinks group() {
        return group;
    }

    void begin(FollowClient client) {
        pv = client.follow(address.pv(), new Source());
        client.loop().execute(() -> tell(() -> listener.disconnected(wallClock(), SEARCHING)));
    }

    void end(FollowClient client) {
        client.drop(pv);
    }

    // thread of the client from here on

    private final class Source implements SourceListener {

        @Override
        public void connected(SourceDescription description) {
            if (state == LinkState.DISCONNECTED && !closed) {
                group.connected(Link.this, description.server());
                everConnected = true;
                reason = "";
            }
            tell(() -> listener.connected(description));
        }

        @Override
        public void received(LinkedValue value) {
            if (closed) {
                return;
            }
            long now = System.nanoTime();
            lastUpdate = now;
            if (freshness.updated(now)) {
                group.healed(Link.this, now);
            }
            if (state != LinkState.CONNECTED) {
                enter(LinkState.CONNECTED, now);
            }
            group.updated();
            try {
                listener.received(value);
            } catch (RuntimeException | Error e) {
                group.failed(Link.this, e);
            }
            if (freshness.isLimited() && !watching) {
                watch(now);
            }
        }

        @Override
        public void disconnected(String why) {
            if (closed) {
                return;
            }
            boolean lost = state != LinkState.DISCONNECTED;
            reason = why;
            freshness.stop();
            if (lost) {
                enter(LinkState.DISCONNECTED, System.nanoTime());
                group.lost(Link.this, why);
            } else if (!everConnected) {
                group.unavailable(Link.this, why);
            }
            long since = wallClock() - (System.nanoTime() - stateSince);
            tell(() -> listener.disconnected(since, why));
        }
    }

    private void enter(LinkState next, long now) {
        group.changed(state, next);
        stateSince = now;
        state = next;
    }

    // one timer a link, which looks again when the time of the last update has come
    private void watch(long now) {
        long left = freshness.left(now);
        watching = left != Long.MAX_VALUE;
        if (watching) {
            group.after(left, this::look);
        }
    }

    private void look() {
        watching = false;
        long now = System.nanoTime();
        if (closed) {
            return;
        }
        if (freshness.hasBecomeStale(now)) {
            enter(LinkState.STALE, now);
            long age = freshness.age(now);
            group.stale(this, age, now);
            tell(() -> listener.stale(wallClock() - age));
        } else if (!freshness.isStale()) {
            watch(now);
        }
    }

    private void tell(Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            group.failed(this, e);
        }
    }

    private static long wallClock() {
        return System.currentTimeMillis() * 1_000_000L;
    }
}
