package org.modelioc.ioc.recorder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.ioc.evaluation.EvaluationObserver;
import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.runtime.store.ModelFiles;

/**
 * A recording that grows: the owner thread of a pipeline writes, and nothing is allocated.
 *
 * <p>The file is filled with zeros before it is mapped: a disk that is full shows at start, not as a fault of memory later.
 */
final class Recording implements EvaluationObserver, AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final Flight flight;
    private final Path file;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final long header;
    private final long slot;
    private final int inputs;
    private final int outputs;
    /** What its header names. Written by who holds the lock of the evaluator, as {@link #model} is read and written. */
    private final List<Flight.Version> models;
    private long textLength;
    private int model;
    private volatile long sequence;

    private Recording(Flight flight, Path file, FileChannel channel, long header, byte[] text) throws IOException {
        this.flight = flight;
        this.file = file;
        this.channel = channel;
        this.header = header;
        slot = FlightLayout.slot(flight);
        inputs = flight.inputSize();
        outputs = flight.outputSize();
        models = new ArrayList<>(flight.models());
        textLength = text.length;
        memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, header + slot * flight.evaluations(), arena);
        memory.set(FlightLayout.INT, FlightLayout.HEADER_LENGTH, (int) header);
        memory.set(FlightLayout.INT, FlightLayout.TEXT_LENGTH, text.length);
        MemorySegment.copy(MemorySegment.ofArray(text), 0, memory, FlightLayout.TEXT, text.length);
        memory.set(FlightLayout.LONG, 0, FlightLayout.MAGIC);
    }

    /**
     * Makes the file.
     *
     * @param flight what it says of itself
     * @param file   must not be there yet
     * @throws IOException if it cannot be made, with the reason; nothing is left of it
     */
    static Recording create(Flight flight, Path file) throws IOException {
        byte[] text = flight.text().getBytes(StandardCharsets.UTF_8);
        long header = FlightLayout.header(text.length);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // held until the process ends, however that may be: who finds the file unlocked may put it aside
            channel.tryLock();
            fill(channel, header + FlightLayout.slot(flight) * flight.evaluations());
            return new Recording(flight, file, channel, header, text);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void fill(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(CHUNK, size - at));
            at += channel.write(zeros, at);
        }
    }

    @Override
    public void evaluated(int id, long stamp, EvaluationClock clock, double[] in, double[] out, boolean failed) {
        long next = sequence + 1;
        long at = header + (next - 1) % flight.evaluations() * slot;
        // who copies the ring meanwhile sees that this slot is not whole
        FlightLayout.SEQUENCE_HANDLE.setVolatile(memory, at + FlightLayout.SEQUENCE, -next);
        memory.set(FlightLayout.LONG, at + FlightLayout.ID, id);
        memory.set(FlightLayout.LONG, at + FlightLayout.STAMP, stamp);
        boolean stages = clock.hasStages() && !failed;
        memory.set(FlightLayout.LONG, at + FlightLayout.FLAGS,
            (failed ? FlightLayout.FAILED : 0) | (stages ? FlightLayout.STAGES : 0) | (long) model << FlightLayout.VERSION_SHIFT);
        long times = at + FlightLayout.TIMES;
        memory.set(FlightLayout.LONG, times, clock.requestedAt());
        memory.set(FlightLayout.LONG, times + 8, clock.takenAt());
        memory.set(FlightLayout.LONG, times + 16, clock.preparedAt());
        memory.set(FlightLayout.LONG, times + 24, clock.inferredAt());
        memory.set(FlightLayout.LONG, times + 32, clock.unpackedAt());
        memory.set(FlightLayout.LONG, times + 40, clock.postedAt());
        long numbers = at + FlightLayout.NUMBERS;
        MemorySegment.copy(in, 0, memory, FlightLayout.DOUBLE, numbers, inputs);
        MemorySegment.copy(out, 0, memory, FlightLayout.DOUBLE, numbers + 8L * inputs, outputs);
        FlightLayout.SEQUENCE_HANDLE.setRelease(memory, at + FlightLayout.SEQUENCE, next);
        sequence = next;
    }

    @Override
    public void takenOver(ModelFiles version) {
        Flight.Version next = new Flight.Version(version.file().toString(), version.sha256());
        int known = models.indexOf(next);
        model = known >= 0 ? known : add(next);
    }

    /** Its place in the header; negative if there is no room. */
    private int add(Flight.Version version) {
        byte[] text = version.text().getBytes(StandardCharsets.UTF_8);
        if (FlightLayout.TEXT + textLength + text.length > header) {
            return -1;
        }
        MemorySegment.copy(MemorySegment.ofArray(text), 0, memory, FlightLayout.TEXT + textLength, text.length);
        textLength += text.length;
        // who reads meanwhile sees all of it or nothing
        VarHandle.releaseFence();
        memory.set(FlightLayout.INT, FlightLayout.TEXT_LENGTH, (int) textLength);
        models.add(version);
        return models.size() - 1;
    }

    /** How many evaluations were recorded; readable by any thread. */
    long count() {
        return sequence;
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    /**
     * Copies the recording as it is. Evaluations that are written meanwhile may be missing in the copy.
     *
     * @param to must not be there yet
     * @throws IOException if it cannot be written; nothing is left of it
     */
    void copy(Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] bytes = new byte[Math.toIntExact(slot)];
            for (long at = header; at < memory.byteSize(); at += slot) {
                write(out, at, bytes);
            }
            // last: it names at least the versions of the model that the evaluations were made by
            write(out, 0, header);
            out.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(to);
            throw e;
        }
    }

    private void write(FileChannel out, long at, long length) throws IOException {
        ByteBuffer bytes = memory.asSlice(at, length).asByteBuffer();
        while (bytes.hasRemaining()) {
            out.write(bytes, at + bytes.position());
        }
    }

    // one slot, or zeros if it was written meanwhile
    private void write(FileChannel out, long at, byte[] bytes) throws IOException {
        long before = (long) FlightLayout.SEQUENCE_HANDLE.getAcquire(memory, at + FlightLayout.SEQUENCE);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, bytes, 0, bytes.length);
        VarHandle.acquireFence();
        long after = (long) FlightLayout.SEQUENCE_HANDLE.getVolatile(memory, at + FlightLayout.SEQUENCE);
        ByteBuffer whole = before == after && before > 0 ? ByteBuffer.wrap(bytes) : ByteBuffer.allocate(bytes.length);
        while (whole.hasRemaining()) {
            out.write(whole, at + whole.position());
        }
    }

    /** After the last evaluation. */
    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }
}
