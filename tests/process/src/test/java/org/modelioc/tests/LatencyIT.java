package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.epics.pva.data.PVADoubleArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latency as PVs, as a client sees them. */
class LatencyIT {

    private static final int INVALID = 3;
    private static final int PUTS = 200;
    private static final String LAT = "SUM:ADD:LAT:";

    @TempDir
    private Path folder;
    private IocProcess ioc;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        Path file = SumModel.write(folder, 2, 1, 1e9);
        Files.writeString(file, Files.readString(file).replace("ioc:\n",
            "ioc:\n  latency: {window: 2 s, period: 100 ms, traces: traces}\n"));
        ioc = IocProcess.run(file);
        client = new TestClient();
    }

    @AfterEach
    void end() {
        client.close();
        ioc.close();
    }

    private double[] array(String name) throws Exception {
        return ((PVADoubleArray) client.get(LAT + name).locate("value")).get();
    }

    @Test
    void everyEvaluationIsInTheStatistics() throws Exception {
        // the last PV that is updated in a turn
        Samples count = client.monitor(LAT + "E2E:ALL:COUNT");
        for (int i = 1; i <= PUTS; i++) {
            client.put("SUM:IN0", (double) i);
        }
        // each put waited for its evaluation, and there was one at the start
        TestClient.await(() -> count.last().value() == PUTS + 1, "all counted");

        for (String stage : new String[] {"WAIT", "BEFORE", "INFER", "AFTER", "POST", "TOTAL", "E2E"}) {
            String all = stage + ":ALL:";
            double p50 = client.number(LAT + all + "P50");
            double p90 = client.number(LAT + all + "P90");
            double p99 = client.number(LAT + all + "P99");
            double p999 = client.number(LAT + all + "P999");
            double most = client.number(LAT + all + "MAX");
            assertThat(new double[] {p50, p90, p99, p999, most}).as(stage).isSorted();
            assertThat(client.severity(LAT + all + "P50")).isZero();
            assertThat(client.number(LAT + all + "MEAN")).isBetween(0.0, most);
            assertThat(Arrays.stream(array(all + "HIST")).sum()).isEqualTo(client.number(LAT + all + "COUNT"));
        }
        assertThat(client.number(LAT + "TOTAL:ALL:P50")).isGreaterThan(client.number(LAT + "INFER:ALL:P50"));
        assertThat(array("EDGES")).hasSize(71).isSorted();
        assertThat(client.number(LAT + "UNRECORDED")).isZero();
    }

    @Test
    void theWindowForgetsAndSaysSo() throws Exception {
        client.put("SUM:IN0", 1.0);
        Samples median = client.monitor(LAT + "TOTAL:P50");
        TestClient.await(() -> median.last().severity() == 0, "measured");
        TestClient.await(() -> median.last().severity() == INVALID, "forgotten");
        assertThat(median.last().value()).isNaN();
        assertThat(median.last().message()).isEqualTo("no evaluation measured, last 2 s");
        assertThat(client.number(LAT + "TOTAL:ALL:P50")).isPositive();

        client.put("SUM:IN0", 2.0);
        TestClient.await(() -> median.last().severity() == 0, "measured again");
        assertThat(median.last().value()).isPositive();
    }

    @Test
    void resetForgetsAll() throws Exception {
        client.put("SUM:IN0", 1.0);
        Samples count = client.monitor(LAT + "E2E:ALL:COUNT");
        TestClient.await(() -> count.last().value() >= 2, "measured");
        client.put(LAT + "RESET", 1);
        TestClient.await(() -> count.last().value() == 0, "forgotten");
        assertThat(client.severity(LAT + "E2E:ALL:MAX")).isEqualTo(INVALID);
        client.put("SUM:IN0", 2.0);
        TestClient.await(() -> count.last().value() == 1, "counted anew");
    }

    @Test
    void aTraceIsThereWhenThePutIsConfirmed() throws Exception {
        client.put("SUM:IN0", 1.0);
        Samples count = client.monitor(LAT + "INFER:ALL:COUNT");
        TestClient.await(() -> count.last().value() >= 2, "measured");
        client.put(LAT + "TRACE", 1);
        Path trace = Path.of(client.text(LAT + "TRACE-FILE"));
        assertThat(trace).hasParent(folder.resolve("traces"));
        assertThat(Files.readString(trace)).startsWith("{\"displayTimeUnit\": \"ns\"").contains("\"INFER\"").endsWith("]}\n");
    }

    @Test
    void whereNoTraceCanBeWrittenThePvSaysSo() throws Exception {
        Files.writeString(folder.resolve("traces"), "in the way");
        client.put(LAT + "TRACE", 1);
        assertThat(client.text(LAT + "TRACE-FILE")).isEmpty();
        assertThat(client.severity(LAT + "TRACE-FILE")).isEqualTo(1);
        assertThat(client.get(LAT + "TRACE-FILE").locate("alarm.message").toString()).contains("no trace could be written to ");
    }
}
