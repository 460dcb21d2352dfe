package org.modelioc.ioc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocReader;

/** The figures of a bench and those of the PVs are the same ones, of the same evaluations. */
class SameFiguresTest {

    private static final int EVALUATIONS = 2_000;
    private static final Percentage TWO = Percentage.withPercentage(2);

    @TempDir
    private Path folder;

    @Test
    void benchAndPvsAgree() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 1).node("Tanh", "x", "y").output("y", OnnxWriter.FLOAT, "batch", 1)
            .write(folder.resolve("m.onnx"));
        Path config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:", latency: {period: 100 ms}}
            models:
              m: {file: m.onnx, inputs: {x: "float32[batch, 1]"}, outputs: {y: "float32[batch, 1]"}}
            inputs: {A: {}}
            outputs: {C: {}}
            pipelines:
              RUN: {model: m, inputs: {x: [A]}, outputs: {y: [C]}}
            """);
        int port = Bench.freePort();
        PvaSettings settings = PvaSettings.fromEnvironment(Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_BROADCAST_PORT", "" + port, "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO"), new Properties());
        try (Ioc ioc = Ioc.start(IocReader.read(config, Map.of()), settings,
                LinkSettings.fromEnvironment(Map.of("EPICS_PVA_AUTO_ADDR_LIST", "NO", "EPICS_CA_AUTO_ADDR_LIST", "NO"),
                    new Properties()), false)) {
            Evaluator evaluator = ioc.evaluators().getFirst();
            ioc.database().get("T:RUN:LAT:RESET").setpoint().processAndWait().get(30, TimeUnit.SECONDS);
            Histogram seen = Latency.histogram();
            evaluator.observe((id, stamp, clock, in, out, failed) ->
                seen.recordValue(clock.postedAt() - clock.requestedAt()));
            for (int i = 0; i < EVALUATIONS; i++) {
                evaluator.processSwitch().processAndWait().get(30, TimeUnit.SECONDS);
            }
            LongPv count = (LongPv) ioc.database().get("T:RUN:LAT:TOTAL:ALL:COUNT");
            for (int patience = 0; count.value() < EVALUATIONS && patience < 3_000; patience++) {
                Thread.sleep(10);
            }
            assertThat(count.value()).isEqualTo(EVALUATIONS);

            Latency bench = Latency.of("TOTAL", seen);
            assertThat(bench.count()).isEqualTo(EVALUATIONS);
            assertThat(bench.p50()).isCloseTo(pv(ioc, "P50"), TWO);
            assertThat(bench.p90()).isCloseTo(pv(ioc, "P90"), TWO);
            assertThat(bench.p99()).isCloseTo(pv(ioc, "P99"), TWO);
            assertThat(bench.p999()).isCloseTo(pv(ioc, "P999"), TWO);
            assertThat(bench.max()).isCloseTo(pv(ioc, "MAX"), TWO);
            assertThat(bench.mean()).isCloseTo(pv(ioc, "MEAN"), TWO);
        }
    }

    private static double pv(Ioc ioc, String statistic) {
        return ((DoublePv) ioc.database().get("T:RUN:LAT:TOTAL:ALL:" + statistic)).value();
    }
}
