package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process killed at any moment loses nothing that was saved, and leaves no file that cannot be read.
 *
 * <p>{@code -Dautosave.kills=200} kills more of them than the ordinary build does.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("autosave.kills", 10);
    private static final long SEED = Long.getLong("autosave.seed", System.nanoTime());
    private static final int MOST_MILLIS = 60;

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);

    @Test
    void killedAtAnyMoment() throws Exception {
        long number = 1;
        for (int kill = 1; kill <= KILLS; kill++) {
            long confirmed = runAndKill(number);
            number = restored("kill " + kill + " of seed " + SEED, confirmed) + 1;
        }
        assertThat(folder.toFile().list()).as("nothing piles up").hasSizeLessThan(13);
    }

    /** The last number of which the process said that it is saved. */
    private long runAndKill(long number) throws Exception {
        // a pipe would lose at the kill what has not been read yet
        Path said = Files.write(folder.resolve("said"), new byte[0]);
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            SavingProcess.class.getName(), folder.toString(), Long.toString(number))
            .redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            Await.until("a first save", () -> !numbers(said).isEmpty() || !process.isAlive());
            // once it saves: in any of the steps of a save, which takes some milliseconds
            Thread.sleep(random.nextInt(MOST_MILLIS), random.nextInt(1_000_000));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return numbers(said).getLast();
    }

    private static List<Long> numbers(Path said) {
        try {
            return Files.readAllLines(said).stream().map(Long::parseLong).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Restores as an IOC does, and gives the greatest of the numbers. */
    private long restored(String kill, long confirmed) throws Exception {
        List<Values.Value> values = new ArrayList<>(Values.list(SavingProcess.VALUES, "lost"));
        values.add(new Values.Value("T:TICK", "lost"));
        try (SaveFolder saves = new SaveFolder(folder, "x")) {
            for (Path file : saves.candidates()) {
                assertThat(Values.read(file)).as("%s: %s", kill, file).hasSize(values.size());
            }
            saves.lock();
            RestoreReport report = new Restoration(saves, 1, values, name -> "unknown").run(ZonedDateTime.now());
            assertThat(report).as(kill).isEqualTo(new RestoreReport(SaveStatus.OK,
                values.size() + " of " + values.size() + " values restored from x.sav", List.of()));
        }
        LongSummaryStatistics numbers = values.subList(0, SavingProcess.VALUES).stream()
            .mapToLong(value -> Long.parseLong(value.text())).summaryStatistics();
        assertThat(numbers.getMin()).as("%s: the least that is left, where %d was saved", kill, confirmed)
            .isGreaterThanOrEqualTo(confirmed);
        // it may have died in the middle of setting the next number, or between a save and its word of it
        assertThat(numbers.getMax()).as(kill).isLessThanOrEqualTo(confirmed + 1);
        return numbers.getMax();
    }
}
