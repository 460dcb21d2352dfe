package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(folder.toFile().list()).as("nothing piles up").hasSizeLessThan(12);
    }

    /** The last number of which the process said that it is saved; the one before it began if it said nothing. */
    private long runAndKill(long number) throws Exception {
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            SavingProcess.class.getName(), folder.toString(), Long.toString(number))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            String last = lines.readLine();
            assertThat(last).as("a first save").isNotNull();
            // once it saves: in any of the steps of a save, which takes some milliseconds
            Thread.sleep(random.nextInt(MOST_MILLIS), random.nextInt(1_000_000));
            process.destroyForcibly().waitFor();
            for (String line : rest(lines)) {
                last = line.isEmpty() ? last : line;
            }
            return Long.parseLong(last);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> rest(BufferedReader lines) {
        List<String> rest = new ArrayList<>();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rest.add(line);
            }
        } catch (IOException e) {
            // the pipe ends with the process
        }
        return rest;
    }

    /** Restores as an IOC does, and gives the least of the numbers. */
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
        List<Long> numbers =
            values.subList(0, SavingProcess.VALUES).stream().map(value -> Long.parseLong(value.text())).toList();
        // the process may have died between a save and its word of it, or in the middle of setting the next number
        assertThat(numbers).as("%s: %d was saved", kill, confirmed)
            .allMatch(number -> number >= confirmed && number <= confirmed + 2);
        return numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
