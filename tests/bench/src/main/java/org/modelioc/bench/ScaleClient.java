package org.modelioc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAStructure;

/** Phoebus' pvAccess client with a connection of its own, subscribed to all outputs; counts what it gets. */
final class ScaleClient {

    private final PVAClient client = new PVAClient();
    private final List<Subscription> subscriptions = new ArrayList<>();

    /** One PV. All but the reading of the counts is done by the client's own thread. */
    private static final class Subscription {

        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile long updates;
        private volatile long overruns;
        private volatile double last;

        void update(boolean overrun, PVAStructure data) {
            last = ((PVANumber) data.get("value")).getNumber().doubleValue();
            overruns = overrun ? overruns + 1 : overruns;
            updates = updates + 1;
            begun.countDown();
        }
    }

    ScaleClient() throws Exception {
    }

    /** Begins to connect to this many outputs. */
    void connect(int outputs) {
        for (int i = 0; i < outputs; i++) {
            Subscription subscription = new Subscription();
            subscriptions.add(subscription);
            PVAChannel channel = client.getChannel(ScaleConfiguration.output(i));
            channel.connect().thenRun(() -> subscribe(channel, subscription));
        }
    }

    private static void subscribe(PVAChannel channel, Subscription subscription) {
        try {
            channel.subscribe("field(value,alarm,timeStamp)", (_, _, overruns, data) -> {
                if (data != null) {
                    subscription.update(!overruns.isEmpty(), data);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("subscription to " + channel.getName(), e);
        }
    }

    /** Waits for the first update of each, after which none is missed. */
    void awaitFirst(long seconds) throws InterruptedException {
        for (Subscription subscription : subscriptions) {
            if (!subscription.begun.await(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no first update within " + seconds + " s");
            }
        }
    }

    /** Updates of all subscriptions. */
    long updates() {
        return subscriptions.stream().mapToLong(each -> each.updates).sum();
    }

    /** Those among them that say that others were merged into them. */
    long overruns() {
        return subscriptions.stream().mapToLong(each -> each.overruns).sum();
    }

    /** Subscriptions that have not got a value as their latest. */
    long without(double value) {
        return subscriptions.stream().filter(each -> each.last != value).count();
    }
}
