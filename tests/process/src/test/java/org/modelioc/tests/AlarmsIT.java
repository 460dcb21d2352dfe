package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule that makes an alarm, from its onset with its message until it heals, as a client sees it that is not ours. */
class AlarmsIT {

    private static final String[] RULES = {"NMS", "MS", "MSI", "MSS"};
    private static final String GOOD = "0 ";

    @TempDir
    private Path folder;

    /** What an operator sees of an alarm: its severity and its message. */
    private static String alarm(Samples pv) {
        return pv.last().severity() + " " + pv.last().message();
    }

    private static void await(Samples pv, String alarm) throws InterruptedException {
        await(pv, alarm::equals, alarm);
    }

    private static void awaitStart(Samples pv, String alarm) throws InterruptedException {
        await(pv, now -> now.startsWith(alarm), alarm);
    }

    private static void await(Samples pv, Predicate<String> alarm, String what) throws InterruptedException {
        try {
            TestClient.await(() -> alarm.test(alarm(pv)), what);
        } catch (AssertionError e) {
            throw new AssertionError("it is '" + alarm(pv) + "'", e);
        }
    }

    private static void awaitSeverity(TestClient client, String pv, int severity) throws InterruptedException {
        TestClient.await(() -> {
            try {
                return client.severity(pv) == severity;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, pv + " of severity " + severity);
    }

    private IocProcess local() throws Exception {
        SumModel.write(folder, 2, 1, 100);
        return IocProcess.run(Files.writeString(folder.resolve("local.yaml"), """
            ioc: {prefix: "A:"}
            models:
              sum: {file: sum.onnx, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 1]"}}
            inputs:
              X: {value: 0}
              MODE: {type: enum, choices: [OFF, ON, FAULT], alarms: {choices: {FAULT: MAJOR}, messages: {FAULT: reset it}}}
            outputs:
              Y:
                alarms:
                  lolo: -20
                  low: -10
                  high: 10
                  hihi: 20
                  hysteresis: 2
                  severities: {lolo: INVALID, low: MINOR, high: MINOR, hihi: MAJOR}
                  messages: {hihi: close the stopper, low: open it}
            calculated:
              STATE: {expression: "Y > 5 ? 1 : 0", type: enum, choices: [LOW, HIGH], alarms: {choices: {HIGH: MINOR}}}
              ROOT: {expression: "SQRT(Y)"}
            pipelines:
              P: {model: sum, inputs: {x: [X, MODE]}, outputs: {y: [Y]}}
            """));
    }

    @Test
    void limitsChoicesAndWhatIsNoNumber() throws Exception {
        try (IocProcess ioc = local(); TestClient client = new TestClient()) {
            Samples output = client.monitor("A:Y");
            Samples root = client.monitor("A:ROOT");
            await(output, GOOD);
            // at the limit it begins, and it ends beyond the hysteresis only
            for (String step : new String[] {"9.5 0 ", "10 1 HIGH", "8 1 HIGH", "7.5 0 ", "20 2 HIHI: close the stopper",
                "18 2 HIHI: close the stopper", "17.5 1 HIGH", "0 0 ", "-10 1 LOW: open it", "-20 3 LOLO", "-18 3 LOLO",
                "-17.5 1 LOW: open it", "0 0 "}) {
                String[] words = step.split(" ", 2);
                client.put("A:X", Double.parseDouble(words[0]));
                TestClient.await(() -> output.last().value() == Double.parseDouble(words[0]), step);
                assertThat(alarm(output)).as(step).isEqualTo(words[1]);
            }

            client.put("A:X", Double.NaN);
            await(output, "3 INPUT X INVALID (UDF: not a finite number)");
            client.put("A:X", 6.0);
            await(output, GOOD);
            awaitSeverity(client, "A:STATE", 1);
            client.put("A:X", -4.0);
            await(root, "3 UDF: not a finite number");
            client.put("A:X", 4.0);
            await(root, GOOD);
            awaitSeverity(client, "A:STATE", 0);

            client.put("A:MODE", 2);
            awaitSeverity(client, "A:MODE", 2);
            assertThat(client.text("A:MODE.AMSG")).isEqualTo("STATE: FAULT: reset it");
            client.put("A:MODE", 1);
            awaitSeverity(client, "A:MODE", 0);

            client.put("A:X", 10.0);
            await(output, "1 HIGH");
            client.put("A:Y.HIGH", 15.0);
            await(output, GOOD);
            assertThat(output.last().value()).as("nothing was evaluated").isEqualTo(11);
            client.put("A:Y.HIHI", 11.0);
            await(output, "2 HIHI: close the stopper");
        }
    }

    private IocProcess source() throws Exception {
        return IocProcess.run(SumModel.write(folder, 1, 1, 100));
    }

    /** Each rule in a pipeline of its own; the last input is called stale after a second. */
    private IocProcess follower() throws Exception {
        StringBuilder inputs = new StringBuilder();
        StringBuilder outputs = new StringBuilder();
        StringBuilder pipelines = new StringBuilder();
        for (String rule : RULES) {
            inputs.append("  IN-%1$s: {follow: {pv: \"pva://SUM:OUT0\", severity: %1$s}}%n".formatted(rule));
            outputs.append("  OUT-%s: {}%n".formatted(rule));
            pipelines.append("  P-%1$s: {model: sum, inputs: {x: [IN-%1$s]}, outputs: {y: [OUT-%1$s]}}%n".formatted(rule));
        }
        Path config = Files.writeString(folder.resolve("follower.yaml"), """
            ioc: {prefix: "F:"}
            models:
              sum: {file: sum.onnx, inputs: {x: "float32[batch, 1]"}, outputs: {y: "float32[batch, 1]"}}
            inputs:
            %s  IN-STALE: {follow: {pv: "pva://SUM:OUT0", severity: NMS, stale-after: 1 s}}
            outputs:
            %s  OUT-STALE: {}
            pipelines:
            %s  P-STALE: {model: sum, inputs: {x: [IN-STALE]}, outputs: {y: [OUT-STALE]}}
            """.formatted(inputs, outputs, pipelines));
        return IocProcess.launch(Map.of("EPICS_PVA_ADDR_LIST", "127.0.0.1", "EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BROADCAST_PORT", Integer.toString(TestClient.SEARCH_PORT)), "run", config.toString()).awaitReady();
    }

    @Test
    void whatIsFollowedPassesItsAlarmOnByItsRule() throws Exception {
        try (TestClient client = new TestClient(); IocProcess source = source(); IocProcess ioc = follower()) {
            Samples nms = client.monitor("F:OUT-NMS");
            Samples ms = client.monitor("F:OUT-MS");
            Samples msi = client.monitor("F:OUT-MSI");
            Samples mss = client.monitor("F:OUT-MSS");
            Samples stale = client.monitor("F:OUT-STALE");
            for (Samples output : new Samples[] {nms, ms, msi, mss}) {
                await(output, GOOD);
            }
            awaitStart(stale, "3 INPUT IN-STALE STALE ");

            client.put("SUM:IN0", 200.0);
            await(ms, "2 INPUT IN-MS MAJOR (pva://SUM:OUT0: HIHI)");
            await(mss, "2 INPUT IN-MSS MAJOR (pva://SUM:OUT0: HIHI)");
            for (Samples output : new Samples[] {nms, msi}) {
                TestClient.await(() -> output.last().value() == 200, "followed");
                assertThat(alarm(output)).isEqualTo(GOOD);
            }
            TestClient.await(() -> stale.all().stream().anyMatch(each -> each.value() == 200 && each.severity() == 0), "fresh");
            awaitStart(stale, "3 INPUT IN-STALE STALE ");

            client.put("SUM:OUT0.HHSV", 3);
            await(ms, "3 INPUT IN-MS INVALID (pva://SUM:OUT0: HIHI)");
            await(msi, "3 INPUT IN-MSI INVALID (pva://SUM:OUT0: HIHI)");
            await(mss, "3 INPUT IN-MSS INVALID (pva://SUM:OUT0: HIHI)");
            assertThat(alarm(nms)).isEqualTo(GOOD);

            client.put("SUM:IN0", 1.0);
            for (Samples output : new Samples[] {nms, ms, msi, mss}) {
                TestClient.await(() -> output.last().value() == 1, "followed");
                await(output, GOOD);
            }

            source.signal("KILL");
            source.await();
            for (String rule : RULES) {
                awaitStart(client.monitor("F:OUT-" + rule), "3 INPUT IN-" + rule + " DISCONNECTED since ");
            }
            try (IocProcess again = source()) {
                for (Samples output : new Samples[] {nms, ms, msi, mss}) {
                    await(output, GOOD);
                    assertThat(output.last().value()).isZero();
                }
                assertThat(again.isAlive()).isTrue();
            }
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void outsideTheTrainingRangeTheOutputsNameTheInput() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            Samples output = client.monitor("LEBT:EFF:RFQ");
            await(output, GOOD);
            client.put("LEBT:SOL1:DI:SP.DRVH", 30.0);
            client.put("LEBT:SOL1:DI:SP", 25.0);
            await(output, "1 INPUT SOL1:DI:SP 25 A outside training range -20 to 20 A");
            client.put("LEBT:SOL1:DI:SP", 5.0);
            await(output, GOOD);
        }
    }
}
