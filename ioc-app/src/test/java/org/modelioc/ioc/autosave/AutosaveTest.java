package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.field.OpenField;
import org.modelioc.ioc.pv.field.RecordField;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.service.LatencyDefinition;

/** One IOC after the other with the same save files, as it starts them, but without a server. */
class AutosaveTest {

    private static final int OK = SaveStatus.OK.ordinal();

    @TempDir
    private Path folder;
    private Path config;

    /** An IOC whose outputs X and Y are its inputs A and B. */
    private final class Running implements AutoCloseable {

        private final PvDatabase database = new PvDatabase();
        private final Model model;
        private final Evaluation evaluation;
        private final Autosave autosave;

        Running() throws Exception {
            IocDefinition ioc = IocReader.read(config, Map.of());
            model = new OnnxEngine().load(ioc.models().getFirst());
            evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
            new BuiltInPvs("T:", evaluation.evaluators(), LatencyDefinition.DEFAULT, database).close();
            autosave = Autosave.of(ioc, database).orElseThrow();
            try {
                evaluation.initialise();
                autosave.restore();
                evaluation.start();
                autosave.start();
            } catch (AutosaveException e) {
                close();
                throw e;
            }
        }

        Pv pv(String name) {
            return database.get("T:" + name);
        }

        double value(String name) {
            return ((DoublePv) pv(name)).value();
        }

        int status(String name) {
            synchronized (pv(name)) {
                return ((EnumPv) pv(name)).index();
            }
        }

        String text(String name) {
            synchronized (pv(name)) {
                return ((StringPv) pv(name)).value();
            }
        }

        void awaitStatus(SaveStatus due) throws Exception {
            Await.until(due.name(), () -> status("SR_status") == due.ordinal());
        }

        @Override
        public void close() {
            autosave.close();
            evaluation.close();
            model.close();
        }
    }

    @BeforeEach
    void write() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        config = Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:", autosave: {folder: saved/here, period: 100 ms}}
            models:
              m:
                file: m.onnx
                inputs: {x: "float32[batch, 2]"}
                outputs: {y: "float32[batch, 2]"}
            inputs:
              A: {value: 1, limits: {low: -10, high: 10}, alarms: {high: 5}, autosave: [VAL, HIGH]}
              B: {value: 2}
            outputs:
              X: {}
              Y: {}
            pipelines:
              P:
                model: m
                inputs: {x: [A, B]}
                outputs: {y: [X, Y]}
            """);
    }

    private void edit(String piece, String replacement) throws Exception {
        Files.writeString(config, Files.readString(config).replace(piece, replacement));
    }

    private Path save() {
        return folder.resolve("saved/here/m.sav");
    }

    @Test
    void theFirstEvaluationIsMadeFromRestoredSetpoints() throws Exception {
        try (Running first = new Running()) {
            first.pv("A").put(6.0);
            first.pv("B").put(-0.25);
        }
        assertThat(Values.read(save())).isEqualTo(Values.of("T:A", "6.0", "T:A.HIGH", "5.0", "T:B", "-0.25"));

        try (Running second = new Running()) {
            assertThat(second.value("A")).isEqualTo(6);
            assertThat(second.pv("A").alarm().severity()).isEqualTo(AlarmSeverity.MINOR);
            assertThat(second.value("X")).isEqualTo(6);
            assertThat(second.value("Y")).isEqualTo(-0.25);
            assertThat(second.pv("X").userTag()).as("the first evaluation").isEqualTo(1);
            assertThat(second.status("SR_rebootStatus")).isEqualTo(OK);
            assertThat(second.text("SR_rebootStatusStr")).isEqualTo("3 of 3 values restored from m.sav");
        }
    }

    @Test
    void theFirstStartIsAWarningAndMakesTheFolder() throws Exception {
        try (Running ioc = new Running()) {
            assertThat(ioc.status("SR_rebootStatus")).isEqualTo(SaveStatus.WARNING.ordinal());
            assertThat(ioc.pv("SR_rebootStatus").alarm().severity()).isEqualTo(AlarmSeverity.MINOR);
            assertThat(ioc.text("SR_rebootStatusStr")).contains("there is no " + save());
            assertThat(ioc.value("X")).isEqualTo(1);
            ioc.awaitStatus(SaveStatus.OK);
            assertThat(save()).exists();
        }
    }

    @Test
    void limitsThatOperatorsSetComeBackBeforeTheValuesThatTheyAreFor() throws Exception {
        edit("autosave: [VAL, HIGH]}", "autosave: [VAL, HIGH, DRVH, DESC]}");
        edit("X: {}", "X: {autosave: [HIHI, HHSV]}");
        try (Running first = new Running()) {
            put(first.pv("A"), "DRVH", "50");
            put(first.pv("A"), "HIGH", "40");
            put(first.pv("A"), "DESC", "of the new magnet");
            first.pv("A").put(45.0);
            put(first.pv("X"), "HIHI", "30");
            put(first.pv("X"), "HHSV", "INVALID");
        }

        try (Running second = new Running()) {
            assertThat(second.value("A")).isEqualTo(45);
            assertThat(second.pv("A").alarm().message()).isEqualTo("HIGH");
            assertThat(second.pv("A").metadata().description()).isEqualTo("of the new magnet");
            assertThat(second.pv("X").alarm().message()).isEqualTo("HIHI");
            assertThat(second.pv("X").alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        }
    }

    @Test
    void theModeComesBack() throws Exception {
        edit("    outputs: {y: [X, Y]}", "    outputs: {y: [X, Y]}\n    autosave: true");
        try (Running first = new Running()) {
            first.pv("P:EVAL:MODE").put("OFF");
        }

        try (Running second = new Running()) {
            assertThat(((EnumPv) second.pv("P:EVAL:MODE")).choices()[((EnumPv) second.pv("P:EVAL:MODE")).index()])
                .isEqualTo("OFF");
            Await.until("outputs of a pipeline that is off",
                () -> second.pv("X").alarm().message().equals("OFF: not evaluated"));
        }
    }

    private static void put(Pv pv, String field, String text) throws Exception {
        try (OpenField open = OpenField.of(pv, RecordField.named(field).orElseThrow())) {
            open.pv().put(text);
        }
    }

    @Test
    void statusPvsTellOfTheFile() throws Exception {
        try (Running ioc = new Running()) {
            ioc.awaitStatus(SaveStatus.OK);

            assertThat(ioc.text("SR_0_Name")).isEqualTo("m");
            Await.until("SR_0_Status", () -> ioc.status("SR_0_Status") == OK);
            assertThat(ioc.text("SR_statusStr")).isEqualTo("3 values saved in " + save());
            Await.until("SR_0_Time", () -> ioc.text("SR_0_Time").matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
            assertThat(ioc.text("SR_rebootTime")).isNotEmpty();
            LongPv heartbeat = (LongPv) ioc.pv("SR_heartbeat");
            long before = heartbeat.value();
            Await.until("a beat", () -> heartbeat.value() != before);
            assertThat(ioc.pv("SR_status").alarm().severity()).isEqualTo(AlarmSeverity.NO_ALARM);
        }
    }

    @Test
    void afterAnEditOfTheConfiguration() throws Exception {
        try (Running first = new Running()) {
            first.pv("A").put(6.0);
            first.pv("B").put(7.0);
        }
        edit("limits: {low: -10, high: 10}, alarms: {high: 5}", "limits: {low: -3, high: 3}, alarms: {high: 2}");
        edit("B: {value: 2}", "B: {value: 2, autosave: false}");

        try (Running second = new Running()) {
            assertThat(second.value("A")).isEqualTo(1);
            assertThat(second.value("B")).isEqualTo(2);
            assertThat(second.value("X")).isEqualTo(1);
            assertThat(second.status("SR_rebootStatus")).isEqualTo(SaveStatus.WARNING.ordinal());
            assertThat(second.text("SR_rebootStatusStr")).isEqualTo("1 of 2 values restored from m.sav; 2 complaints, the first:"
                + " m.sav:3: T:A not restored: T:A cannot be set to 6.0: it takes -3.0 to 3.0");
        }
        assertThat(Values.read(save())).isEqualTo(Values.of("T:A", "1.0", "T:A.HIGH", "5.0"));
        assertThat(folder.resolve("saved/here").toFile().list()).as("the values of before are kept")
            .anyMatch(name -> name.matches("m\\.sav_\\d{6}-\\d{6}"));
    }

    @Test
    void namesThatAreNoSetpoints() throws Exception {
        Files.createDirectories(save().getParent());
        Files.writeString(save(), """
            # autosave R5.3
            T:A.VAL 3
            T:B 4
            T:X 5
            T:GONE 6
            T:B.HIHI 7
            T:A.HIGH 5
            <END>
            """);
        IocDefinition ioc = IocReader.read(config, Map.of());
        PvDatabase database = new PvDatabase();
        Model model = new OnnxEngine().load(ioc.models().getFirst());
        try (Evaluation evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
                Autosave autosave = Autosave.of(ioc, database).orElseThrow()) {
            evaluation.initialise();
            autosave.restore();

            assertThat(((StringPv) database.get("T:SR_rebootStatusStr")).value()).isEqualTo("3 of 3 values restored from m.sav;"
                + " 3 complaints, the first: m.sav:4: T:X not restored: the PV is read-only");
            assertThat(((DoublePv) database.get("T:A")).value()).isEqualTo(3);
        } finally {
            model.close();
        }
    }

    @Test
    void twoIocsWithTheSameFiles() throws Exception {
        try (Running first = new Running()) {
            first.awaitStatus(SaveStatus.OK);

            assertThatThrownBy(Running::new).isInstanceOf(AutosaveException.class)
                .hasMessageContaining("setpoints cannot be saved to " + save() + ": another IOC (process ")
                .hasMessageContaining("give each IOC a 'folder' or 'name' of its own");
        }
    }

    @Test
    void theFolderVanishesAndComesBack() throws Exception {
        try (Running ioc = new Running()) {
            ioc.awaitStatus(SaveStatus.OK);

            Files.move(save().getParent(), folder.resolve("away"));
            ioc.awaitStatus(SaveStatus.FAILURE);
            assertThat(ioc.pv("SR_status").alarm().severity()).isEqualTo(AlarmSeverity.MAJOR);
            assertThat(ioc.pv("SR_status").alarm().message()).startsWith("cannot save to " + save());
            ioc.pv("A").put(4.0);
            ioc.pv("A").setpoint().processAndWait().get();
            assertThat(ioc.value("X")).as("setpoints go on").isEqualTo(4);

            Files.move(folder.resolve("away"), save().getParent());
            ioc.awaitStatus(SaveStatus.OK);
        }
        assertThat(Values.read(save())).containsEntry("T:A", new SavedValue.Single("4.0"));
    }
}
