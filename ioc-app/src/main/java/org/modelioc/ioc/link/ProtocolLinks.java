package org.modelioc.ioc.link;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.modelioc.ioc.link.source.FollowClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of one protocol with what is counted and logged of its links. Counters may be read by any thread; the rest
 * belongs to the thread of the client.
 */
final class ProtocolLinks {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long TICK_NANOS = 1_000_000_000L;

    private final FollowClient client;
    private final LinkLog log = new LinkLog(LOG);
    private final AtomicInteger[] states = new AtomicInteger[LinkState.values().length];
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();

    ProtocolLinks(FollowClient client) {
        this.client = client;
        for (int i = 0; i < states.length; i++) {
            states[i] = new AtomicInteger();
        }
        client.start();
        client.loop().execute(this::tick);
    }

    FollowClient client() {
        return client;
    }

    // counters

    void added() {
        states[LinkState.DISCONNECTED.ordinal()].incrementAndGet();
    }

    void changed(LinkState before, LinkState after) {
        states[before.ordinal()].decrementAndGet();
        states[after.ordinal()].incrementAndGet();
    }

    /** A link is closed: in which state it was is settled on the thread that changes it. */
    void removed(Link link) {
        client.loop().execute(() -> states[link.state().ordinal()].decrementAndGet());
    }

    void updated() {
        updates.lazySet(updates.get() + 1);
    }

    int count(LinkState state) {
        return states[state.ordinal()].get();
    }

    long updates() {
        return updates.get();
    }

    long losses() {
        return losses.get();
    }

    // log

    void connected(Link link, String server) {
        log.tell(LinkLog.Event.CONNECTED, link.address() + " connected at " + server, System.nanoTime());
    }

    void lost(Link link, String why) {
        losses.incrementAndGet();
        log.tell(LinkLog.Event.LOST, link.address() + " lost: " + why, System.nanoTime());
    }

    void unavailable(Link link, String why) {
        log.tell(LinkLog.Event.LOST, link.address() + " not available: " + why, System.nanoTime());
    }

    void stale(Link link, long age, long now) {
        String line = String.format(Locale.ROOT, "%s stale: no update for %.1f s", link.address(), age / 1e9);
        log.tell(LinkLog.Event.STALE, line, now);
    }

    void healed(Link link, long now) {
        log.tell(LinkLog.Event.HEALED, link.address() + " updates again", now);
    }

    void failed(Link link, Throwable e) {
        LOG.error("what follows {} failed", link.address(), e);
    }

    private void tick() {
        log.tick(System.nanoTime());
        after(TICK_NANOS, this::tick);
    }

    void after(long nanos, Runnable action) {
        client.loop().after(nanos, action);
    }
}
