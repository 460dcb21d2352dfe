package org.modelioc.ioc.recorder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a recording, be it a kept one, that of a process that was killed, or one that still grows. One thread at a time. */
public final class FlightFile implements AutoCloseable {

    private final Path path;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory;
    private final long header;
    private final Flight flight;
    private final long slot;

    private record Place(long sequence, long at) {
    }

    /**
     * Opens it.
     *
     * @param path the file
     * @throws IOException if it cannot be read or is no whole recording, with a sentence
     */
    public FlightFile(Path path) throws IOException {
        this.path = path;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < FlightLayout.TEXT) {
                throw fault("it is empty or cut off");
            }
            memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            header = Integer.toUnsignedLong(memory.get(FlightLayout.INT, FlightLayout.HEADER_LENGTH));
            flight = header();
            slot = FlightLayout.slot(flight);
            if (memory.byteSize() < header + slot * flight.evaluations()) {
                throw fault("it is cut off: " + memory.byteSize() + " bytes of " + (header + slot * flight.evaluations()));
            }
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private Flight header() throws IOException {
        long length = Integer.toUnsignedLong(memory.get(FlightLayout.INT, FlightLayout.TEXT_LENGTH));
        if (memory.get(FlightLayout.LONG, 0) != FlightLayout.MAGIC || header > FlightLayout.MOST_HEADER
                || header > memory.byteSize() || FlightLayout.TEXT + length > header) {
            throw fault("it does not begin as a recording does");
        }
        byte[] text = memory.asSlice(FlightLayout.TEXT, length).toArray(ValueLayout.JAVA_BYTE);
        try {
            Flight read = Flight.parse(new String(text, StandardCharsets.UTF_8));
            if (read.evaluations() < 1) {
                throw fault("its header holds " + read.evaluations() + " evaluations");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw fault("its header is damaged (" + e.getMessage() + ")");
        }
    }

    private IOException fault(String what) {
        return new IOException(path + " is no recording of evaluations: " + what);
    }

    /**
     * What it says of itself.
     *
     * @return its header
     */
    public Flight flight() {
        return flight;
    }

    /**
     * The evaluations.
     *
     * @return all that are whole, the oldest first
     */
    public List<FlightRecord> records() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < flight.evaluations(); i++) {
            long at = header + i * slot;
            long sequence = memory.get(FlightLayout.LONG, at + FlightLayout.SEQUENCE);
            if (sequence > 0 && (sequence - 1) % flight.evaluations() == i) {
                places.add(new Place(sequence, at));
            }
        }
        places.sort(Comparator.comparingLong(Place::sequence));
        return places.stream().map(this::record).toList();
    }

    private FlightRecord record(Place place) {
        long at = place.at;
        long flags = memory.get(FlightLayout.LONG, at + FlightLayout.FLAGS);
        boolean failed = (flags & FlightLayout.FAILED) != 0;
        int model = (int) (flags >> FlightLayout.VERSION_SHIFT);
        long times = at + FlightLayout.TIMES;
        long numbers = at + FlightLayout.NUMBERS;
        return new FlightRecord(place.sequence, memory.get(FlightLayout.LONG, at + FlightLayout.ID),
            memory.get(FlightLayout.LONG, at + FlightLayout.STAMP), failed, model < flight.models().size() ? model : -1,
            failed ? 0 : memory.get(FlightLayout.LONG, times + 40) - memory.get(FlightLayout.LONG, times),
            memory.asSlice(numbers, 8L * flight.inputSize()).toArray(FlightLayout.DOUBLE),
            memory.asSlice(numbers + 8L * flight.inputSize(), 8L * flight.outputSize()).toArray(FlightLayout.DOUBLE));
    }

    @Override
    public void close() {
        arena.close();
    }
}
