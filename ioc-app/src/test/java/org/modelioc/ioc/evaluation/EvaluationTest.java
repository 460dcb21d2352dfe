package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;

class EvaluationTest {

    private static final long SECONDS = 10;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private Model model;
    private Evaluation evaluation;

    // y = x for two elements of a type, one input with limits, one without, and a limit on the first output
    private void start(int elementType, String yamlType) throws Exception {
        new OnnxWriter().input("x", elementType, "batch", 2).node("Identity", "x", "y")
            .output("y", elementType, "batch", 2).write(folder.resolve("m.onnx"));
        Path config = Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m:
                file: m.onnx
                inputs: {x: "%s[batch, 2]"}
                outputs: {y: "%s[batch, 2]"}
            inputs:
              A: {value: 1, limits: {low: -10, high: 10}}
              B: {value: 2}
            outputs:
              X: {alarms: {high: 5, hysteresis: 1}}
              Y: {}
            pipelines:
              P:
                model: m
                inputs: {x: [A, B]}
                outputs: {y: [X, Y]}
            """.formatted(yamlType, yamlType));
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

    private DoublePv pv(String name) {
        return (DoublePv) database.get("T:" + name);
    }

    private void put(String name, double value) throws Exception {
        pv(name).put(value);
        pv(name).setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void outputsAreEvaluatedBeforeTheStartReturns() throws Exception {
        start(OnnxWriter.FLOAT, "float32");

        assertThat(pv("X").value()).isEqualTo(1);
        assertThat(pv("Y").value()).isEqualTo(2);
        assertThat(pv("X").alarm()).isSameAs(Alarm.NONE);
        assertThat(pv("X").userTag()).isEqualTo(1);
        assertThat(pv("Y").userTag()).isEqualTo(1);
    }

    @Test
    void outputsTakeTheStampOfTheNewestInputAndOneNumber() throws Exception {
        start(OnnxWriter.FLOAT, "float32");

        put("B", 7);
        put("A", 3);

        assertThat(pv("X").value()).isEqualTo(3);
        assertThat(pv("Y").value()).isEqualTo(7);
        assertThat(pv("X").stamp()).isEqualTo(pv("A").stamp()).isEqualTo(pv("Y").stamp());
        assertThat(pv("X").userTag()).isEqualTo(pv("Y").userTag()).isEqualTo(3);
    }

    @Test
    void limitsOfOutputsRaiseAndHeal() throws Exception {
        start(OnnxWriter.FLOAT, "float32");

        put("A", 5);
        assertThat(pv("X").alarm().condition()).isEqualTo(Condition.HIGH);
        put("A", 4.5);
        assertThat(pv("X").alarm().condition()).as("within the hysteresis").isEqualTo(Condition.HIGH);
        put("A", 3);
        assertThat(pv("X").alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void anInvalidInputMakesAllOutputsInvalidByNameAndHeals() throws Exception {
        start(OnnxWriter.FLOAT, "float32");

        put("B", Double.NaN);
        assertThat(pv("X").alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(pv("X").alarm().message()).isEqualTo("INPUT B INVALID (UDF: not a finite number)");
        assertThat(pv("Y").alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(evaluation.evaluators().getFirst().state().message()).startsWith("INPUT B INVALID");

        put("B", 1);
        assertThat(pv("X").alarm()).isSameAs(Alarm.NONE);
        assertThat(evaluation.evaluators().getFirst().state()).isSameAs(Alarm.NONE);
    }

    @Test
    void anEvaluationThatFailsMarksTheOutputsAndTheNextIsTried() throws Exception {
        start(OnnxWriter.INT64, "int64");
        Evaluator evaluator = evaluation.evaluators().getFirst();

        put("A", 2.5);
        assertThat(pv("X").alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(pv("X").alarm().message()).startsWith("MODEL FAILED: ").contains("A").contains("2.5");
        assertThat(pv("X").value()).as("keeps its last value").isEqualTo(1);
        assertThat(evaluator.errors()).isEqualTo(1);

        put("A", 3);
        assertThat(pv("X").alarm()).isSameAs(Alarm.NONE);
        assertThat(pv("X").value()).isEqualTo(3);
        assertThat(evaluator.count()).isEqualTo(3);
        assertThat(evaluator.errors()).isEqualTo(1);
    }

    @Test
    void requestsAreEitherEvaluatedOrMergedNeverLost() throws Exception {
        start(OnnxWriter.FLOAT, "float32");
        int puts = 10_000;
        for (int i = 1; i <= puts; i++) {
            pv("B").put((double) i);
            pv("B").setpoint().process();
        }
        pv("B").setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);

        Evaluator evaluator = evaluation.evaluators().getFirst();
        assertThat(pv("Y").value()).isEqualTo(puts);
        assertThat(evaluator.count() + evaluator.merged()).isEqualTo(puts + 2);
    }
}
