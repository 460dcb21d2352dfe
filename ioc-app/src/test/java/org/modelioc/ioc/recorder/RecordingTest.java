package org.modelioc.ioc.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.runtime.store.ModelFiles;

/** What is written can be read, also in the middle of writing, and what is damaged is refused. */
class RecordingTest {

    private static final int EVALUATIONS = 8;
    private static final Flight FLIGHT = new Flight("/x/ioc.yaml", "T:", "RUN",
        List.of(new Flight.Version("/x/m.onnx", "ab12")), 1_700_000_000_000_000_000L, EVALUATIONS,
        List.of(new Flight.Column("A", 1), new Flight.Column("WAVE form", 3)), List.of(new Flight.Column("Y", 2)));

    @TempDir
    private Path folder;
    private final EvaluationClock clock = new EvaluationClock();

    private Path file() {
        return folder.resolve("T_RUN.flight");
    }

    private void evaluate(Recording recording, int id, boolean failed) {
        clock.taken(System.nanoTime());
        clock.posted(0);
        recording.evaluated(id, 1_000L * id, clock, new double[] {id, id + 0.25, id + 0.5, Double.NaN},
            new double[] {-id, id * 1e300}, failed);
    }

    private static List<FlightRecord> read(Path file) throws IOException {
        try (FlightFile flight = new FlightFile(file)) {
            assertThat(flight.flight()).isEqualTo(FLIGHT);
            return flight.records();
        }
    }

    @Test
    void theLastEvaluationsAreThereInTheirOrder() throws Exception {
        try (Recording recording = Recording.create(FLIGHT, file())) {
            assertThat(read(file())).isEmpty();
            for (int id = 1; id <= 3; id++) {
                evaluate(recording, id, false);
            }
            assertThat(read(file())).extracting(FlightRecord::id).containsExactly(1L, 2L, 3L);
            for (int id = 4; id <= 19; id++) {
                evaluate(recording, id, id == 19);
            }
            assertThat(recording.count()).isEqualTo(19);
        }
        List<FlightRecord> records = read(file());
        assertThat(records).extracting(FlightRecord::id).containsExactly(12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
        FlightRecord last = records.get(6);
        assertThat(last.stamp()).isEqualTo(18_000);
        assertThat(last.inputs()).containsExactly(18, 18.25, 18.5, Double.NaN);
        assertThat(last.outputs()).containsExactly(-18, 18 * 1e300);
        assertThat(last.failed()).isFalse();
        assertThat(last.total()).isNotNegative();
        assertThat(records.getLast().failed()).isTrue();
    }

    @Test
    void anEvaluationCutOffInTheMiddleIsLeftOut() throws Exception {
        try (Recording recording = Recording.create(FLIGHT, file())) {
            for (int id = 1; id <= 5; id++) {
                evaluate(recording, id, false);
            }
        }
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            // as if the process had ended while it overwrote the third slot
            raw.seek(FlightLayout.header(FLIGHT.text().length()) + 2 * FlightLayout.slot(FLIGHT));
            raw.writeLong(Long.reverseBytes(-11));
        }
        assertThat(read(file())).extracting(FlightRecord::id).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void aCopyHoldsWholeEvaluationsOnlyWhileOthersAreWritten() throws Exception {
        try (Recording recording = Recording.create(FLIGHT, file())) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int id = 1; !Thread.interrupted(); id++) {
                    evaluate(recording, id, false);
                }
            });
            try {
                for (int i = 0; i < 50; i++) {
                    Path copy = folder.resolve("copy" + i);
                    recording.copy(copy);
                    for (FlightRecord record : read(copy)) {
                        assertThat(record.inputs()).containsExactly(record.id(), record.id() + 0.25, record.id() + 0.5,
                            Double.NaN);
                        assertThat(record.outputs()).containsExactly(-record.id(), record.id() * 1e300);
                    }
                }
            } finally {
                writer.interrupt();
                writer.join();
            }
        }
    }

    private static ModelFiles version(String file, String sha256) {
        return new ModelFiles(Path.of(file), Path.of(file), Optional.empty(), sha256);
    }

    @Test
    void eachEvaluationKnowsTheVersionThatMadeIt() throws Exception {
        try (Recording recording = Recording.create(FLIGHT, file())) {
            evaluate(recording, 1, false);
            recording.takenOver(version("/x/2/m.onnx", "cd34"));
            evaluate(recording, 2, true);
            recording.takenOver(version("/x/m.onnx", "ab12"));
            evaluate(recording, 3, false);
            recording.takenOver(version("/x/2/m.onnx", "ef56"));
            evaluate(recording, 4, false);
            recording.copy(folder.resolve("copy"));
        }
        for (Path path : List.of(file(), folder.resolve("copy"))) {
            try (FlightFile flight = new FlightFile(path)) {
                assertThat(flight.flight().models()).containsExactly(new Flight.Version("/x/m.onnx", "ab12"),
                    new Flight.Version("/x/2/m.onnx", "cd34"), new Flight.Version("/x/2/m.onnx", "ef56"));
                assertThat(flight.records()).extracting(FlightRecord::model).containsExactly(0, 1, 0, 2);
                assertThat(flight.records()).extracting(FlightRecord::failed).containsExactly(false, true, false, false);
            }
        }
    }

    @Test
    void versionsWithoutRoomAreToldFromOthers() throws Exception {
        String deep = "/x" + "/deep".repeat(600);
        int fit = FlightLayout.ROOM / (deep.length() + 16);
        try (Recording recording = Recording.create(FLIGHT, file())) {
            for (int i = 0; i < 2 * fit; i++) {
                recording.takenOver(version(deep, Integer.toString(i)));
                evaluate(recording, i + 1, false);
            }
            recording.takenOver(version(deep, "1"));
            evaluate(recording, 2 * fit + 1, false);
        }
        try (FlightFile flight = new FlightFile(file())) {
            assertThat(flight.flight().models()).hasSizeBetween(fit, fit + 3);
            assertThat(flight.records()).extracting(FlightRecord::model).containsExactly(-1, -1, -1, -1, -1, -1, -1, 2);
        }
    }

    @Test
    void aFolderPutsEarlierRecordingsAsideAndForgetsTheOldest() throws Exception {
        FlightFolder flights = new FlightFolder(folder.resolve("deep/flight"), "T:RUN");
        for (int run = 0; run < 4; run++) {
            try (Recording recording = flights.begin(FLIGHT, 2)) {
                evaluate(recording, run + 1, false);
                if (run == 0) {
                    assertThat(read(flights.keep(recording))).hasSize(1);
                    assertThatThrownBy(() -> flights.begin(FLIGHT, 2)).isInstanceOf(IOException.class)
                        .hasMessageStartingWith("another IOC records in ").hasMessageEndingWith("give each a folder of its own");
                }
            }
        }
        try (var files = Files.list(folder.resolve("deep/flight"))) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).contains("T_RUN.flight").filteredOn(name -> name.matches("T_RUN-\\d.*")).hasSize(2);
            assertThat(names).filteredOn(name -> name.startsWith("T_RUN-kept-")).hasSize(1);
        }
    }

    @Test
    void whatIsCutOffOrForeignIsRefused() throws Exception {
        Recording.create(FLIGHT, file()).close();
        byte[] whole = Files.readAllBytes(file());
        Path bad = folder.resolve("bad");
        for (int length : new int[] {0, 7, 15, 16, 100, (int) FlightLayout.header(0), whole.length - 1}) {
            Files.write(bad, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new FlightFile(bad)).as("%d bytes", length).isInstanceOf(IOException.class)
                .hasMessageStartingWith(bad + " is no recording of evaluations: ");
        }
        for (int at : new int[] {0, 9, 13, 16, 30}) {
            byte[] damaged = whole.clone();
            damaged[at] = (byte) 0xFF;
            Files.write(bad, damaged);
            assertThatThrownBy(() -> {
                try (FlightFile file = new FlightFile(bad)) {
                    assertThat(file.flight()).isNotEqualTo(FLIGHT);
                    throw new IOException("read as another one");
                }
            }).as("byte %d", at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatCannotBeMadeLeavesNothing() {
        assertThatThrownBy(() -> Recording.create(FLIGHT, folder.resolve("no/such/folder"))).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
