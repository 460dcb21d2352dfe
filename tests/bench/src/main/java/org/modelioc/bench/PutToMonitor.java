package org.modelioc.bench;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvaccess.ClientFactory;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelProviderRegistryFactory;
import org.modelioc.ioc.bench.RoundTrip;

/**
 * From a put on one PV to the monitor update of another that follows it, over pvAccess on loopback: one client, the targets
 * in turns within one run, the first target being the floor.
 *
 * <p>{@code PutToMonitor NAME=PUT-PV,MONITOR-PV …}; system properties {@code rounds} (30) and {@code puts} a round (500).
 */
public final class PutToMonitor {

    private record Target(String name, RoundTrip trip, Latencies latencies) {
    }

    private PutToMonitor() {
    }

    /**
     * Measures and prints a table.
     *
     * @param args the targets
     * @throws InterruptedException if asked to end
     */
    public static void main(String[] args) throws InterruptedException {
        int rounds = Integer.getInteger("rounds", 30);
        int puts = Integer.getInteger("puts", 500);
        ClientFactory.start();
        ChannelProvider provider = ChannelProviderRegistryFactory.getChannelProviderRegistry()
            .getProvider(ClientFactory.PROVIDER_NAME);
        List<Target> targets = new ArrayList<>();
        for (String arg : args) {
            String[] parts = arg.split("[=,]");
            targets.add(new Target(parts[0], new RoundTrip(provider, parts[0], parts[1], parts[2]), new Latencies()));
        }
        measure(targets, rounds / 3, puts, false);
        measure(targets, rounds, puts, true);
        print(targets);
        System.exit(0);
    }

    // in turns, so that whatever else the machine does falls on all of them
    private static void measure(List<Target> targets, int rounds, int puts, boolean keep) throws InterruptedException {
        double value = 0;
        for (int round = 0; round < rounds; round++) {
            for (Target target : targets) {
                for (int i = 0; i < puts; i++) {
                    value = value >= 1 ? -1 : value + 1e-3;
                    long latency = target.trip().measure(value);
                    if (keep) {
                        target.latencies().add(latency);
                    }
                }
            }
        }
    }

    private static void print(List<Target> targets) {
        Target floor = targets.getFirst();
        System.out.printf("%-24s %8s %8s %8s %8s %8s %8s   (µs; ratio of p50 to %s)%n",
            "put to monitor", "count", "p50", "p90", "p99", "p99.9", "ratio", floor.name());
        for (Target target : targets) {
            Latencies latencies = target.latencies();
            System.out.printf("%-24s %8d %8.1f %8.1f %8.1f %8.1f %8.2f%n", target.name(), latencies.count(),
                latencies.percentile(0.5), latencies.percentile(0.9), latencies.percentile(0.99),
                latencies.percentile(0.999), latencies.percentile(0.5) / floor.latencies().percentile(0.5));
        }
    }
}
