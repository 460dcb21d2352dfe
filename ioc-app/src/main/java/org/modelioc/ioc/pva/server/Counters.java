package org.modelioc.ioc.pva.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the server does; every part adds to it from its own thread. */
final class Counters {

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger channels = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder refusedFull = new LongAdder();
    final LongAdder droppedSlow = new LongAdder();
    final LongAdder droppedIdle = new LongAdder();
    final LongAdder droppedBadMessage = new LongAdder();
    final LongAdder searches = new LongAdder();
    final LongAdder badDatagrams = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();

    ServerStatistics snapshot() {
        return new ServerStatistics(connections.get(), channels.get(), accepted.sum(), refusedFull.sum(), droppedSlow.sum(),
            droppedIdle.sum(), droppedBadMessage.sum(), searches.sum(), badDatagrams.sum(), bytesReceived.sum(),
            bytesSent.sum());
    }
}
