package org.modelioc.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.modelioc.runtime.onnx.Mlp;

/**
 * What-if requests of one row each by several clients at once, while an operator puts an input every 10 ms; against ONNX Runtime
 * alone, in this process, with the batch that suits it best, before the IOC starts.
 *
 * <p>System properties, with their defaults: {@code requests} 200 at once, {@code connections} 4, {@code seconds} 10,
 * {@code hidden} 1024 (width of either hidden layer), {@code batch} 256 ({@code largest-batch}).
 */
public final class WhatIfLoad {

    private static final int INPUTS = 27;
    private static final int[] BATCHES = {1, 8, 32, 128, 256, 512, 1024};
    private static final long PATIENCE_SECONDS = 60;
    private static final long PUT_NANOS = 10_000_000;
    private static final long WARM_UP_SECONDS = 3;
    private static final int FLOOR_SECONDS = 2;

    private final int requests = Integer.getInteger("requests", 200);
    private final int connections = Integer.getInteger("connections", 4);
    private final int seconds = Integer.getInteger("seconds", 10);
    private final int hidden = Integer.getInteger("hidden", 1024);
    private final int batch = Integer.getInteger("batch", 256);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean end = new AtomicBoolean();

    private WhatIfLoad() {
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
        System.out.printf("%d → %d → %d → 1, %d processors; %d requests at once over %d connections%n", INPUTS, hidden, hidden,
            Runtime.getRuntime().availableProcessors(), requests, connections);
        double best = 0;
        for (int size : BATCHES) {
            double rows = floor(model, size);
            System.out.printf("ONNX Runtime alone, batch %4d: %8.0f rows/s, %8.2f ms a batch%n", size, rows, size / rows * 1e3);
            best = Math.max(best, rows);
        }
        try (RunningIoc _ = new RunningIoc(home, configuration(folder))) {
            load(best);
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

    /** Rows a second. */
    private static double floor(Path model, int size) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer x = direct(size * INPUTS);
        Random random = new Random(size);
        for (int i = 0; i < x.capacity(); i++) {
            x.put(i, random.nextFloat());
        }
        try (OrtSession session = environment.createSession(model.toString());
                OnnxTensor in = OnnxTensor.createTensor(environment, x, new long[] {size, INPUTS});
                OnnxTensor out = OnnxTensor.createTensor(environment, direct(size), new long[] {size, 1})) {
            Map<String, OnnxTensor> inputs = Map.of("x", in);
            Map<String, OnnxTensor> outputs = Map.of("y", out);
            long runs = -3;
            long start = System.nanoTime();
            while (runs <= 0 || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(FLOOR_SECONDS)) {
                session.run(inputs, Set.of(), outputs).close();
                if (++runs == 0) {
                    start = System.nanoTime();
                }
            }
            return runs * size / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private void load(double best) throws Exception {
        PVAClient operator = new PVAClient();
        PVAChannel input = connect(operator, "W:I0");
        Latencies alone = new Latencies();
        put(input, WARM_UP_SECONDS, new Latencies());
        put(input, seconds, alone);

        List<PVAChannel> channels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            channels.add(connect(new PVAClient(), "W:P:EVAL"));
        }
        for (int i = 0; i < requests; i++) {
            ask(channels.get(i % connections), i);
        }
        put(input, WARM_UP_SECONDS, new Latencies());
        TimeUnit.SECONDS.sleep(1);
        reset(operator);
        long rowsBefore = answered.get();
        double batchesBefore = number(operator, "W:P:WHATIF:BATCHES");
        double countedBefore = number(operator, "W:P:WHATIF:ROWS");
        long start = System.nanoTime();
        Latencies busy = new Latencies();
        put(input, seconds, busy);
        double took = (System.nanoTime() - start) / 1e9;
        double rows = (answered.get() - rowsBefore) / took;
        double batches = (number(operator, "W:P:WHATIF:BATCHES") - batchesBefore) / took;
        double size = (number(operator, "W:P:WHATIF:ROWS") - countedBefore) / took / batches;
        TimeUnit.SECONDS.sleep(2);
        System.out.printf("what-if requests: %.0f rows/s, ratio to the best of ONNX Runtime alone %.2f; %.0f rows a batch,"
            + " %.2f ms a batch, %d failed%n", rows, rows / best, size, 1e3 / batches, failed.get());
        print("put with completion, alone", alone);
        print("put with completion, with requests", busy);
        for (String stage : List.of("WAIT", "INFER", "TOTAL")) {
            System.out.printf("live evaluation with requests, %-5s: p50 %8.0f µs, p99 %8.0f µs, max %8.0f µs%n", stage,
                number(operator, "W:P:LAT:" + stage + ":ALL:P50"), number(operator, "W:P:LAT:" + stage + ":ALL:P99"),
                number(operator, "W:P:LAT:" + stage + ":ALL:MAX"));
        }
        System.out.printf("batches that a live evaluation waited: p50 %.2f, p99 %.2f, max %.2f (TOTAL / time a batch)%n",
            inBatches(operator, "P50", batches), inBatches(operator, "P99", batches), inBatches(operator, "MAX", batches));
        end.set(true);
    }

    private static double inBatches(PVAClient operator, String statistic, double batches) throws Exception {
        return number(operator, "W:P:LAT:TOTAL:ALL:" + statistic) * 1e-6 * batches;
    }

    private static void reset(PVAClient operator) throws Exception {
        connect(operator, "W:P:LAT:RESET").write(true, "field(value)", 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void print(String what, Latencies latencies) {
        System.out.printf("%-36s p50 %8.0f µs, p99 %8.0f µs, max %8.0f µs (%d puts)%n", what, latencies.percentile(0.5),
            latencies.percentile(0.99), latencies.percentile(1), latencies.count());
    }

    // the next one when the one before is answered: that many are under way at any time
    private void ask(PVAChannel channel, int number) {
        PVAStructure query = new PVAStructure("query", "", new PVADouble("I1", number / 1e3),
            new PVADouble("I2", answered.get() % 100 / 1e2));
        PVAStructure question = new PVAStructure("", "epics:nt/NTURI:1.0", new PVAString("scheme", "pva"),
            new PVAString("path", ""), query);
        try {
            channel.invoke(question).whenComplete((_, failure) -> {
                (failure == null ? answered : failed).incrementAndGet();
                if (!end.get()) {
                    ask(channel, number);
                }
            });
        } catch (RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    private static void put(PVAChannel input, long seconds, Latencies latencies) throws Exception {
        long start = System.nanoTime();
        int puts = (int) (seconds * 1_000_000_000L / PUT_NANOS);
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

    private static double number(PVAClient client, String name) throws Exception {
        return ((PVANumber) connect(client, name).read("").get(PATIENCE_SECONDS, TimeUnit.SECONDS).get("value")).getNumber()
            .doubleValue();
    }
}
