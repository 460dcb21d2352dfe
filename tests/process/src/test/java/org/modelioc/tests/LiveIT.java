package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that follow another IOC: live, played with, held; its death and return; what calculated PVs make of them. */
class LiveIT {

    private static final int INVALID = 3;
    private static final int MINOR = 1;
    private static final int LIVE = 0;
    private static final int WHAT_IF = 1;
    private static final int HOLD = 2;
    private static final int OFF = 3;

    @TempDir
    private Path folder;

    private IocProcess source() throws Exception {
        return IocProcess.run(SumModel.write(folder, 2, 1, 100));
    }

    /** B is twice A, which follows the sum that the other IOC gives. */
    private IocProcess follower() throws Exception {
        SumModel.write(folder, 2, 1, 100);
        Path config = Files.writeString(folder.resolve("live.yaml"), """
            ioc: {prefix: "LIVE:"}
            models:
              sum:
                file: sum.onnx
                inputs: {x: "float32[batch, 2]"}
                outputs: {y: "float32[batch, 1]"}
            inputs:
              A: {follow: {pv: "pva://SUM:OUT0", severity: MSS}}
              C: {value: 10}
            outputs:
              B: {}
            calculated:
              EXCESS: {expression: "B - C"}
              SOME: {expression: "A > 5 ? 1 : 0", type: enum, choices: [FEW, MANY]}
            pipelines:
              P:
                model: sum
                inputs: {x: [A, C]}
                outputs: {y: [B]}
            """);
        return IocProcess.launch(Map.of("EPICS_PVA_ADDR_LIST", "127.0.0.1", "EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BROADCAST_PORT", Integer.toString(TestClient.SEARCH_PORT)), "run", config.toString()).awaitReady();
    }

    private static void mode(TestClient client, int mode) throws Exception {
        PVAChannel channel = client.connect("LIVE:P:EVAL:MODE");
        channel.write(true, "field(value)", mode).get();
    }

    private static String message(TestClient client) {
        try {
            return client.text("LIVE:P:EVAL:MESSAGE");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSourceDiesAndReturnsAndTheOutputsSaySo() throws Exception {
        try (TestClient client = new TestClient(); IocProcess ioc = follower()) {
            Samples output = client.monitor("LIVE:B");
            TestClient.await(() -> output.last().severity() == INVALID, "no source yet");
            assertThat(output.last().message()).startsWith("INPUT A DISCONNECTED since ").contains("pva://SUM:OUT0");

            IocProcess source = source();
            TestClient.await(() -> output.last().severity() == 0 && output.last().value() == 10, "followed");
            client.put("SUM:IN0", 4.0);
            TestClient.await(() -> output.last().value() == 14, "an update");

            client.put("SUM:IN0", 200.0);
            TestClient.await(() -> output.last().value() == 210 && output.last().severity() == 2, "MSS passes MAJOR");
            assertThat(output.last().message()).isEqualTo("INPUT A MAJOR (pva://SUM:OUT0: HIHI)");

            source.signal("KILL");
            source.await();
            TestClient.await(() -> output.last().severity() == INVALID, "the source is dead");
            assertThat(output.last().message()).startsWith("INPUT A DISCONNECTED since ");
            assertThat(output.last().value()).isEqualTo(210);

            try (IocProcess again = source()) {
                TestClient.await(() -> output.last().severity() == 0 && output.last().value() == 10, "healed");
                assertThat(again.isAlive()).isTrue();
            }
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void theOperatorPlaysAndGoesBackToLive() throws Exception {
        try (TestClient client = new TestClient(); IocProcess source = source(); IocProcess ioc = follower()) {
            Samples output = client.monitor("LIVE:B");
            client.put("SUM:IN0", 3.0);
            TestClient.await(() -> output.last().value() == 13, "live");
            assertThat(client.refused("LIVE:A", 5.0)).endsWith(
                "LIVE:A follows pva://SUM:OUT0; to put to it, set LIVE:P:EVAL:MODE to WHAT-IF first");

            mode(client, WHAT_IF);
            TestClient.await(() -> output.last().message().equals("WHAT-IF"), "the outputs say so");
            assertThat(output.last().value()).as("begins with what was live").isEqualTo(13);
            client.put("LIVE:A", 7.0);
            TestClient.await(() -> output.last().value() == 17, "what if");
            client.put("SUM:IN0", 4.0);
            assertThat(client.number("LIVE:A")).as("the operator's").isEqualTo(7);

            mode(client, HOLD);
            TestClient.await(() -> output.last().severity() == MINOR, "held");
            assertThat(output.last().message()).isEqualTo("HOLD: not evaluated");
            assertThat(output.last().value()).isEqualTo(17);
            mode(client, OFF);
            TestClient.await(() -> output.last().severity() == INVALID, "off");
            TestClient.await(() -> message(client).equals("OFF: not evaluated"), "the operator is told");

            mode(client, LIVE);
            TestClient.await(() -> output.last().value() == 14 && output.last().severity() == 0, "live again");
            assertThat(output.last().message()).isEmpty();
            assertThat(ioc.isAlive() && source.isAlive()).isTrue();
        }
    }

    @Test
    void calculatedPvsBelongToTheEvaluation() throws Exception {
        try (TestClient client = new TestClient(); IocProcess source = source(); IocProcess ioc = follower()) {
            Samples output = client.monitor("LIVE:B");
            Samples excess = client.monitor("LIVE:EXCESS");
            client.put("SUM:IN0", 6.0);
            TestClient.await(() -> output.last().value() == 16, "live");

            TestClient.await(() -> excess.last().value() == 6, "calculated");
            assertThat(excess.last().userTag()).isEqualTo(output.last().userTag());
            assertThat(excess.last().nanoseconds()).isEqualTo(output.last().nanoseconds());
            assertThat(client.get("LIVE:SOME").locate("value.index").toString()).contains("1");

            source.signal("KILL");
            TestClient.await(() -> excess.last().severity() == INVALID, "no better than what it is made of");
            assertThat(excess.last().message()).startsWith("INPUT A DISCONNECTED since ");
            assertThat(ioc.isAlive()).isTrue();
        }
    }
}
