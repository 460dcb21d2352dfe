package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.TestClient.Sample;

/** Alarms, limits and fields as the YAML declares them and clients change them, in the program as a whole. */
class FieldsIT {

    @TempDir
    private Path folder;

    private Path configuration() throws Exception {
        Path config = SumModel.write(folder, 2, 1, 10);
        return Files.writeString(config, Files.readString(config)
            .replace("  prefix: \"SUM:\"\n",
                "  prefix: \"SUM:\"\n  outside-limits: clamp\n  autosave: {folder: saved, period: 100 ms}\n")
            .replace("IN0: {}", "IN0: {DRVL: 0, DRVH: 20, EGU: A, mdel: 2}")
            .replace("IN1: {}", "IN1: {limits: {low: -5, high: 5}, outside-limits: reject}")
            .replace("hihi: 10.0}",
                "hihi: 10.0, high: 8, hysteresis: 1, messages: {hihi: too much}},\n    autosave: [HIHI, HHSV]"));
    }

    @Test
    void limitsAlarmsAndFields() throws Exception {
        Path config = configuration();
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            Samples out = client.monitor("SUM:OUT0");
            Samples in = client.monitor("SUM:IN0");

            client.put("SUM:IN0", 25.0);
            TestClient.await(() -> out.last().value() == 20, "an output made from the limit");
            assertThat(out.last().message()).isEqualTo("HIHI: too much");
            assertThat(client.text("SUM:MESSAGE")).contains("SUM:IN0 cannot be set to 25.0 A, and was set to 20.0 A")
                .contains("127.0.0.1");
            assertThat(client.refused("SUM:IN1", 6.0)).contains("SUM:IN1 cannot be set to 6.0: it takes -5.0 to 5.0");
            assertThat(client.text("SUM:MESSAGE")).contains("SUM:IN1 cannot be set to 6.0").contains("127.0.0.1");

            client.put("SUM:OUT0.HIHI", 30.0);
            TestClient.await(() -> out.last().message().equals("HIGH"), "the alarm of the new limit");
            assertThat(out.last().value()).isEqualTo(20);
            client.put("SUM:IN0.DRVH", 40.0);
            client.put("SUM:IN0", 35.0);
            TestClient.await(() -> out.last().message().equals("HIHI: too much"), "the alarm of the new value");

            client.put("SUM:IN0", 34.0);
            client.put("SUM:IN0", 32.5);
            TestClient.await(() -> in.last().value() == 32.5, "the move beyond MDEL");
            assertThat(in.all().stream().map(Sample::value).distinct()).containsExactly(0.0, 20.0, 35.0, 32.5);

            int evaluation = out.last().userTag();
            client.put("SUM:IN0.PROC", 1);
            TestClient.await(() -> out.last().userTag() > evaluation, "an evaluation");
            assertThat(client.text("SUM:IN0.RTYP")).isEqualTo("ao");
            assertThat(client.text("SUM:OUT0.AMSG")).isEqualTo("HIHI: too much");
        }
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            assertThat(client.number("SUM:OUT0.HIHI")).isEqualTo(30);
            Sample back = client.sample("SUM:OUT0");
            assertThat(back.value()).as("clamped at the start to what the configuration says").isEqualTo(20);
            assertThat(back.message()).isEqualTo("HIGH");
        }
    }
}
