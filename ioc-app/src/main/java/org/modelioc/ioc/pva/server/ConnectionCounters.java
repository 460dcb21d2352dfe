package org.modelioc.ioc.pva.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on one connection, and with it what happens on all. Thread-safe. */
final class ConnectionCounters {

    private final Counters all;
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final LongAdder updates = new LongAdder();
    private final LongAdder merged = new LongAdder();

    ConnectionCounters(Counters all) {
        this.all = all;
    }

    void subscribed() {
        subscriptions.incrementAndGet();
        all.subscriptions.incrementAndGet();
    }

    void unsubscribed() {
        subscriptions.decrementAndGet();
        all.subscriptions.decrementAndGet();
    }

    void sent() {
        updates.increment();
        all.updatesSent.increment();
    }

    void merged() {
        merged.increment();
        all.merged.increment();
    }

    void dropped(int count) {
        all.dropped.add(count);
    }

    int subscriptionCount() {
        return subscriptions.get();
    }

    long updateCount() {
        return updates.sum();
    }

    long mergedCount() {
        return merged.sum();
    }
}
