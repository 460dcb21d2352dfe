package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.card.InputFeature;
import org.modelioc.schema.card.InputTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;
import org.slf4j.LoggerFactory;

/** A model that was trained from 0 to 10 A hands on what operators put. */
class TrainingAlarmTest {

    private static final long SECONDS = 30;

    @TempDir
    private Path folder;
    private final PvDatabase database = new PvDatabase();
    private Model model;
    private Evaluation evaluation;

    private void start(String more) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.DOUBLE, "batch", 2).node("Identity", "x", "y")
            .output("y", OnnxWriter.DOUBLE, "batch", 2).write(folder.resolve("m.onnx"));
        IocDefinition ioc = IocReader.read(Files.writeString(folder.resolve("m.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {x: "float64[batch, 2]"}, outputs: {y: "float64[batch, 2]"}}
            inputs: {"X:SOL:I": {value: 1, units: A}, B: {value: 1}}
            outputs: {X: {alarms: {hihi: 100}}, Y: {}}
            pipelines:
              P:
                model: m
                inputs: {x: ["X:SOL:I", B]}
                outputs: {y: [X, Y]}
            %s""".formatted(more.indent(4))), Map.of());
        TensorType type = new TensorType(ElementType.FLOAT64, List.of(TensorType.DYNAMIC, 2L));
        ModelCard card = new ModelCard(folder.resolve("card.yaml"), "m", "1", "", List.of("A"), true, null, List.of(),
            List.of(new InputTensor("x", type, List.of("batch", "2"), List.of(
                new InputFeature("SOL", "A", "", 0, 10, 5, 2, List.of()),
                new InputFeature("B", "", "", 0, 10, 5, 2, List.of())))), List.of(), List.of(), null);
        model = new OnnxEngine().load(ioc.models().getFirst());
        evaluation = new Evaluation(ioc, List.of(Pipeline.open(ioc.pipelines().getFirst(), model, Optional.of(card))), database);
        evaluation.initialise();
        evaluation.start();
    }

    @AfterEach
    void stop() {
        if (evaluation != null) {
            evaluation.close();
            model.close();
        }
    }

    private Alarm alarm(String pv) {
        return database.get("T:" + pv).alarm();
    }

    private void put(String name, double value) throws Exception {
        Pv pv = database.get("T:" + name);
        pv.put(value);
        pv.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void anInputOutsideIsMinorOnAllOutputsByNameAndHeals() throws Exception {
        start("");

        put("X:SOL:I", 12.3);
        assertThat(alarm("X")).isEqualTo(new Alarm(AlarmSeverity.MINOR, Condition.SOFT,
            "INPUT X:SOL:I 12.3 A outside training range 0 to 10 A"));
        assertThat(alarm("Y")).isSameAs(alarm("X")).isSameAs(evaluation.evaluators().getFirst().state());

        put("X:SOL:I", 10);
        assertThat(alarm("X")).isSameAs(Alarm.NONE);
        assertThat(alarm("Y")).isSameAs(Alarm.NONE);
    }

    @Test
    void theWorstCauseWins() throws Exception {
        start("");

        put("X:SOL:I", 101);
        assertThat(alarm("X").condition()).as("its own limit is worse").isEqualTo(Condition.HIHI);
        assertThat(alarm("Y").message()).startsWith("INPUT X:SOL:I 101 A outside");
        put("B", Double.NaN);
        assertThat(alarm("X").message()).startsWith("INPUT B INVALID");
    }

    @Test
    void theSeverityIsTheFiles() throws Exception {
        start("training-range: MAJOR");
        put("B", -1);
        assertThat(alarm("Y").severity()).isEqualTo(AlarmSeverity.MAJOR);
    }

    @Test
    void itMayBeTurnedOff() throws Exception {
        start("training-range: NO_ALARM");
        put("B", -1);
        assertThat(alarm("Y")).isSameAs(Alarm.NONE);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> start("training-range: bad")).isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining("'training-range' must be one of NO_ALARM, MINOR, MAJOR, INVALID, not 'bad'");
    }

    @Test
    void anInputThatMovesOutsideMakesOneLineAndFewMessages() throws Exception {
        start("");
        Logger logger = (Logger) LoggerFactory.getLogger(Evaluator.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            put("X:SOL:I", 11);
            Alarm first = alarm("X");
            int others = 0;
            for (int i = 0; i < 2_000; i++) {
                put("X:SOL:I", 11 + i);
                others += alarm("Y") == first ? 0 : 1;
                first = alarm("Y");
            }
            assertThat(others).as("the number is brought up to date once a second at most").isLessThan(1_000);
            assertThat(lines.list).hasSize(1);
            for (int i = 0; i < 500; i++) {
                put("X:SOL:I", 5);
                put("X:SOL:I", 11 + i);
            }
            assertThat(lines.list).as("good and bad in turn").hasSizeLessThan(100);
        } finally {
            logger.detachAppender(lines);
        }
    }
}
