package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.type.PvType;

/** One evaluation as a structure and as a table. The model hands its eight numbers on. */
class EvaluationViewsTest {

    private static final long SECONDS = 30;
    private static final int RUNS = 20_000;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private Model model;
    private Evaluation evaluation;
    private Evaluator evaluator;

    @BeforeEach
    void start() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 8).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 8).write(folder.resolve("m.onnx"));
        Path config = Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m:
                file: m.onnx
                inputs: {x: "float32[batch, 8]"}
                outputs: {y: "float32[batch, 8]"}
            inputs:
              A:1: {value: 1.25, units: mm, precision: 2, alarms: {high: 5}}
              A-1: {type: long, value: 5}
              MODE: {type: enum, choices: [OFF, ON], value: ON}
              WAVE: {type: "double[3]", value: [1, 2, 3]}
              IMG: {type: image, image: {width: 2, height: 1}, value: 7}
            outputs:
              X: {units: mm, alarms: {high: 7, severities: {high: MAJOR}}}
              COUNT: {type: ubyte}
              STATE: {type: enum, choices: [OFF, ON]}
              3D: {type: "float[3]"}
              IMG-RB: {type: image, image: {width: 2, height: 1}}
            calculated:
              TWICE: {expression: "2 * X"}
            pipelines:
              P:
                model: m
                inputs: {x: ["A:1", A-1, MODE, WAVE, IMG]}
                outputs: {y: [X, COUNT, STATE, "3D", IMG-RB]}
            """);
        IocDefinition ioc = IocReader.read(config, Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
        evaluation.initialise();
        evaluation.start();
        evaluator = evaluation.evaluators().getFirst();
    }

    @AfterEach
    void stop() {
        evaluation.close();
        model.close();
    }

    private GroupPv group() {
        GroupPv group = evaluator.views().group();
        synchronized (group) {
            group.refresh();
        }
        return group;
    }

    private TablePv table() {
        TablePv table = evaluator.views().table();
        synchronized (table) {
            table.refresh();
        }
        return table;
    }

    private Pv shown(String field) {
        return group().members().stream().filter(member -> member.field().equals(field)).findFirst().orElseThrow().copy();
    }

    private void put(String name, double value) throws Exception {
        Pv pv = database.get("T:" + name);
        pv.put(value);
        pv.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void everyKindIsShownWithItsOwnTypeAndImagesAreLeftOut() {
        assertThat(group().members()).extracting(GroupPv.Member::field).containsExactly("A_1", "A_1_2", "MODE", "WAVE",
            "X", "COUNT", "STATE", "_3D", "TWICE");
        assertThat(group().members()).extracting(member -> member.copy().name()).startsWith("T:A:1", "T:A-1");
        assertThat(((DoublePv) shown("A_1")).value()).isEqualTo(1.25);
        assertThat(((LongPv) shown("A_1_2")).value()).isEqualTo(5);
        assertThat(((EnumPv) shown("MODE")).index()).isEqualTo(1);
        assertThat((double[]) ((ArrayPv) shown("WAVE")).value().array()).containsExactly(1, 2, 3);
        assertThat(((LongPv) shown("COUNT")).value()).isEqualTo(5);
        assertThat(((EnumPv) shown("STATE")).index()).isEqualTo(1);
        assertThat((float[]) ((ArrayPv) shown("_3D")).value().array()).containsExactly(1, 2, 3);
        assertThat(((DoublePv) shown("TWICE")).value()).isEqualTo(2.5);
        assertThat(group().userTag()).isEqualTo(1);
        assertThat(group().mode()).isEqualTo("LIVE");
    }

    @Test
    void inputsAreThoseThatTheOutputsWereMadeFromNotThePresentOnes() throws Exception {
        put("A:1", 3);
        database.get("T:A:1").put(4.0);

        assertThat(((DoublePv) shown("A_1")).value()).isEqualTo(3);
        assertThat(((DoublePv) shown("X")).value()).isEqualTo(3);
        assertThat(shown("X").userTag()).isEqualTo(2).isEqualTo(group().userTag());
        assertThat(shown("A_1").stamp()).isEqualTo(group().stamp()).isLessThanOrEqualTo(database.get("T:A:1").stamp());
    }

    @Test
    void theWorstAlarmIsThatOfTheGroupAndInputsHaveTheirOwn() throws Exception {
        put("A:1", 6);
        assertThat(shown("A_1").alarm().severity()).isEqualTo(AlarmSeverity.MINOR);
        assertThat(group().alarm()).as("a limit of an input is no fault of the outputs").isEqualTo(Alarm.NONE);

        put("A:1", 8);
        assertThat(group().alarm().severity()).isEqualTo(AlarmSeverity.MAJOR);
        assertThat(group().alarm().message()).startsWith("OUTPUT X: ").endsWith(database.get("T:X").alarm().message());

        put("A:1", Double.NaN);
        assertThat(group().alarm().message()).startsWith("INPUT A:1 INVALID");
        assertThat(table().alarm()).isSameAs(group().alarm());

        put("A:1", 1);
        assertThat(group().alarm()).isEqualTo(Alarm.NONE);
    }

    @Test
    void whatIsNoLongerEvaluatedSaysSoAndKeepsItsNumbers() throws Exception {
        put("A:1", 3);
        hold();
        assertThat(group().mode()).isEqualTo("HOLD");
        assertThat(group().alarm().message()).isEqualTo("HOLD: not evaluated");
        assertThat(group().userTag()).isEqualTo(2);
        assertThat(((DoublePv) shown("X")).value()).isEqualTo(3);
    }

    private void hold() throws Exception {
        EnumPv mode = new EnumPv("MODE", new PvType.Enumeration(
            EvaluationMode.choices()),
            Metadata.builtIn("", ""), List.of(), evaluator.modeSwitch());
        mode.put("HOLD");
        mode.setpoint().process();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!group().mode().equals("HOLD") && System.nanoTime() < end) {
            Thread.sleep(2);
        }
    }

    @Test
    void theTableHasARowForEachSingleValue() throws Exception {
        put("A:1", 8);
        TablePv table = table();

        assertThat((String[]) table.column(0).array()).containsExactly("T:A:1", "T:A-1", "T:MODE", "T:X", "T:COUNT",
            "T:STATE", "T:TWICE");
        assertThat((double[]) table.column(1).array()).containsExactly(8, 5, 1, 8, 5, 1, 16);
        assertThat((String[]) table.column(2).array()).containsExactly("8.00", "5", "ON", "8.000", "5", "ON", "16.000");
        assertThat((String[]) table.column(3).array()).containsExactly("mm", "", "", "mm", "", "", "");
        assertThat((String[]) table.column(4).array()).containsExactly("MINOR", "NO_ALARM", "NO_ALARM", "MAJOR", "NO_ALARM",
            "NO_ALARM", "NO_ALARM");
        assertThat(((String[]) table.column(5).array())[3]).isEqualTo(database.get("T:X").alarm().message());
        assertThat((String[]) table.column(6).array()).containsExactly("input", "input", "input", "output", "output",
            "output", "output");
        assertThat(table.userTag()).isEqualTo(2);
    }

    @Test
    void unitsAndPrecisionThatChangeAreShownWithTheSameEvaluation() throws Exception {
        put("A:1", 3);
        long stamp = shown("A_1").stamp();
        assertThat(((String[]) table().column(3).array())[0]).isEqualTo("mm");

        Pv pv = database.get("T:A:1");
        pv.describe(pv.metadata().withUnits("cm").withPrecision(1));

        assertThat(shown("A_1").metadata()).isEqualTo(pv.metadata());
        assertThat(((DoublePv) shown("A_1")).value()).isEqualTo(3);
        assertThat(shown("A_1").stamp()).isEqualTo(stamp);
        assertThat(group().userTag()).isEqualTo(2);
        assertThat(((String[]) table().column(3).array())[0]).isEqualTo("cm");
        assertThat(((String[]) table().column(2).array())[0]).isEqualTo("3.0");
    }

    @Test
    void unitsThatChangeBeforeAnybodyLooksAreThoseShown() throws Exception {
        Pv pv = database.get("T:X");
        pv.describe(pv.metadata().withUnits("cm"));
        put("A:1", 3);

        assertThat(shown("X").metadata()).isEqualTo(pv.metadata());
        assertThat((String[]) table().column(3).array()).contains("cm");
    }

    @Test
    void subscribersAreToldOfAChangeOfUnitsWithTheNextEvaluation() throws Exception {
        GroupPv group = group();
        List<Integer> changes = new ArrayList<>();
        group.subscribe((_, _) -> changes.add(group.changes(0)));
        Pv pv = database.get("T:A:1");
        pv.describe(pv.metadata().withUnits("cm"));
        put("A-1", 6);

        synchronized (group) {
            assertThat(changes).singleElement().satisfies(bits -> assertThat(bits & Change.DISPLAY).isNotZero());
        }
    }

    @Test
    void subscribersAreToldOnceAnEvaluationAndOnlyOfWhatChanged() throws Exception {
        GroupPv group = group();
        List<Integer> ids = new ArrayList<>();
        List<Integer> changed = new ArrayList<>();
        group.subscribe((pv, _) -> {
            ids.add(pv.userTag());
            for (int i = 0; i < group.members().size(); i++) {
                if (group.changes(i) != 0) {
                    changed.add(i);
                }
            }
        });
        put("A-1", 6);

        synchronized (group) {
            assertThat(ids).containsExactly(2);
            assertThat(changed).as("the input, and all outputs").containsExactly(1, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void anEvaluationThatNobodyLooksAtAllocatesNothing() {
        EvaluationViews views = evaluator.views();
        evaluation.close();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < RUNS; i++) {
            views.changed(i, i, Alarm.NONE);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            views.changed(i, i, Alarm.NONE);
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS).isLessThan(1);
        assertThat(group().userTag()).isEqualTo(RUNS - 1);
    }
}
