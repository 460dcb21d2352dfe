package org.modelioc.ioc.bench;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.epics.pvaccess.ClientFactory;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelProviderRegistryFactory;
import org.modelioc.schema.pv.Range;

/** From a put to the monitor of an output, over pvAccess on loopback, by the client of epics-core in the same process. */
final class Loopback implements AutoCloseable {

    private static final int STEPS = 97;

    private final RoundTrip trip;
    private final Range range;
    private int step;

    /**
     * Connects.
     *
     * @param udpPort where the server listens for searches
     * @param input   a PV that holds a double and takes puts
     * @param range   what it takes
     * @param output  a PV that changes with it
     * @throws IllegalStateException if there is no connection
     */
    Loopback(int udpPort, String input, Range range, String output) throws InterruptedException {
        // the client library reads these when it starts, once in a process
        System.setProperty("EPICS_PVA_ADDR_LIST", "127.0.0.1");
        System.setProperty("EPICS_PVA_AUTO_ADDR_LIST", "NO");
        System.setProperty("EPICS_PVA_BROADCAST_PORT", Integer.toString(udpPort));
        ClientFactory.start();
        ChannelProvider provider = ChannelProviderRegistryFactory.getChannelProviderRegistry()
            .getProvider(ClientFactory.PROVIDER_NAME);
        this.range = range;
        trip = new RoundTrip(provider, "bench", input, output);
    }

    /** Measures, at a rate or one after the other. */
    Measurement measure(double rate, double seconds) throws InterruptedException {
        run(rate, Math.min(1, seconds / 2));
        long start = System.nanoTime();
        Histogram trips = run(rate, seconds);
        double took = (System.nanoTime() - start) / 1e9;
        return new Measurement("pvAccess", Pace.text(rate), trips.getTotalCount() / took,
            List.of(Latency.of("put to monitor", trips)));
    }

    private Histogram run(double rate, double seconds) throws InterruptedException {
        Histogram trips = Latency.histogram();
        Pace pace = new Pace(rate);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long due = pace.next(); due - end < 0; due = pace.next()) {
            trip.measure(next());
            trips.recordValue(Math.clamp(System.nanoTime() - due, 0, trips.getHighestTrackableValue()));
        }
        return trips;
    }

    // another value each time, within the middle half of the range
    private double next() {
        step = (step + 1) % STEPS;
        double low = range.declared() ? range.low() : 0;
        double width = range.declared() ? range.high() - range.low() : 1;
        return low + width * (0.25 + 0.5 * step / STEPS);
    }

    @Override
    public void close() {
        trip.close();
        ClientFactory.stop();
    }
}
