package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;

/** PVs of many kinds on both sides of a model that hands its numbers on. */
class KindsInPipelineTest {

    private static final long SECONDS = 10;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private Model model;
    private Evaluation evaluation;

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
              WAVE: {type: "double[3]", value: [1, 2, 3]}
              MODE: {type: enum, choices: [OFF, ON, FAULT], value: ON}
              COUNT: {type: long, value: 5}
              IMG: {type: image, image: {width: 3, height: 1}, value: 7}
              NOTE: {type: string, value: a note}
            outputs:
              WAVE-RB: {type: "float[3]", alarms: {high: 10}}
              MODE-RB: {type: enum, choices: [OFF, ON, FAULT], alarms: {choices: {FAULT: MAJOR}}}
              COUNT-RB: {type: ubyte}
              TAB: {type: table, columns: {a: ushort, b: double}, rows: 1}
              LAST: {type: boolean}
            pipelines:
              P:
                model: m
                inputs: {x: [WAVE, MODE, COUNT, IMG]}
                outputs: {y: [WAVE-RB, MODE-RB, COUNT-RB, TAB, LAST]}
            """);
        IocDefinition ioc = IocReader.read(config, Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model)), database);
        evaluation.initialise();
        evaluation.start();
    }

    @AfterEach
    void stop() {
        evaluation.close();
        model.close();
    }

    private <T extends Pv> T pv(String name, Class<T> kind) {
        return kind.cast(database.get("T:" + name));
    }

    private void evaluate() throws Exception {
        database.get("T:COUNT").setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    // IMG gives three numbers: into the two of TAB and the boolean
    private void image(int... pixels) throws Exception {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        pv("IMG", ArrayPv.class).put(bytes);
    }

    @Test
    void everyNumberFindsItsPlace() throws Exception {
        image(200, 100, 1);
        evaluate();

        assertThat(pv("WAVE-RB", ArrayPv.class).value().array()).isEqualTo(new float[] {1, 2, 3});
        assertThat(pv("MODE-RB", EnumPv.class).index()).isEqualTo(1);
        assertThat(pv("COUNT-RB", LongPv.class).value()).isEqualTo(5);
        assertThat(pv("TAB", TablePv.class).column(0).array()).isEqualTo(new short[] {200});
        assertThat(pv("TAB", TablePv.class).column(1).array()).isEqualTo(new double[] {100});
        assertThat(pv("LAST", LongPv.class).value()).isEqualTo(1);
        for (String output : List.of("WAVE-RB", "MODE-RB", "COUNT-RB", "TAB", "LAST")) {
            assertThat(database.get("T:" + output).alarm()).as(output).isSameAs(Alarm.NONE);
            assertThat(database.get("T:" + output).userTag()).isEqualTo(pv("TAB", TablePv.class).userTag());
        }
    }

    @Test
    void alarmsAreThoseOfEachKind() throws Exception {
        image(0, 0, 0);
        pv("WAVE", ArrayPv.class).put(new double[] {1, 11, 3});
        pv("MODE", EnumPv.class).put("FAULT");
        evaluate();

        assertThat(database.get("T:WAVE-RB").alarm().condition()).isEqualTo(Condition.HIGH);
        assertThat(database.get("T:MODE-RB").alarm().condition()).isEqualTo(Condition.STATE);
        assertThat(database.get("T:MODE-RB").alarm().severity()).isEqualTo(AlarmSeverity.MAJOR);
    }

    @Test
    void whatDoesNotFitIsInvalidAloneAndToldByName() throws Exception {
        image(0, 0, 7);
        pv("COUNT", LongPv.class).put(300L);
        evaluate();

        assertThat(database.get("T:COUNT-RB").alarm().message())
            .isEqualTo("T:COUNT-RB cannot hold 300.0: it takes whole numbers from 0 to 255");
        assertThat(database.get("T:LAST").alarm().message())
            .isEqualTo("T:LAST cannot hold 7.0: it takes true or false, 1 or 0");
        assertThat(database.get("T:TAB").alarm()).isSameAs(Alarm.NONE);
        assertThat(evaluation.evaluators().getFirst().state().message())
            .isEqualTo("OUTPUT T:COUNT-RB cannot hold 300.0: it takes whole numbers from 0 to 255");
    }

    @Test
    void aCountThatNoDoubleHoldsMakesTheOutputsInvalid() throws Exception {
        pv("COUNT", LongPv.class).put((1L << 53) + 1);
        evaluate();

        assertThat(database.get("T:WAVE-RB").alarm().message()).isEqualTo("INPUT COUNT INVALID (T:COUNT = 9007199254740993 "
            + "cannot go into a model, which takes whole numbers up to 2^53)");
    }

    @Test
    void textIsNothingToTheModelButCanBePut() throws Exception {
        StringPv note = pv("NOTE", StringPv.class);
        assertThat(note.value()).isEqualTo("a note");

        note.put("another");
        note.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);

        assertThat(note.value()).isEqualTo("another");
        assertThat(note.alarm()).isSameAs(Alarm.NONE);
    }
}
