package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.tests.TestClient.Sample;

/** A model that gives NaN: the output says so, and heals by itself. */
class NanIT {

    private static final int INVALID = 3;
    private static final int DRIVER = 2;

    // y = log(x)
    private static Path write(Path folder) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 1).node("Log", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 1).write(folder.resolve("log.onnx"));
        return Files.writeString(folder.resolve("log.yaml"), """
            ioc: {prefix: "NAN:"}
            models:
              log:
                file: log.onnx
                inputs: {x: "float32[batch, 1]"}
                outputs: {y: "float32[batch, 1]"}
            inputs:
              X: {value: 1}
            outputs:
              Y: {alarms: {hihi: 100}}
            pipelines:
              P:
                model: log
                inputs: {x: [X]}
                outputs: {y: [Y]}
            """);
    }

    @Test
    void anOutputThatIsNanIsInvalidAndTellsTheOperator(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(write(folder)); TestClient client = new TestClient()) {
            Samples output = client.monitor("NAN:Y");
            assertThat(output.last().severity()).isZero();

            client.put("NAN:X", -1.0);
            TestClient.await(() -> Double.isNaN(output.last().value()), "NaN");
            Sample nan = output.last();
            assertThat(nan.severity()).isEqualTo(INVALID);
            assertThat(nan.message()).isEqualTo("UDF: not a finite number");
            assertThat(client.get("NAN:Y").locate("alarm.status").toString()).contains(Integer.toString(DRIVER));
            Samples message = client.monitor("NAN:P:EVAL:LAST-ID");
            TestClient.await(() -> message.last().value() >= 2, "the evaluation is counted");
            assertThat(client.text("NAN:P:EVAL:MESSAGE")).isEqualTo("OUTPUT NAN:Y is not a finite number");
            assertThat(ioc.output()).contains("OUTPUT NAN:Y is not a finite number");

            client.put("NAN:X", 1.0);
            TestClient.await(() -> output.last().severity() == 0, "heals");
            assertThat(output.last().value()).isZero();
        }
    }

    @Test
    void anInputThatIsNanMakesTheOutputsInvalidByName(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(write(folder)); TestClient client = new TestClient()) {
            Samples output = client.monitor("NAN:Y");

            client.put("NAN:X", Double.NaN);

            TestClient.await(() -> output.last().severity() == INVALID, "INVALID");
            assertThat(output.last().message()).isEqualTo("INPUT X INVALID (UDF: not a finite number)");
            assertThat(ioc.isAlive()).isTrue();
        }
    }
}
