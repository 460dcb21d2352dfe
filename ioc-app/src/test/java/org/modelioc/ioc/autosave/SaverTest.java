package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.service.AutosaveDefinition;

/** When files are written, and what becomes of it when they cannot be. */
class SaverTest {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofHours(24);

    @TempDir
    private Path parent;
    private Path folder;
    private final List<Values.Value> values = Values.list(3, "0");
    private SaveFolder saves;
    private Saver saver;
    private Thread thread;

    @BeforeEach
    void makeTheFolder() throws Exception {
        folder = Files.createDirectory(parent.resolve("saved"));
    }

    private void start(Duration period, Duration sequencePeriod) throws Exception {
        saves = new SaveFolder(folder, "x");
        saver = new Saver(new AutosaveDefinition(folder, "x", period, 2, sequencePeriod, 1), saves, values);
        values.forEach(value -> value.onChange(saver::changed));
        thread = Thread.ofPlatform().start(saver);
    }

    private void started() throws Exception {
        start(PERIOD, NEVER);
        awaitStatus(SaveStatus.OK);
    }

    private void awaitStatus(SaveStatus status) throws Exception {
        Await.until(status.name(), () -> saver.progress().status() == status);
    }

    private void awaitSaved(Map<String, SavedValue> expected) throws Exception {
        Path file = folder.resolve("x.sav");
        Await.until(expected.toString(), () -> {
            try {
                return Values.read(file).equals(expected);
            } catch (Exception e) {
                throw new AssertionError("at no time a file that cannot be read", e);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        saver.close();
        thread.join();
    }

    private static Map<String, SavedValue> all(String first) {
        return Values.of("T:V0", first, "T:V1", "0", "T:V2", "0");
    }

    @Test
    void allValuesAreSavedAtTheStart() throws Exception {
        started();

        assertThat(Values.read(folder.resolve("x.sav"))).isEqualTo(all("0"));
        assertThat(folder.resolve("x.savB")).hasSameBinaryContentAs(folder.resolve("x.sav"));
        assertThat(saver.progress().text()).isEqualTo("3 values saved in " + folder.resolve("x.sav"));
        assertThat(saver.progress().savedAt()).isNotNull();
    }

    @Test
    void aChangeIsSaved() throws Exception {
        started();

        values.getFirst().set("7");

        awaitSaved(all("7"));
    }

    @Test
    void manyChangesMakeFewSaves() throws Exception {
        start(Duration.ofHours(1), NEVER);
        awaitStatus(SaveStatus.OK);

        for (int i = 0; i <= 10_000; i++) {
            values.getFirst().set(Integer.toString(i));
        }

        assertThat(saver.progress().saves()).isEqualTo(1);
        saver.close();
        thread.join();
        assertThat(saver.progress().saves()).isEqualTo(2);
        assertThat(Values.read(folder.resolve("x.sav"))).isEqualTo(all("10000"));
    }

    @Test
    void aCleanEndSavesWhatIsNotSavedYet() throws Exception {
        start(Duration.ofHours(1), NEVER);
        awaitStatus(SaveStatus.OK);
        values.getFirst().set("5");

        saver.close();
        thread.join();

        assertThat(Values.read(folder.resolve("x.sav"))).isEqualTo(all("5"));
    }

    @Test
    void theSameValueAgainIsNoSave() throws Exception {
        started();

        values.getFirst().set("0");
        long turns = saver.turns();
        Await.until("a turn of the saver", () -> saver.turns() > turns + 1);

        assertThat(saver.progress().saves()).isEqualTo(1);
    }

    @Test
    void olderStatesInTurns() throws Exception {
        start(PERIOD, PERIOD);
        for (String text : List.of("1", "2", "3")) {
            values.getFirst().set(text);
            Await.until("an older state with " + text, () -> isInSequence(text));
        }

        assertThat(folder.resolve("x.sav2")).doesNotExist();
    }

    private boolean isInSequence(String text) {
        for (int i = 0; i < 2; i++) {
            try {
                if (Files.exists(folder.resolve("x.sav" + i)) && Values.read(folder.resolve("x.sav" + i)).equals(all(text))) {
                    return true;
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return false;
    }

    @Test
    void aFolderThatVanishesAndComesBack() throws Exception {
        started();

        Files.move(folder, parent.resolve("away"));
        awaitStatus(SaveStatus.FAILURE);
        assertThat(saver.progress().text()).startsWith("cannot save to " + folder.resolve("x.sav") + ": ")
            .contains(": " + folder + " does not exist; trying again every 100 ms; last saved 20");
        assertThat(folder).as("not made anew: it may be a disk that is not mounted").doesNotExist();
        values.getFirst().set("7");

        Files.move(parent.resolve("away"), folder);
        awaitStatus(SaveStatus.OK);
        awaitSaved(all("7"));
    }

    @Test
    void aSaveThatSomebodyDeletesIsWrittenAgain() throws Exception {
        started();

        for (String name : List.of("x.sav", "x.savB")) {
            Files.delete(folder.resolve(name));
            Await.until(name, () -> Files.exists(folder.resolve(name)));
            assertThat(Values.read(folder.resolve(name))).isEqualTo(all("0"));
        }
    }

    @Test
    void aFileThatCannotBeWritten() throws Exception {
        started();

        Path inTheWay = Files.createDirectory(folder.resolve("x.sav.tmp"));
        Files.createFile(inTheWay.resolve("full"));
        values.getFirst().set("7");
        awaitStatus(SaveStatus.FAILURE);
        assertThat(Values.read(folder.resolve("x.sav"))).as("the last good one").isEqualTo(all("0"));

        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        awaitStatus(SaveStatus.OK);
        awaitSaved(all("7"));
    }

    @Test
    void anOlderStateThatCannotBeWritten() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("x.sav0").resolve("full")).getParent();
        Files.createDirectories(folder.resolve("x.sav1"));
        start(PERIOD, PERIOD);

        awaitStatus(SaveStatus.SEQUENCE_FAILURE);
        assertThat(saver.progress().text()).startsWith("cannot write the older state " + folder.resolve("x.sav"));
        assertThat(Values.read(folder.resolve("x.sav"))).isEqualTo(all("0"));

        Files.delete(folder.resolve("x.sav1"));
        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        awaitStatus(SaveStatus.OK);
    }

    @Test
    void whoComesFirstSaves() throws Exception {
        try (SaveFolder other = new SaveFolder(folder, "x")) {
            other.lock();
            start(PERIOD, NEVER);

            awaitStatus(SaveStatus.FAILURE);
            assertThat(saver.progress().text()).contains("another IOC (process " + ProcessHandle.current().pid())
                .contains("has locked " + folder.resolve("x.lock")).contains("nothing has been saved since the start");
            assertThat(folder.resolve("x.sav")).doesNotExist();
        }
        awaitStatus(SaveStatus.OK);
    }
}
