package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which file, which values, and what is said about the others. */
class RestorationTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 7, 29, 10, 11, 12, 0, ZoneOffset.UTC);
    private static final int COPIES = 3;

    @TempDir
    private Path folder;
    private SaveFolder saves;
    private final Values.Value first = new Values.Value("T:A", "initial");
    private final Values.Value second = new Values.Value("T:B", "initial");

    @BeforeEach
    void open() {
        saves = new SaveFolder(folder, "x");
    }

    @AfterEach
    void close() {
        saves.close();
    }

    private RestoreReport restore() {
        return restore(NOW);
    }

    private RestoreReport restore(ZonedDateTime now) {
        return new Restoration(saves, COPIES, List.of(first, second), name -> "there is no such PV").run(now);
    }

    private void save(String file, String text) throws Exception {
        Values.write(folder.resolve(file), Values.of("T:A", text, "T:B", text));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theLastSave() throws Exception {
        save("x.sav", "last");
        save("x.savB", "backup");

        RestoreReport report = restore();

        assertThat(report).isEqualTo(new RestoreReport(SaveStatus.OK, "2 of 2 values restored from x.sav", List.of()));
        assertThat(first.text()).isEqualTo("last");
        assertThat(second.text()).isEqualTo("last");
        assertThat(files()).containsExactly("x.sav", "x.savB", "x.sav_260729-101112");
    }

    @Test
    void theFirstStart() {
        RestoreReport report = restore();

        assertThat(report.status()).isEqualTo(SaveStatus.WARNING);
        assertThat(report.summary()).isEqualTo("nothing to restore: there is no " + folder.resolve("x.sav")
            + "; all 2 values are as the configuration says");
        assertThat(first.text()).isEqualTo("initial");
    }

    @Test
    void theBackupOfADamagedSave() throws Exception {
        Files.writeString(folder.resolve("x.sav"), "T:A half");
        save("x.savB", "backup");

        RestoreReport report = restore();

        assertThat(first.text()).isEqualTo("backup");
        assertThat(report.status()).isEqualTo(SaveStatus.WARNING);
        assertThat(report.lines()).containsExactly(
            "x.sav does not end with <END>: it is incomplete; it is now x.sav_RBAD_260729-101112");
        assertThat(files()).containsExactly("x.savB", "x.sav_260729-101112", "x.sav_RBAD_260729-101112");
    }

    @Test
    void theNewestOlderStateIfTheBackupIsDamagedToo() throws Exception {
        Files.writeString(folder.resolve("x.sav"), "");
        Files.writeString(folder.resolve("x.savB"), "T:A half");
        for (int i = 0; i < 3; i++) {
            save("x.sav" + i, "state " + i);
        }
        Files.setLastModifiedTime(folder.resolve("x.sav0"), FileTime.from(Instant.parse("2026-07-29T08:00:00Z")));
        Files.setLastModifiedTime(folder.resolve("x.sav1"), FileTime.from(Instant.parse("2026-07-29T09:00:00Z")));
        Files.setLastModifiedTime(folder.resolve("x.sav2"), FileTime.from(Instant.parse("2026-07-29T07:00:00Z")));

        RestoreReport report = restore();

        assertThat(first.text()).isEqualTo("state 1");
        assertThat(report.sentence()).startsWith("2 of 2 values restored from x.sav1; 2 complaints, the first: x.sav is empty");
    }

    @Test
    void aSaveThatIsMissingThoughThereIsABackup() throws Exception {
        save("x.savB", "backup");

        RestoreReport report = restore();

        assertThat(first.text()).isEqualTo("backup");
        assertThat(report.lines()).containsExactly("x.sav does not exist");
    }

    @Test
    void noFileThatCanBeTrusted() throws Exception {
        Files.writeString(folder.resolve("x.sav"), "T:A 1");
        Files.createDirectory(folder.resolve("x.savB"));

        RestoreReport report = restore();

        assertThat(report.status()).isEqualTo(SaveStatus.FAILURE);
        assertThat(report.summary()).contains("no save file in " + folder + " can be used");
        assertThat(report.lines()).hasSize(2).allMatch(line -> line.contains("; it is now x.sav"));
        assertThat(files()).as("put aside: the first save must not replace what somebody may mend")
            .containsExactly("x.savB_RBAD_260729-101112", "x.sav_RBAD_260729-101112");
        assertThat(first.text()).isEqualTo("initial");
    }

    @Test
    void whatIsNotRestoredIsSaidLineByLine() throws Exception {
        Files.writeString(folder.resolve("x.sav"), """
            # autosave R5.3
            T:A 1
            T:GONE 7
            T:B 2
            T:B 3
            <END>
            """);
        first.refusing("T:A cannot be set to 1.0 A: it takes 2.0 A to 3.0 A");

        RestoreReport report = restore();

        assertThat(report.status()).isEqualTo(SaveStatus.WARNING);
        assertThat(report.lines()).containsExactly(
            "x.sav:4: T:B stands again in line 5, which counts",
            "x.sav:2: T:A not restored: T:A cannot be set to 1.0 A: it takes 2.0 A to 3.0 A",
            "x.sav:3: T:GONE not restored: there is no such PV");
        assertThat(report.sentence()).startsWith("1 of 2 values restored from x.sav; 3 complaints, the first: ");
        assertThat(first.text()).isEqualTo("initial");
        assertThat(second.text()).isEqualTo("3");
    }

    @Test
    void aValueThatTheFileDoesNotHave() throws Exception {
        Values.write(folder.resolve("x.sav"), Values.of("T:A", "1"));

        assertThat(restore().lines()).containsExactly("x.sav has no value of T:B, which is as the configuration says");
    }

    @Test
    void aStartAgainAndAgainMakesOneCopy() throws Exception {
        save("x.sav", "same");
        restore(NOW);
        save("x.sav", "same");
        restore(NOW.plusSeconds(1));

        assertThat(files()).containsExactly("x.sav", "x.sav_260729-101112");
    }

    @Test
    void theCopyStaysAsItWas() throws Exception {
        save("x.sav", "before");
        restore();

        saves.replace(saves.save(), Values.file(Values.of("T:A", "after")));

        assertThat(Values.read(folder.resolve("x.sav_260729-101112"))).containsEntry("T:A", new SavedValue.Single("before"));
    }

    @Test
    void onlySoManyCopiesAreKept() throws Exception {
        for (int i = 0; i < 5; i++) {
            save("x.sav", "state " + i);
            restore(NOW.plusSeconds(i));
        }
        Files.writeString(folder.resolve("x.sav_notes"), "not ours");

        assertThat(files()).containsExactly("x.sav", "x.sav_260729-101114", "x.sav_260729-101115", "x.sav_260729-101116",
            "x.sav_notes");
    }

    @Test
    void twoStartsInOneSecondMakeTwoCopies() throws Exception {
        save("x.sav", "one");
        restore();
        save("x.sav", "two");
        restore();

        assertThat(files()).containsExactly("x.sav", "x.sav_260729-101112", "x.sav_260729-101112-2");
    }
}
