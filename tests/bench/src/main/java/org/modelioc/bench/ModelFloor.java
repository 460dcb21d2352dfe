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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A model of one tensor x and one tensor y in ONNX Runtime alone, in this process, with all processors.
 *
 * @param batch     rows of a run
 * @param rows      a second
 * @param cpuOfRow  seconds of the processors
 */
record ModelFloor(int batch, double rows, double cpuOfRow) {

    private static final int SECONDS = 2;

    static ModelFloor measure(Path model, int inputs, int batch) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer x = direct(batch * inputs);
        Random random = new Random(batch);
        for (int i = 0; i < x.capacity(); i++) {
            x.put(i, random.nextFloat());
        }
        try (OrtSession session = environment.createSession(model.toString());
                OnnxTensor in = OnnxTensor.createTensor(environment, x, new long[] {batch, inputs});
                OnnxTensor out = OnnxTensor.createTensor(environment, direct(batch), new long[] {batch, 1})) {
            Map<String, OnnxTensor> from = Map.of("x", in);
            Map<String, OnnxTensor> to = Map.of("y", out);
            long runs = -3;
            long start = System.nanoTime();
            long cpu = cpuNanos();
            while (runs <= 0 || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
                session.run(from, Set.of(), to).close();
                if (++runs == 0) {
                    start = System.nanoTime();
                    cpu = cpuNanos();
                }
            }
            double rows = runs * batch;
            return new ModelFloor(batch, rows / ((System.nanoTime() - start) / 1e9), (cpuNanos() - cpu) / 1e9 / rows);
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
