package org.modelioc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVANumber;
import org.modelioc.runtime.onnx.Mlp;

/**
 * What-if requests by several clients at once, while an operator puts an input every 10 ms; against ONNX Runtime alone, in this
 * process, with the batch that suits it best, before the IOC starts. The clients share the processors with the IOC, so what
 * either takes of them is told apart.
 *
 * <p>System properties, with their defaults: {@code requests} 200 at once, {@code connections} 4, {@code given} 27 (inputs that
 * a request gives), {@code rows} 64 (of a request that is a table), {@code seconds} 10 for each way to ask, {@code hidden} 1024
 * (width of either hidden layer), {@code batch} 256 ({@code largest-batch}).
 */
public final class WhatIfLoad {

    private static final int INPUTS = 27;
    private static final int[] BATCHES = {1, 8, 32, 64, 128, 256, 512, 1024};
    private static final long PATIENCE_SECONDS = 60;
    private static final long PUT_NANOS = 10_000_000;
    private static final long WARM_UP_SECONDS = 3;
    /** Counters are told once a second. */
    private static final long COUNTED_SECONDS = 2;

    private final int requests = Integer.getInteger("requests", 200);
    private final int connections = Integer.getInteger("connections", 4);
    private final int given = Integer.getInteger("given", INPUTS);
    private final int rows = Integer.getInteger("rows", 64);
    private final int seconds = Integer.getInteger("seconds", 10);
    private final int hidden = Integer.getInteger("hidden", 1024);
    private final int batch = Integer.getInteger("batch", 256);
    private final PVAClient operator;
    private PVAChannel input;

    private WhatIfLoad() throws Exception {
        operator = new PVAClient();
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
        new WhatIfLoad().run(home, Files.createDirectories(home.resolve("tests/bench/target/what-if")));
        System.exit(0);
    }

    private void run(Path home, Path folder) throws Exception {
        Path model = folder.resolve("m.onnx");
        new Mlp(1, INPUTS, hidden, hidden, 1).onnx().write(model);
        System.out.printf("%d → %d → %d → 1, %d processors; %d requests at once over %d connections, %d inputs given%n", INPUTS,
            hidden, hidden, Runtime.getRuntime().availableProcessors(), requests, connections, given);
        ModelFloor best = new ModelFloor(0, 0, 0, Double.POSITIVE_INFINITY);
        for (int size : BATCHES) {
            for (int at : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
                ModelFloor floor = ModelFloor.measure(model, INPUTS, size, at);
                System.out.printf("ONNX Runtime alone, batch %4d, %d at once: %8.0f rows/s, %8.2f ms a batch, %6.1f µs of"
                    + " processors a row%n", size, at, floor.rows(), size * at / floor.rows() * 1e3, floor.cpuOfRow() * 1e6);
                // the most rows a second and the least of the processors, whichever gives either
                best = new ModelFloor(size, at, Math.max(floor.rows(), best.rows()), Math.min(floor.cpuOfRow(), best.cpuOfRow()));
            }
        }
        try (RunningIoc ioc = new RunningIoc(home, configuration(folder))) {
            load(ioc, best);
        }
    }

    private Path configuration(Path folder) throws Exception {
        String names = IntStream.range(0, INPUTS).mapToObj(i -> "I" + i).collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "W:", latency: {period: 1 s, window: 24 h}}
            models: {m: {file: m.onnx, inputs: {x: "float32[batch, %d]"}, outputs: {y: "float32[batch, 1]"}}}
            inputs: {%s}
            outputs: {Y: {}}
            pipelines:
              P: {model: m, inputs: {x: [%s]}, outputs: {y: [Y]}, what-if: {largest-batch: %d, queue: 100000}}
            """.formatted(INPUTS, names.replace(",", ": {value: 0},") + ": {value: 0}", names, batch));
    }

    private void load(RunningIoc ioc, ModelFloor best) throws Exception {
        input = connect(operator, "W:I0");
        put(WARM_UP_SECONDS, new Latencies());
        Latencies alone = new Latencies();
        put(seconds, alone);
        print("put with completion, alone", alone);

        List<PVAChannel> channels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            channels.add(connect(new PVAClient(), "W:P:EVAL"));
        }
        try (InvokingClient client = new InvokingClient(channels, requests, given)) {
            measure("one row a request, core-pva", 1, ioc, best, client::answered, client::failed);
        }
        lean("one row a request", 1, ioc, best);
        lean("%d rows a request".formatted(rows), rows, ioc, best);
    }

    private void lean(String what, int rowsOfRequest, RunningIoc ioc, ModelFloor best) throws Exception {
        List<RpcClient> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(new RpcClient(Integer.parseInt(System.getenv("EPICS_PVAS_SERVER_PORT")), "W:P:EVAL",
                requests / connections, given, rowsOfRequest));
        }
        measure(what + ", lean client", rowsOfRequest, ioc, best, () -> clients.stream().mapToLong(RpcClient::answered).sum(),
            () -> clients.stream().mapToLong(RpcClient::failed).sum());
        for (RpcClient client : clients) {
            client.close();
        }
    }

    private void measure(String what, int rowsOfRequest, RunningIoc ioc, ModelFloor best, LongSupplier answered,
            LongSupplier failed) throws Exception {
        put(WARM_UP_SECONDS, new Latencies());
        reset();
        double batchesBefore = number("W:P:WHATIF:BATCHES");
        double countedBefore = number("W:P:WHATIF:ROWS");
        long cpuBefore = ioc.cpu().toNanos();
        long ownBefore = ModelFloor.cpuNanos();
        long answeredBefore = answered.getAsLong();
        long start = System.nanoTime();
        Latencies busy = new Latencies();
        put(seconds, busy);
        double took = (System.nanoTime() - start) / 1e9;
        double asked = answered.getAsLong() - answeredBefore;
        double cpu = (ioc.cpu().toNanos() - cpuBefore) / 1e9;
        double own = (ModelFloor.cpuNanos() - ownBefore) / 1e9;
        double all = asked * rowsOfRequest;
        double batches = (number("W:P:WHATIF:BATCHES") - batchesBefore) / took;
        double size = (number("W:P:WHATIF:ROWS") - countedBefore) / took / batches;
        // what else it told of in the last second
        TimeUnit.SECONDS.sleep(COUNTED_SECONDS);
        System.out.printf("%n%s: %.0f requests/s, %.0f rows/s, %d failed; %.0f rows a batch, %.0f batches/s%n", what,
            asked / took, all / took, failed.getAsLong(), size, batches);
        System.out.printf("  rows/s, ratio to the best of ONNX Runtime alone: %.2f%n", all / took / best.rows());
        System.out.printf("  processors of the IOC a row: %.1f µs; rows a second of them, ratio to ONNX Runtime alone: %.2f%n",
            cpu / all * 1e6, best.cpuOfRow() / (cpu / all));
        System.out.printf("  processors: %.2f for the IOC, %.2f for the clients; beside the model, the IOC takes %.1f µs a"
            + " request%n", cpu / took, own / took, (cpu - all * best.cpuOfRow()) / asked * 1e6);
        print("  put with completion meanwhile", busy);
        for (String stage : List.of("WAIT", "INFER", "TOTAL")) {
            System.out.printf("  live evaluation, %-5s: p50 %8.0f µs, p99 %8.0f µs, max %8.0f µs%n", stage,
                number("W:P:LAT:" + stage + ":ALL:P50"), number("W:P:LAT:" + stage + ":ALL:P99"),
                number("W:P:LAT:" + stage + ":ALL:MAX"));
        }
    }

    private void reset() throws Exception {
        connect(operator, "W:P:LAT:RESET").write(true, "field(value)", 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void print(String what, Latencies latencies) {
        System.out.printf("%-36s p50 %8.0f µs, p99 %8.0f µs, max %8.0f µs (%d puts)%n", what, latencies.percentile(0.5),
            latencies.percentile(0.99), latencies.percentile(1), latencies.count());
    }

    private void put(long length, Latencies latencies) throws Exception {
        long start = System.nanoTime();
        int puts = (int) (length * 1_000_000_000L / PUT_NANOS);
        for (int i = 1; i <= puts; i++) {
            LockSupport.parkNanos(start + i * PUT_NANOS - System.nanoTime());
            long before = System.nanoTime();
            input.write(true, "field(value)", i / 1e4).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            latencies.add(System.nanoTime() - before);
        }
    }

    private static PVAChannel connect(PVAClient client, String name) throws Exception {
        PVAChannel channel = client.getChannel(name);
        channel.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private double number(String name) throws Exception {
        return ((PVANumber) connect(operator, name).read("").get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("value")).getNumber()
            .doubleValue();
    }
}
