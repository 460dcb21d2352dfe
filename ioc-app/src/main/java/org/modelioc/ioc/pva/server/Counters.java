package org.modelioc.ioc.pva.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.modelioc.ioc.traffic.Traffic;

/** Counts what the server does; every part adds to it from its own thread. */
final class Counters {

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger channels = new AtomicInteger();
    final AtomicInteger subscriptions = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder refusedFull = new LongAdder();
    final LongAdder droppedSlow = new LongAdder();
    final LongAdder droppedIdle = new LongAdder();
    final LongAdder droppedBadMessage = new LongAdder();
    final LongAdder searches = new LongAdder();
    final LongAdder badDatagrams = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder puts = new LongAdder();
    final LongAdder updatesSent = new LongAdder();
    final LongAdder merged = new LongAdder();
    final LongAdder dropped = new LongAdder();
    volatile String lastGivenUp = "";

    ServerStatistics snapshot() {
        return new ServerStatistics(connections.get(), channels.get(), accepted.sum(), refusedFull.sum(), droppedSlow.sum(),
            droppedIdle.sum(), droppedBadMessage.sum(), searches.sum(), badDatagrams.sum(), bytesReceived.sum(),
            bytesSent.sum());
    }

    Traffic traffic() {
        return new Traffic(connections.get(), channels.get(), subscriptions.get(), bytesReceived.sum(), bytesSent.sum(),
            puts.sum(), updatesSent.sum(), merged.sum(), dropped.sum(), searches.sum(), refusedFull.sum(), droppedSlow.sum(),
            droppedIdle.sum(), droppedBadMessage.sum(), lastGivenUp);
    }
}
