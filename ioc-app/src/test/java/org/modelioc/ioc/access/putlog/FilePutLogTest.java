package org.modelioc.ioc.access.putlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.service.PutLogDefinition;
import org.modelioc.schema.service.PutLogDefinition.Which;

/** What comes into the file, and what shows when nothing can. */
class FilePutLogTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long STAMP = 1_787_479_872L * SECOND;
    private static final PutLog.Origin ALICE = new PutLog.Origin("alice", "ws3", "10.0.0.7");
    private static final PutLog.Origin BOB = new PutLog.Origin("bob", "ws4", "10.0.0.8");
    private static final Duration NO_BURST = Duration.ZERO;
    private static final Duration BURST = Duration.ofHours(1);

    @TempDir
    private Path folder;
    private final PvDatabase pvs = new PvDatabase();
    private FilePutLog log;

    @AfterEach
    void end() {
        log.close();
    }

    private FilePutLog log(Path file, Which which, Duration burst, long size, int files) {
        log = new FilePutLog(new PutLogDefinition(file, which, burst, size, files), "X:", pvs);
        return log;
    }

    private FilePutLog log(Which which, Duration burst) {
        log(file(), which, burst, 1 << 20, 3).start();
        return log;
    }

    private Path file() {
        return folder.resolve("logs/puts.jsonl");
    }

    private List<String> lines() throws IOException {
        log.close();
        try (Stream<String> lines = Files.lines(file())) {
            return lines.map(line -> line.replaceAll("\"(date|time|host|peer)\":\"[^\"]*\",", "")).toList();
        }
    }

    private static ArrayValue array(double... elements) {
        return new ArrayValue(Arrays.stream(elements).mapToObj(element -> (Object) element).toList(), elements.length,
            Arrays.hashCode(elements));
    }

    private long number(String name) {
        return ((LongPv) pvs.get("X:PUTLOG:" + name)).value();
    }

    private StringPv message() {
        return (StringPv) pvs.get("X:PUTLOG:MESSAGE");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20 * SECOND;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(2);
        }
    }

    @Test
    void eachPutIsALine() throws Exception {
        log(Which.ALL, NO_BURST);
        log.add(STAMP, ALICE, "X:A", 1.0, 0.0);
        log.add(STAMP, ALICE, "X:A", 1.0, 1.0);
        log.add(STAMP, BOB, "X:TEXT", "on", "off");
        assertThat(lines()).containsExactly(
            "{\"user\":\"alice\",\"pv\":\"X:A\",\"new\":1.0,\"old\":0.0}",
            "{\"user\":\"alice\",\"pv\":\"X:A\",\"new\":1.0,\"old\":1.0}",
            "{\"user\":\"bob\",\"pv\":\"X:TEXT\",\"new\":\"on\",\"old\":\"off\"}");
        assertThat(number("COUNT")).isEqualTo(3);
        assertThat(number("LOST")).isZero();
    }

    @Test
    void changesOnly() throws Exception {
        log(Which.CHANGES, NO_BURST);
        log.add(STAMP, ALICE, "X:A", 1.0, 1.0);
        log.add(STAMP, ALICE, "X:A", Double.NaN, Double.NaN);
        log.add(STAMP, ALICE, "X:A", array(1, 2), array(1, 2));
        log.add(STAMP, ALICE, "X:A", array(1, 2), array(1, 3));
        assertThat(lines()).containsExactly(
            "{\"user\":\"alice\",\"pv\":\"X:A\",\"new\":[1.0,2.0],\"new-size\":2,\"old\":[1.0,3.0],\"old-size\":2}");
    }

    @Test
    void whichPutsAreWanted() {
        assertThat(log(file(), Which.TRAPPED, BURST, 1 << 20, 3).wants(false)).isFalse();
        assertThat(log.wants(true)).isTrue();
        assertThat(new FilePutLog(new PutLogDefinition(file(), Which.ALL, BURST, 1 << 20, 3), "Y:", pvs).wants(false)).isTrue();
    }

    @Test
    void aBurstIsOneLineUntilAnotherPvAnotherUserOrQuiet() throws Exception {
        log(Which.ALL, BURST);
        log.add(STAMP, ALICE, "X:A", 5.0, 0.0);
        log.add(STAMP + 1, ALICE, "X:A", -5.0, 5.0);
        log.add(STAMP + 2, ALICE, "X:A", 2.0, -5.0);
        log.add(STAMP + 3, ALICE, "X:B", 7.0, 6.0);
        log.add(STAMP + 4, BOB, "X:B", 8.0, 7.0);
        log.add(STAMP + BURST.toNanos() + 5, BOB, "X:B", 9.0, 8.0);
        assertThat(lines()).containsExactly(
            "{\"user\":\"alice\",\"pv\":\"X:A\",\"new\":2.0,\"old\":0.0,\"min\":-5.0,\"max\":5.0,\"burst\":2}",
            "{\"user\":\"alice\",\"pv\":\"X:B\",\"new\":7.0,\"old\":6.0}",
            "{\"user\":\"bob\",\"pv\":\"X:B\",\"new\":8.0,\"old\":7.0}",
            "{\"user\":\"bob\",\"pv\":\"X:B\",\"new\":9.0,\"old\":8.0}");
    }

    @Test
    void aBurstEndsByItself() throws Exception {
        log(Which.ALL, Duration.ofMillis(50));
        log.add(STAMP, ALICE, "X:A", 5.0, 0.0);
        await(() -> number("COUNT") == 1);
    }

    @Test
    void fullFilesAreKeptUpToANumber() throws Exception {
        log(file(), Which.ALL, NO_BURST, 1024, 3).start();
        for (int i = 0; i < 100; i++) {
            log.add(STAMP, ALICE, "X:A", (double) i, i - 1.0);
        }
        assertThat(lines()).last().asString().contains("\"new\":99.0");
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("puts.jsonl", "puts.jsonl.1", "puts.jsonl.2");
        }
        assertThat(Files.size(file().resolveSibling("puts.jsonl.1"))).isBetween(900L, 1024L);
        List<String> before = Files.readAllLines(file().resolveSibling("puts.jsonl.1"));
        assertThat(before.getLast()).endsWith("}");
    }

    @Test
    void aRestartGoesOnInTheSameFileAndMendsALineCutOff() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"cut");
        log(Which.ALL, NO_BURST);
        log.add(STAMP, ALICE, "X:A", 1.0, 0.0);
        assertThat(lines()).containsExactly("{\"cut", "{\"user\":\"alice\",\"pv\":\"X:A\",\"new\":1.0,\"old\":0.0}");
    }

    @Test
    void aFolderThatCannotBeShowsAndIsTriedAgain() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("logs"), "a file");
        log(Which.ALL, NO_BURST);
        log.add(STAMP, ALICE, "X:A", 1.0, 0.0);
        await(() -> number("LOST") == 1);
        assertThat(message().value()).contains(file().toString()).contains("cannot be written");
        assertThat(message().alarm().severity()).isEqualTo(AlarmSeverity.MINOR);
        Files.delete(inTheWay);
        log.add(STAMP, ALICE, "X:A", 2.0, 1.0);
        await(() -> number("COUNT") == 1);
        assertThat(message().value()).isEmpty();
        assertThat(message().alarm().severity()).isEqualTo(AlarmSeverity.NO_ALARM);
    }

    @Test
    void aFullDiskStopsNothingAndIsCounted() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        log(full, Which.ALL, NO_BURST, 1 << 20, 1).start();
        for (int i = 0; i < 5; i++) {
            log.add(STAMP, ALICE, "X:A", (double) i, 0.0);
        }
        await(() -> number("LOST") == 5);
        assertThat(message().value()).contains("/dev/full cannot be written: No space left on device");
        assertThat(number("COUNT")).isZero();
    }

    @Test
    void whatComesFasterThanItCanBeWrittenIsCounted() throws Exception {
        log(file(), Which.ALL, NO_BURST, 1 << 20, 2);
        // not started: nobody takes anything
        for (int i = 0; i < 10_007; i++) {
            log.add(STAMP, ALICE, "X:A", (double) i, 0.0);
        }
        log.start();
        await(() -> number("COUNT") == 10_000);
        await(() -> number("LOST") == 7);
    }
}
