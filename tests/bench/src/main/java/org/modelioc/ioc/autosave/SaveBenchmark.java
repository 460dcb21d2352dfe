package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.service.AutosaveDefinition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One save of many setpoints: copy, text, checksum, two files, each forced to the disk and renamed. The floor is two files of the
 * same bytes, forced to the disk. And a put while values are saved: the listener is all that it costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SaveBenchmark {

    @Param({"50", "50000"})
    private int values;

    private final Random random = new Random(1);
    private final List<DoublePv> pvs = new ArrayList<>();
    private Path folder;
    private SaveFolder saves;
    private Saver saver;
    private byte[] bytes;

    /** A setpoint that feeds nothing. */
    private static final class Nothing implements Setpoint {
        @Override
        public void stored(Pv pv) {
            // no pipeline
        }

        @Override
        public void process() {
            // no pipeline
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Makes the PVs and the first save. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "save-benchmark");
        List<Saveable> saveables = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            DoublePv pv = new DoublePv("BENCH:SECTION" + i + ":SP", Metadata.builtIn("", "A"), new Nothing());
            pv.put(random.nextGaussian());
            pvs.add(pv);
            saveables.add(new PvValue(pv));
        }
        saves = new SaveFolder(folder, "x");
        saver = new Saver(new AutosaveDefinition(folder, "x", Duration.ofSeconds(5), 0, Duration.ofSeconds(60), 1), saves,
            saveables);
        saveables.forEach(saveable -> saveable.onChange(saver::changed));
        saver.save();
        bytes = Files.readAllBytes(saves.save());
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        saves.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** A change and the save of all. */
    @Benchmark
    public void save() throws PutRejectedException {
        put();
        saver.save();
    }

    /** A put, nearly always while a save is due anyway. */
    @Benchmark
    public void put() throws PutRejectedException {
        pvs.get(random.nextInt(values)).put(random.nextGaussian());
    }

    /** The same bytes into two files. */
    @Benchmark
    public void floor() throws IOException {
        force("a");
        force("b");
    }

    private void force(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(true);
        }
    }
}
