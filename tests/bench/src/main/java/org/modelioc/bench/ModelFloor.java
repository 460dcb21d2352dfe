package org.modelioc.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A model of one tensor x and one tensor y in ONNX Runtime alone, in this process. ONNX Runtime takes one thread for each core by
 * itself, and none for its second hyper-thread; so it is also measured with a run on each processor, whichever gives more.
 *
 * @param batch     rows of a run
 * @param at        runs at once
 * @param rows      a second
 * @param cpuOfRow  seconds of the processors
 */
record ModelFloor(int batch, int at, double rows, double cpuOfRow) {

    private static final int SECONDS = 2;
    private static final int WARM_UP = 3;

    /**
     * Measures.
     *
     * @param model  the file
     * @param inputs numbers of a row
     * @param batch  rows of a run
     * @param at     runs at once, each on one thread; with 1 it is ONNX Runtime's to choose its threads
     * @return what came out
     * @throws Exception if the model fails
     */
    static ModelFloor measure(Path model, int inputs, int batch, int at) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                ExecutorService threads = Executors.newFixedThreadPool(at)) {
            if (at > 1) {
                options.setIntraOpNumThreads(1);
            }
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                all(threads, at, () -> runs(session, batch, inputs, WARM_UP, 0));
                long cpu = cpuNanos();
                long start = System.nanoTime();
                double rows = all(threads, at, () -> runs(session, batch, inputs, 1, TimeUnit.SECONDS.toNanos(SECONDS))) * batch;
                return new ModelFloor(batch, at, rows / ((System.nanoTime() - start) / 1e9), (cpuNanos() - cpu) / 1e9 / rows);
            }
        }
    }

    private static long all(ExecutorService threads, int at, Callable<Long> task) throws Exception {
        List<Future<Long>> futures = new ArrayList<>();
        for (int i = 0; i < at; i++) {
            futures.add(threads.submit(task));
        }
        long sum = 0;
        for (Future<Long> each : futures) {
            sum += each.get();
        }
        return sum;
    }

    /** Runs the model at least so often and so long; gives how often. */
    private static long runs(OrtSession session, int batch, int inputs, int least, long nanos) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer x = direct(batch * inputs);
        Random random = new Random(batch);
        for (int i = 0; i < x.capacity(); i++) {
            x.put(i, random.nextFloat());
        }
        try (OnnxTensor in = OnnxTensor.createTensor(environment, x, new long[] {batch, inputs});
                OnnxTensor out = OnnxTensor.createTensor(environment, direct(batch), new long[] {batch, 1})) {
            Map<String, OnnxTensor> from = Map.of("x", in);
            Map<String, OnnxTensor> to = Map.of("y", out);
            long start = System.nanoTime();
            long runs = 0;
            while (runs < least || System.nanoTime() - start < nanos) {
                session.run(from, Set.of(), to).close();
                runs++;
            }
            return runs;
        }
    }

    /** What this process has taken of the processors. */
    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
