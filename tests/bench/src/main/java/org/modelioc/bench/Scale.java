package org.modelioc.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVANumber;

/**
 * How an IOC fares that is large and has many clients: how soon it is ready, what memory a PV takes, and whether all updates
 * reach all clients.
 *
 * <p>System properties, with their defaults: {@code inputs} 50000, {@code flat} false (each input written out, not by a
 * template), {@code outputs} 1000, {@code clients} 100 (0: no load), {@code hz} 10, {@code seconds} 20.
 */
public final class Scale {

    private static final long PATIENCE_SECONDS = 300;
    /** Counters are told once a second. */
    private static final long COUNTED_SECONDS = 3;
    private static final int FEW_DEVICES = 10;
    private static final int CHANNELS = 10;

    private final int outputs = Integer.getInteger("outputs", 1000);
    private final int clients = Integer.getInteger("clients", 100);
    private final int hertz = Integer.getInteger("hz", 10);
    private final int seconds = Integer.getInteger("seconds", 20);

    private Scale() {
    }

    /**
     * Measures and prints.
     *
     * @param args none
     * @throws Exception if a process or a client fails
     */
    public static void main(String[] args) throws Exception {
        PVASettings.logger.setLevel(Level.WARNING);
        PVASettings.EPICS_PVA_ADDR_LIST = "127.0.0.1";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_ENABLE_IPV6 = false;
        PVASettings.EPICS_PVA_BROADCAST_PORT = Integer.parseInt(System.getenv("EPICS_PVAS_BROADCAST_PORT"));
        Path home = Path.of(System.getProperty("modelioc.home"));
        new Scale().run(home, home.resolve("tests/bench/target/scale"));
        // the clients, too: each of them would tell of every channel that it closes
        System.exit(0);
    }

    private void run(Path home, Path folder) throws Exception {
        int devices = Integer.getInteger("inputs", 50_000) / CHANNELS;
        Path few = ScaleConfiguration.write(folder.resolve("few"), FEW_DEVICES, outputs, false);
        Path many = ScaleConfiguration.write(folder.resolve("many"), devices, outputs, Boolean.getBoolean("flat"));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%d processors, load average %.1f before%n", Runtime.getRuntime().availableProcessors(), load);
        int fewPvs;
        long fewBytes;
        try (RunningIoc ioc = new RunningIoc(home, few)) {
            ready(ioc);
            fewPvs = ioc.pvs();
            fewBytes = ioc.heap();
        }
        try (RunningIoc ioc = new RunningIoc(home, many)) {
            ready(ioc);
            System.out.printf("heap: %d bytes a PV%n", (ioc.heap() - fewBytes) / (ioc.pvs() - fewPvs));
            if (clients > 0) {
                load(ioc);
            }
        }
    }

    private static void ready(RunningIoc ioc) {
        System.out.printf("%d PVs: ready after %.1f s, %.1f s of processors%n", ioc.pvs(), ioc.readySeconds(),
            ioc.readyCpu().toMillis() / 1e3);
    }

    private void load(RunningIoc ioc) throws Exception {
        List<ScaleClient> crowd = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            ScaleClient client = new ScaleClient(Integer.parseInt(System.getenv("EPICS_PVAS_SERVER_PORT")), outputs);
            crowd.add(client);
            // one after the other: a hundred clients that search for all PVs at once are a test of the search alone
            client.awaitFirst(PATIENCE_SECONDS);
        }
        PVAClient operator = new PVAClient();
        PVAChannel input = connect(operator, ScaleConfiguration.INPUT);
        PVAChannel count = connect(operator, ScaleConfiguration.COUNT);
        TimeUnit.SECONDS.sleep(COUNTED_SECONDS);
        long updatesBefore = crowd.stream().mapToLong(ScaleClient::updates).sum();
        long evaluationsBefore = number(count);
        Duration cpuBefore = ioc.cpu();
        long start = System.nanoTime();
        int puts = put(input, start);
        double took = (System.nanoTime() - start) / 1e9;
        long missing = awaitLast(crowd, puts);
        double late = (System.nanoTime() - start) / 1e9 - took;
        TimeUnit.SECONDS.sleep(COUNTED_SECONDS);
        long expected = (number(count) - evaluationsBefore) * outputs * clients;
        long received = crowd.stream().mapToLong(ScaleClient::updates).sum() - updatesBefore;
        System.out.printf("%d PVs at %d Hz to %d clients: %d puts in %.1f s, evaluated %d times%n", outputs, hertz, clients,
            puts, took, expected / outputs / clients);
        System.out.printf("updates: %d expected, %d received (%.1f %%), %d merged, %d told as overrun%n", expected, received,
            100.0 * received / expected, expected - received, crowd.stream().mapToLong(ScaleClient::overruns).sum());
        long[] each = crowd.stream().mapToLong(ScaleClient::updates).sorted().toArray();
        System.out.printf("updates of a client: least %d, median %d, most %d (first ones included)%n", each[0],
            each[each.length / 2], each[each.length - 1]);
        System.out.printf("last value missing at %d of %d subscriptions; the last one came %.1f s after the last put%n",
            missing, (long) outputs * clients, late);
        double cpu = ioc.cpu().minus(cpuBefore).toMillis() / 1e3;
        System.out.printf("processors: %.2f for the IOC, %.2f s for a million updates%n", cpu / (took + late),
            cpu * 1e6 / received);
        for (ScaleClient client : crowd) {
            client.close();
        }
    }

    // at a fixed rate: what is late is made up for, as a machine that triggers would
    private int put(PVAChannel input, long start) throws Exception {
        int puts = hertz * seconds;
        for (int i = 1; i <= puts; i++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / hertz - System.nanoTime());
            input.write("field(value)", (double) i).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return puts;
    }

    private static long awaitLast(List<ScaleClient> crowd, double value) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long missing = crowd.stream().mapToLong(client -> client.without(value)).sum();
        while (missing > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
            missing = crowd.stream().mapToLong(client -> client.without(value)).sum();
        }
        return missing;
    }

    private static PVAChannel connect(PVAClient client, String name) throws Exception {
        PVAChannel channel = client.getChannel(name);
        channel.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private static long number(PVAChannel channel) throws Exception {
        return ((PVANumber) channel.read("").get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("value")).getNumber().longValue();
    }
}
