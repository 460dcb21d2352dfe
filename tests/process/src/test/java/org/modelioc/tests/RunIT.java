package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.TestClient.Sample;

/** What the README's first command promises. */
class RunIT {

    private static final List<String> OUTPUTS =
        List.of("EFF:LEBT", "EFF:RFQ", "EFF:TANK1", "EFF:TANK2", "EFF:TANK3", "EFF:TANK4");

    @Test
    void servesTheExampleAndTellsWhatToTry() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            ioc.awaitLine("pvput LEBT:SOL1:DI:SP 0.1");
            ioc.awaitLine("End with Ctrl-C");
            assertThat(ioc.pvCount()).isGreaterThan(16);
            assertThat(ioc.udpPort()).isEqualTo(TestClient.SEARCH_PORT);

            Sample tuned = client.sample("LEBT:EFF:TANK4");
            assertThat(tuned.value()).isBetween(0.0, 100.0);
            assertThat(tuned.severity()).isZero();
            assertThat(tuned.userTag()).isPositive();

            client.putAndWait("LEBT:SOL2:DI:SP", 15.0, "LEBT:EFF:TANK4");
            Sample detuned = client.sample("LEBT:EFF:TANK4");
            assertThat(detuned.value()).isLessThan(tuned.value());
            assertThat(detuned.userTag()).isGreaterThan(tuned.userTag());
        }
    }

    @Test
    void outputsOfOneEvaluationCarryTheStampOfTheNewestInputAndOneNumber() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            client.putAndWait("LEBT:GAS:DP:SP", 0.5, "LEBT:EFF:TANK4");

            Sample input = client.sample("LEBT:GAS:DP:SP");
            Sample first = client.sample("LEBT:EFF:LEBT");
            for (String name : OUTPUTS) {
                Sample output = client.sample("LEBT:" + name);
                assertThat(output.seconds()).isEqualTo(input.seconds());
                assertThat(output.nanoseconds()).isEqualTo(input.nanoseconds());
                assertThat(output.userTag()).isEqualTo(first.userTag());
            }
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void aPvDescribesItself() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            PVAStructure pv = client.get("LEBT:SOL1:DI:SP");

            assertThat(pv.getStructureName()).isEqualTo("epics:nt/NTScalar:1.0");
            assertThat(pv.locate("display.units").toString()).contains("A");
            assertThat(pv.locate("display.description").toString()).contains("Solenoid 1, change of current");
            assertThat(pv.locate("display.precision").toString()).contains("2");
            assertThat(pv.locate("control.limitHigh").toString()).contains("20");
            assertThat(pv.locate("control.minStep").toString()).contains("0.1");
            PVAStructure output = client.get("LEBT:EFF:LEBT");
            assertThat(output.locate("display.units").toString()).contains("%");
            assertThat(output.locate("valueAlarm.active").toString()).contains("true");
            assertThat(output.locate("valueAlarm.lowAlarmLimit").toString()).contains("20");
            assertThat(output.locate("valueAlarm.highAlarmLimit").toString()).contains("NaN");
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void aMacroMovesThePrefix() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT, "-m", "P=MY:"); TestClient client = new TestClient()) {
            assertThat(client.sample("MY:EFF:RFQ").severity()).isZero();
            ioc.awaitLine("pvget MY:EFF:LEBT");
        }
    }

    @Test
    void ctrlCEndsItCleanly() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT)) {
            ioc.signal("INT");

            IocProcess.Ended ended = ioc.await();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.output()).doesNotContain("Exception");
        }
    }

    @Test
    void sigtermEndsItCleanlyWithAClientConnected() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            client.monitor("LEBT:EFF:RFQ");
            ioc.signal("TERM");

            assertThat(ioc.await().exitCode()).isZero();
        }
    }

    @Test
    void runsThroughASymlinkFromAnotherFolder(@TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("ioc"), IocProcess.HOME.resolve("model-ioc"));

        try (IocProcess ioc = IocProcess.launch(link, folder, Map.of(), "--version")) {
            IocProcess.Ended ended = ioc.await();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.output()).startsWith("model-ioc ").contains("Java 2");
        }
    }

    @Test
    void helpNamesTheOptionsAndTheExitCodes() throws Exception {
        try (IocProcess ioc = IocProcess.launch(Map.of(), "run", "--help")) {
            assertThat(ioc.await().output()).contains("CONFIG").contains("--macro").contains("--strict-port")
                .contains("Exit codes:").contains("a model file that cannot be used");
        }
    }
}
