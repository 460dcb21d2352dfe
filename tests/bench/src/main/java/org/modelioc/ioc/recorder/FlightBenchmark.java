package org.modelioc.ioc.recorder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.modelioc.ioc.latency.EvaluationClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the flight recorder costs the owner thread of a pipeline, an evaluation: 10 inputs and 6 outputs, as the LEBT example has
 * them, with id, stamp and times, into a mapped file of 10 000 evaluations. The floor is a copy of the same number of bytes into
 * memory that is no file.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseZGC", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class FlightBenchmark {

    private static final int INPUTS = 10;
    private static final int OUTPUTS = 6;
    private static final int EVALUATIONS = 10_000;

    private final double[] inputs = new double[INPUTS];
    private final double[] outputs = new double[OUTPUTS];
    private final EvaluationClock clock = new EvaluationClock();
    private Path folder;
    private Recording recording;
    private Arena arena;
    private MemorySegment memory;
    private byte[] bytes;
    private int id;

    private static List<Flight.Column> columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Flight.Column("PV" + i, 1)).toList();
    }

    /** Makes the file. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "flight-benchmark");
        Flight flight = new Flight("bench.yaml", "BENCH:", "RUN", List.of(new Flight.Version("bench.onnx", "")), 1, EVALUATIONS,
            columns(INPUTS), columns(OUTPUTS));
        recording = Recording.create(flight, folder.resolve("bench.flight"));
        bytes = new byte[Math.toIntExact(FlightLayout.slot(flight))];
        arena = Arena.ofShared();
        memory = arena.allocate((long) bytes.length * EVALUATIONS);
        clock.taken(System.nanoTime());
        clock.prepared();
        clock.inferred();
        clock.unpacked();
        clock.posted(1);
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        recording.close();
        arena.close();
        Files.delete(recording.file());
        Files.delete(folder);
    }

    /** The same number of bytes. */
    @Benchmark
    public int floor() {
        id = id + 1 & Integer.MAX_VALUE;
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, (long) (id % EVALUATIONS) * bytes.length, bytes.length);
        return id;
    }

    /** One evaluation. */
    @Benchmark
    public int record() {
        id = id + 1 & Integer.MAX_VALUE;
        inputs[id % INPUTS] = id;
        recording.evaluated(id, id, clock, inputs, outputs, false);
        return id;
    }
}
