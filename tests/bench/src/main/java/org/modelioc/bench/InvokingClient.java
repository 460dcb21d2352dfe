package org.modelioc.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;

/**
 * Requests of one row by the client of Phoebus, core-pva: a number of them under way at any time, each an operation of its own,
 * which is begun, asked and ended, as {@code PVAChannel.invoke} and p4p's {@code rpc} do.
 */
final class InvokingClient implements AutoCloseable {

    private final List<PVAChannel> channels;
    private final int inputs;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean end = new AtomicBoolean();

    InvokingClient(List<PVAChannel> channels, int requests, int inputs) {
        this.channels = List.copyOf(channels);
        this.inputs = inputs;
        for (int i = 0; i < requests; i++) {
            ask(channels.get(i % channels.size()));
        }
    }

    // the next one when the one before is answered
    private void ask(PVAChannel channel) {
        double value = answered.get() % 100 / 1e2;
        PVADouble[] given = IntStream.range(0, inputs).mapToObj(i -> new PVADouble("I" + i, value + i)).toArray(PVADouble[]::new);
        PVAStructure question = new PVAStructure("", "epics:nt/NTURI:1.0", new PVAString("scheme", "pva"),
            new PVAString("path", ""), new PVAStructure("query", "", given));
        try {
            channel.invoke(question).whenComplete((_, failure) -> {
                (failure == null ? answered : failed).incrementAndGet();
                if (!end.get()) {
                    ask(channel);
                }
            });
        } catch (RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    /** Requests answered. */
    long answered() {
        return answered.get();
    }

    /** Requests that failed. */
    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        end.set(true);
    }
}
