package org.modelioc.ioc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.onnx.VersionFolder;
import org.modelioc.schema.alarm.AlarmSeverity;

/** Another version of a model takes over while the IOC runs, or does not, and says why. */
class HotSwapTest {

    /** A soak asks for more: {@code -Dswaps=1000}. */
    private static final int SWAPS = Integer.getInteger("swaps", 200);
    private static final int WIDE = 1 << 16;
    private static final String FILE = "file: models/one";

    @TempDir
    private Path folder;
    private Path models;

    @BeforeEach
    void makeVersions() throws Exception {
        models = folder.resolve("models");
        new VersionFolder("1.0.0", 10).write(models.resolve("one"));
        new VersionFolder("1.1.0", 20).write(models.resolve("two"));
    }

    @Test
    void itsPvsTellWhatRuns() throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, FILE, "")) {
            assertThat(ioc.text("NAME")).isEqualTo("m");
            assertThat(ioc.text("VERSION")).isEqualTo("1.0.0");
            assertThat(ioc.text("ENGINE")).isEqualTo("ONNX Runtime");
            assertThat(ioc.text("DEVICE")).isEqualTo("cpu");
            assertThat(ioc.text("STATE")).isEqualTo("READY");
            assertThat(ioc.text("SHA256")).hasSize(64);
            assertThat(ioc.text("MESSAGE")).isEmpty();
            assertThat(ioc.swaps()).isZero();
            assertThat(ioc.alarm("m:MODEL:SWAPS")).isSameAs(Alarm.NONE);
        }
    }

    @Test
    void anotherVersionTakesOverAndItsOutputsAreThereAtOnce() throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, FILE, "")) {
            ioc.put("A", 3);
            assertThat(ioc.number("X").value()).isEqualTo(30);
            String before = ioc.text("SHA256");

            ioc.load("two");

            RunningModel.eventually(() -> ioc.number("X").value() == 60);
            assertThat(ioc.text("VERSION")).isEqualTo("1.1.0");
            assertThat(ioc.text("SHA256")).isNotEqualTo(before);
            assertThat(ioc.text("STATE")).isEqualTo("READY");
            assertThat(ioc.text("MESSAGE")).startsWith("m 1.0.0 → m 1.1.0, a run takes ");
            assertThat(ioc.alarm("X")).isSameAs(Alarm.NONE);

            ioc.rollBack();

            RunningModel.eventually(() -> ioc.number("X").value() == 30);
            assertThat(ioc.text("VERSION")).isEqualTo("1.0.0");
            assertThat(ioc.swaps()).isEqualTo(2);
            ioc.rollBack();
            assertRefused(ioc, "there is no version before this one", 2);
        }
    }

    @Test
    void eachAttemptIsAnEventForMissionControl() throws Exception {
        Path file = folder.resolve("swaps.jfr");
        new VersionFolder("1.2.0", 30).units("mA").write(models.resolve("bad"));
        try (RunningModel ioc = RunningModel.start(folder, FILE, ""); Recording recording = new Recording()) {
            recording.enable("modelioc.Swap").withoutThreshold();
            recording.start();
            ioc.load("two");
            ioc.load("bad");
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> swaps = RecordingFile.readAllEvents(file).stream()
            .filter(each -> each.getEventType().getName().equals("modelioc.Swap")).toList();
        assertThat(swaps).allSatisfy(each -> assertThat(each.getString("model")).isEqualTo("m"));
        assertThat(swaps).extracting(each -> each.getString("before")).containsExactly("m 1.0.0", "m 1.1.0");
        assertThat(swaps).extracting(each -> each.getString("after"))
            .containsExactly("m 1.1.0", models.resolve("bad").toString());
        assertThat(swaps).extracting(each -> each.getBoolean("accepted")).containsExactly(true, false);
        assertThat(swaps.getFirst().getString("reason")).isEmpty();
        assertThat(swaps.getLast().getString("reason")).contains("input x[0] A is in 'A' in the version that runs");
    }

    private static void assertRefused(RunningModel ioc, String message, long swaps) throws Exception {
        assertThat(ioc.text("MESSAGE")).contains(message);
        assertThat(ioc.text("STATE")).isEqualTo("FAILED");
        assertThat(ioc.alarm("m:MODEL:STATE").severity()).isEqualTo(AlarmSeverity.MINOR);
        assertThat(ioc.alarm("m:MODEL:MESSAGE").severity()).isEqualTo(AlarmSeverity.MINOR);
        assertThat(ioc.text("VERSION")).isEqualTo("1.0.0");
        assertThat(ioc.swaps()).isEqualTo(swaps);
        ioc.put("A", 2);
        assertThat(ioc.number("X").value()).isEqualTo(20);
        assertThat(ioc.alarm("X")).isSameAs(Alarm.NONE);
        ioc.put("A", 1);
    }

    private void refused(String version, String message) throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, FILE, "")) {
            ioc.load(version);
            assertRefused(ioc, message, 0);
        }
    }

    @Test
    void aVersionThatDoesNotGiveWhatItsCardSays() throws Exception {
        new VersionFolder("1.2.0", 30).promises(30.5).write(models.resolve("bad"));
        refused("bad", "bad does not take over: m 1.2.0 does not give what its card says: X of golden row 0: expected -22.875,"
            + " got -22.5, allowed is a difference of 0.001");
    }

    @Test
    void aVersionInOtherUnits() throws Exception {
        new VersionFolder("1.2.0", 30).units("mA").write(models.resolve("bad"));
        refused("bad", "input x[0] A is in 'A' in the version that runs, and in 'mA' in the new one");
    }

    @Test
    void aFileThatIsNotTheOneOfTheCard() throws Exception {
        Files.copy(models.resolve("one/m.onnx"), models.resolve("two/m.onnx"), StandardCopyOption.REPLACE_EXISTING);
        refused("two", "two does not take over: ");
    }

    @Test
    void aVersionWithOtherTensors() throws Exception {
        Path file = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 3).write(models.resolve("three.onnx"));
        refused(file.getFileName().toString(), "has no card, so that nothing tells what it must give");
    }

    @Test
    void aVersionThatIsTooSlow() throws Exception {
        new VersionFolder("1.2.0", 30).width(1 << 20).write(models.resolve("wide"));
        try (RunningModel ioc = RunningModel.start(folder, FILE + "\n    latency-budget: 2 us", "")) {
            ioc.load("wide");
            assertRefused(ioc, "m 1.2.0 is too slow: a run takes ", 0);
        }
    }

    @Test
    void placesElsewhereAreNotLoaded() throws Exception {
        new VersionFolder("1.2.0", 30).write(folder.resolve("elsewhere"));
        refused("../elsewhere", "../elsewhere is not in " + models + ", and models are loaded from there only");
        refused("nowhere", "there is no " + models.resolve("nowhere") + "; LOAD takes the name of a folder or file in " + models);
    }

    @Test
    void filtersGoOnWhereTheyWere() throws Exception {
        String smooth = "before: [{smooth: {tensor: x, samples: 4, method: mean}}]";
        try (RunningModel ioc = RunningModel.start(folder, FILE, smooth)) {
            ioc.put("A", 1);
            ioc.put("A", 5);
            // three evaluations so far: 1, 1 and 5; the swap adds one of 5
            ioc.load("two");
            RunningModel.eventually(() -> ioc.number("X").userTag() == 4);
            assertThat(ioc.number("X").value()).isEqualTo(20 * (1 + 1 + 5 + 5) / 4.0);
        }
    }

    @Test
    void aWatchedFolderBringsNewVersionsAndHalfAVersionIsIgnored() throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, "watch: models", "")) {
            assertThat(ioc.text("VERSION")).as("the newest").isEqualTo("1.1.0");
            Path whole = new VersionFolder("1.10.0", 30).write(folder.resolve("aside"));
            Path half = Files.createDirectory(models.resolve("half"));
            Files.copy(whole.resolve("card.yaml"), half.resolve("card.yaml"));
            Files.createDirectory(models.resolve("copy.tmp"));
            Files.copy(whole.resolve("card.yaml"), models.resolve("copy.tmp/card.yaml"));

            Files.move(new VersionFolder("1.9.0", 40).write(folder.resolve("aside-9")), models.resolve("nine"),
                StandardCopyOption.ATOMIC_MOVE);
            RunningModel.eventually(() -> ioc.text("VERSION").equals("1.9.0"));
            RunningModel.eventually(() -> ioc.swaps() == 1);

            Files.copy(whole.resolve("m.onnx"), half.resolve("m.onnx"));
            RunningModel.eventually(() -> ioc.text("VERSION").equals("1.10.0"));
            RunningModel.eventually(() -> ioc.number("X").value() == 30);
            RunningModel.eventually(() -> ioc.swaps() == 2);

            ioc.rollBack();
            RunningModel.eventually(() -> ioc.text("VERSION").equals("1.9.0"));
        }
    }

    @Test
    void aWatchedFolderPassesOverWhatCannotBeUsed() throws Exception {
        new VersionFolder("2.0.0", 1).promises(2).write(models.resolve("wrong"));
        try (RunningModel ioc = RunningModel.start(folder, "watch: models", "")) {
            assertThat(ioc.text("VERSION")).isEqualTo("1.1.0");
            assertThat(ioc.text("STATE")).isEqualTo("FAILED");
            assertThat(ioc.text("MESSAGE"))
                .startsWith("passed over at the start: wrong: m 2.0.0 does not give what its card says");
        }
    }

    @Test
    void aDeviceThatCannotBeUsedShowsOnTheOutputs() throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, FILE + "\n    device: cuda:7", "")) {
            assertThat(ioc.text("DEVICE")).isEqualTo("cpu");
            assertThat(ioc.text("MESSAGE")).startsWith("cuda:7 cannot be used, runs on cpu: ");
            for (String name : new String[] {"X", "Y", "m:MODEL:DEVICE", "m:MODEL:MESSAGE"}) {
                assertThat(ioc.alarm(name).severity()).as(name).isEqualTo(AlarmSeverity.MINOR);
                assertThat(ioc.alarm(name).message()).startsWith("MODEL m: cuda:7 cannot be used, runs on cpu: ");
            }
            ioc.load("two");
            RunningModel.eventually(() -> ioc.number("X").value() == 20);
            assertThat(ioc.alarm("X").severity()).as("the new version has no other device").isEqualTo(AlarmSeverity.MINOR);
        }
    }

    @Test
    void autoWithoutAGraphicsProcessorIsNoFault() throws Exception {
        try (RunningModel ioc = RunningModel.start(folder, FILE + "\n    device: auto", "")) {
            assertThat(ioc.text("DEVICE")).startsWith("c");
            assertThat(ioc.text("MESSAGE")).startsWith("auto: ");
        }
    }

    @Test
    void manySwapsMissNoEvaluationTearNoneAndKeepNoMemory() throws Exception {
        new VersionFolder("1.0.0", 10).width(WIDE).write(models.resolve("wide-one"));
        new VersionFolder("1.1.0", 20).width(WIDE).write(models.resolve("wide-two"));
        try (RunningModel ioc = RunningModel.start(folder, "file: models/wide-one", "")) {
            AtomicBoolean end = new AtomicBoolean();
            AtomicReference<Throwable> fault = new AtomicReference<>();
            Thread operator = Thread.ofPlatform().start(() -> {
                try {
                    operate(ioc, end);
                } catch (Throwable e) {
                    fault.set(e);
                }
            });
            swaps(ioc, SWAPS / 4);
            long before = resident();
            long begin = System.nanoTime();
            long evaluations = ioc.evaluator().count();
            swaps(ioc, SWAPS - SWAPS / 4);
            long growth = resident() - before;
            System.out.printf("%d swaps and %d evaluations in %.1f s, resident set %+.1f MB%n", SWAPS - SWAPS / 4,
                ioc.evaluator().count() - evaluations, (System.nanoTime() - begin) / 1e9, growth / 1e6);
            end.set(true);
            operator.join();

            assertThat(fault.get()).isNull();
            assertThat(ioc.swaps()).isEqualTo(SWAPS);
            assertThat(ioc.evaluator().errors()).isZero();
            assertThat(ioc.evaluator().count()).isEqualTo(ioc.evaluator().lastId());
            // each version that were not freed would keep two megabytes, and as much that proved it
            assertThat(growth).isLessThan(150L << 20);
        }
    }

    // about a thousand times a second: each put is answered by an evaluation of one version, from its own value
    private static void operate(RunningModel ioc, AtomicBoolean end) throws Exception {
        int tag = ioc.number("X").userTag();
        for (int i = 0; !end.get(); i++) {
            double value = i % 100 + 1;
            ioc.put("A", value);
            double x = ioc.number("X").value();
            double ratio = x / value;
            assertThat(Math.abs(ratio - 10) < 0.01 || Math.abs(ratio - 20) < 0.01).as("X is " + x + " of " + value).isTrue();
            int next = ioc.number("X").userTag();
            assertThat(next).as("evaluation of put " + i).isGreaterThan(tag);
            tag = next;
            assertTogether(ioc, value);
            Thread.sleep(1);
        }
    }

    // B is 1, so that Y tells which version gave both
    private static void assertTogether(RunningModel ioc, double value) {
        synchronized (ioc.number("X")) {
            synchronized (ioc.number("Y")) {
                if (ioc.number("X").userTag() == ioc.number("Y").userTag()) {
                    assertThat(ioc.number("X").value()).isCloseTo(value * ioc.number("Y").value(), within(0.1));
                }
            }
        }
    }

    private static void swaps(RunningModel ioc, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String version = ioc.text("VERSION").equals("1.0.0") ? "wide-two" : "wide-one";
            ioc.load(version);
            assertThat(ioc.text("STATE")).as(ioc.text("MESSAGE")).isEqualTo("READY");
        }
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }
}
