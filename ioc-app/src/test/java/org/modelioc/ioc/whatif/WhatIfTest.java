package org.modelioc.ioc.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.alarm.AlarmSeverity;

/** What would come out of other inputs is what comes out of them, and nothing has changed. */
class WhatIfTest {

    private static final String MODEL = "file: m.onnx, inputs: {x: \"float32[batch, 3]\"}, outputs: {y: \"float32[batch, 2]\"}";
    private static final String LINES = """
        inputs:
          A: {value: 1, limits: {low: -5, high: 5}}
          B: {value: 0.5}
        outputs:
          X: {alarms: {high: 0}}
          Y: {}
        pipelines:
          P:
            model: m
            inputs: {x: [B, 0.5, A]}
            outputs: {y: [X, Y]}
            before: [scale: {factor: 2}]
            what-if: {largest-batch: 32}
        """;

    @TempDir
    private Path folder;

    private WhatIfPipeline mlp() throws Exception {
        new Mlp(7, 3, 16, 2).onnx().write(folder.resolve("m.onnx"));
        return new WhatIfPipeline(folder, MODEL, LINES);
    }

    private static double value(WhatIfPipeline ioc, String name) {
        return ((DoublePv) ioc.database.get("T:" + name)).value();
    }

    @Test
    void rowsGiveWhatTheLivePathGivesAndNoPvChanges() throws Exception {
        try (WhatIfPipeline ioc = mlp()) {
            double x = value(ioc, "X");
            int id = ioc.database.get("T:X").userTag();
            double[] a = new Random(1).doubles(300, -5, 5).toArray();
            Question question = ioc.whatIf.question(300);
            for (int row = 0; row < 300; row++) {
                ioc.give(question, row, "A", a[row]);
                ioc.give(question, row, "B", -a[row]);
            }
            ioc.ask(question);

            assertThat(value(ioc, "A")).isEqualTo(1);
            assertThat(value(ioc, "X")).isEqualTo(x);
            assertThat(ioc.database.get("T:X").userTag()).isEqualTo(id);
            for (int row = 0; row < 300; row += 17) {
                ioc.put("B", -a[row]);
                ioc.put("A", a[row]);
                assertThat(question.output(row, 0)).isCloseTo(value(ioc, "X"), within(1e-5));
                assertThat(question.output(row, 1)).isCloseTo(value(ioc, "Y"), within(1e-5));
                assertThat(question.alarm(row).severity()).isEqualTo(ioc.database.get("T:X").alarm().severity());
            }
        }
    }

    @Test
    void whatIsNotGivenIsAsItIsNow() throws Exception {
        try (WhatIfPipeline ioc = mlp()) {
            ioc.put("B", 0.25);
            double x = value(ioc, "X");
            assertThat(ioc.ask("A", 1.0).output(0, 0)).isCloseTo(x, within(1e-5));
            assertThat(ioc.ask("B", 0.5).output(0, 0)).isNotCloseTo(x, within(1e-5));

            ioc.put("B", Double.NaN);
            assertThat(ioc.ask("A", 1.0).alarm(0).message()).startsWith("INPUT B INVALID");
            Question without = ioc.ask("B", 0.25);
            assertThat(without.output(0, 0)).isCloseTo(x, within(1e-5));
            assertThat(without.alarm(0).severity()).isNotEqualTo(AlarmSeverity.INVALID);
        }
    }

    @Test
    void aBadRowSaysWhyAndSpoilsNoOther() throws Exception {
        try (WhatIfPipeline ioc = mlp()) {
            Question question = ioc.ask("A", 1.0, 6.0, "much", Double.NaN, 1.0);
            assertThat(question.output(0, 0)).isCloseTo(value(ioc, "X"), within(1e-5));
            assertThat(question.output(4, 0)).isEqualTo(question.output(0, 0));
            assertThat(question.alarm(1).message()).isEqualTo("T:A cannot be set to 6.0: it takes -5.0 to 5.0");
            assertThat(question.alarm(2).message()).contains("T:A", "much");
            assertThat(question.alarm(3).message()).contains("A");
            for (int row = 1; row < 4; row++) {
                assertThat(question.output(row, 0)).as("row %s", row).isNaN();
                assertThat(question.alarm(row).severity()).as("row %s", row).isEqualTo(AlarmSeverity.INVALID);
            }
            assertThat(ioc.database.get("T:A").alarm()).isSameAs(Alarm.NONE);
        }
    }

    /** An index that a table does not have makes ONNX Runtime give up on the whole batch. */
    private WhatIfPipeline table(Object batch) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.INT64, batch, 1).constant("t", new float[] {10, 11, 12}, 3)
            .node("Gather", "t x", "y").output("y", OnnxWriter.FLOAT, batch, 1).write(folder.resolve("m.onnx"));
        return new WhatIfPipeline(folder, "file: m.onnx, inputs: {x: \"int64[%s, 1]\"}, outputs: {y: \"float32[%s, 1]\"}"
            .formatted(batch, batch), """
            inputs: {A: {type: long, value: 0}}
            outputs: {X: {}}
            pipelines:
              P: {model: m, inputs: {x: [A]}, outputs: {y: [X]}}
            """);
    }

    @Test
    void aRowThatTheModelGivesUpOnSpoilsNoOther() throws Exception {
        for (Object batch : new Object[] {"batch", 1}) {
            try (WhatIfPipeline ioc = table(batch)) {
                for (int turn = 0; turn < 3; turn++) {
                    Question question = ioc.ask("A", 0L, 99L, 2L, 1L, -7L, 0L);
                    double[] x = {10, Double.NaN, 12, 11, Double.NaN, 10};
                    for (int row = 0; row < x.length; row++) {
                        assertThat(question.output(row, 0)).as("row %s", row).isEqualTo(Double.valueOf(x[row]));
                        if (Double.isNaN(x[row])) {
                            assertThat(question.alarm(row).message()).startsWith("MODEL FAILED: ");
                        } else {
                            assertThat(question.alarm(row)).isSameAs(Alarm.NONE);
                        }
                    }
                }
                assertThat(ioc.counter("ROWS")).isEqualTo(18);
            }
        }
    }

    @Test
    void choicesAndWaveforms() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 4).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 4).write(folder.resolve("m.onnx"));
        try (WhatIfPipeline ioc = new WhatIfPipeline(folder,
                "file: m.onnx, inputs: {x: \"float32[batch, 4]\"}, outputs: {y: \"float32[batch, 4]\"}", """
                inputs:
                  E: {type: enum, choices: [OFF, ON], value: OFF}
                  W: {type: "double[3]", value: [1, 2, 3]}
                outputs:
                  F: {type: enum, choices: [LOW, TOP]}
                  V: {type: "double[3]"}
                pipelines:
                  P: {model: m, inputs: {x: [E, W]}, outputs: {y: [F, V]}}
                """)) {
            Question question = ioc.question("E", "ON", "NONE", 1L);
            ioc.give(question, 0, "W", new double[] {4, 5, 6});
            ioc.ask(question);
            assertThat(new double[] {question.output(0, 0), question.output(0, 1), question.output(0, 3)})
                .containsExactly(1, 4, 6);
            assertThat(question.alarm(1).message()).contains("NONE");
            assertThat(new double[] {question.output(2, 0), question.output(2, 1), question.output(2, 3)})
                .containsExactly(1, 1, 3);
        }
    }

    @Test
    void requestsOfNoRowsOrTooManyAreRefused() throws Exception {
        try (WhatIfPipeline ioc = mlp()) {
            assertThatThrownBy(() -> ioc.whatIf.question(0)).isInstanceOf(RequestRejectedException.class)
                .hasMessage("P: the request has no rows");
            assertThatThrownBy(() -> ioc.whatIf.question(10_001)).isInstanceOf(RequestRejectedException.class)
                .hasMessage("P: the request has 10001 rows, and 10000 may wait; send it in parts");
        }
    }
}
