package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.runtime.onnx.VersionFolder;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.pv.Range;

/**
 * Phoebus' client asks what would come out of other inputs. The model multiplies by its factor, and knows inputs from -100 to
 * 100.
 */
class WhatIfForForeignClientTest {

    private static final int SECONDS = 60;

    @TempDir
    private Path folder;
    private Ioc ioc;
    private PVAClient client;
    private PVAChannel channel;

    @BeforeEach
    void serve() throws Exception {
        new VersionFolder("1.0.0", 10).write(folder.resolve("models/one"));
        new VersionFolder("1.1.0", 20).write(folder.resolve("models/two"));
        Path config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m:
                file: models/one
                inputs: {x: "float32[batch, 2]"}
                outputs: {y: "float32[batch, 2]"}
            inputs:
              S:A: {value: 1, units: A, limits: {low: -200, high: 200}}
              B: {value: 2}
            outputs:
              X: {alarms: {high: 900}}
              Y: {}
            pipelines:
              P:
                model: m
                inputs: {x: [S:A, B]}
                outputs: {y: [X, Y]}
                what-if: {largest-batch: 16, queue: 1000}
            """);
        // below the ports that the system hands out by itself; the server takes another one if it is in use
        int port = ThreadLocalRandom.current().nextInt(20_001, 32_000);
        Map<String, String> environment = Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1", "EPICS_PVAS_SERVER_PORT", "" + port,
            "EPICS_PVAS_BROADCAST_PORT", "" + (port - 1), "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO");
        ioc = Ioc.start(IocReader.read(config, Map.of()), PvaSettings.fromEnvironment(environment, new Properties()),
            LinkSettings.fromEnvironment(environment, new Properties()), false);
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + ioc.server().tcpPort();
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
        channel = client.getChannel("T:P:EVAL");
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        client.close();
        ioc.close();
    }

    private PVAStructure ask(PVAStructure request) throws Exception {
        return channel.invoke(request).get(SECONDS, TimeUnit.SECONDS);
    }

    private static PVAStructure uri(Map<String, String> query) {
        return new PVAURI("uri", "pva", "", "T:P:EVAL", query);
    }

    private static PVAStructure table(String[] labels, PVAData... columns) {
        return new PVAStructure("", "epics:nt/NTTable:1.0", new PVAStringArray("labels", labels),
            new PVAStructure("value", "", columns));
    }

    private static double[] numbers(PVAStructure answer, String column) throws Exception {
        return ((PVADoubleArray) answer.locate("value." + column)).get();
    }

    private static String[] status(PVAStructure answer) throws Exception {
        return ((PVAStringArray) answer.locate("value.status")).get();
    }

    private static int[] severities(PVAStructure answer) throws Exception {
        return ((PVAIntArray) answer.locate("value.severity")).get();
    }

    private double live(String name) {
        DoublePv pv = (DoublePv) ioc.database().get("T:" + name);
        synchronized (pv) {
            return pv.value();
        }
    }

    private long count(String name) {
        return ((LongPv) ioc.database().get("T:P:WHATIF:" + name)).value();
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience for " + what).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void aRowIsAnsweredAndWhatIsNotGivenIsAsItIs() throws Exception {
        PVAStructure answer = ask(uri(Map.of("S_A", "3")));

        assertThat(((PVAStringArray) answer.locate("labels")).get()).containsExactly("X", "Y", "severity", "status");
        assertThat(numbers(answer, "X")).containsExactly(30);
        assertThat(numbers(answer, "Y")).containsExactly(20);
        assertThat(status(answer)).containsExactly("OK");
        assertThat(severities(answer)).containsExactly(0);
        assertThat(live("X")).isEqualTo(10);
        assertThat(live("S:A")).isEqualTo(1);
        assertThat(numbers(ask(uri(Map.of())), "X")).as("nothing given").containsExactly(10);
        await("counters", () -> count("REQUESTS") == 2 && count("ROWS") == 2 && count("BATCHES") == 2 && count("QUEUE") == 0);
    }

    @Test
    void namesMayBeThoseOfThePvs() throws Exception {
        PVAStructure full = new PVAStructure("", "epics:nt/NTURI:1.0", new PVAString("path", ""),
            new PVAStructure("query", "", new PVADouble("T:S:A", 5), new PVAInt("B", 7)));
        PVAStructure answer = ask(full);
        assertThat(numbers(answer, "X")).containsExactly(50);
        assertThat(numbers(answer, "Y")).containsExactly(70);
        assertThat(numbers(ask(table(new String[] {"T:S:A"}, new PVADoubleArray("a", 6))), "X")).containsExactly(60);
    }

    @Test
    void everyRowOfATableHasItsOwnStatus() throws Exception {
        double[] rows = {4, 250, Double.NaN, 150, -4};
        PVAStructure answer = ask(table(new String[] {"S:A", "B"}, new PVADoubleArray("a", rows),
            new PVADoubleArray("b", 1, 2, 3, 4, Double.NaN)));

        assertThat(numbers(answer, "X")).containsExactly(40, Double.NaN, Double.NaN, 1500, Double.NaN);
        assertThat(numbers(answer, "Y")).containsExactly(10, Double.NaN, Double.NaN, 40, Double.NaN);
        assertThat(severities(answer)).containsExactly(0, 3, 3, 1, 3);
        assertThat(status(answer)).containsExactly("OK", "T:S:A cannot be set to 250.0 A: it takes -200.0 A to 200.0 A",
            "T:S:A has limits and cannot be set to NaN: it takes -200.0 A to 200.0 A",
            "INPUT S:A 150 A outside training range -100 to 100 A", "INPUT B INVALID (UDF: not a finite number)");
        assertThat(((PVAInt) answer.locate("alarm.severity")).get()).isEqualTo(3);
    }

    @Test
    void limitsAreThoseThatHoldNow() throws Exception {
        Pv input = ioc.database().get("T:S:A");
        synchronized (input) {
            input.describe(input.metadata().withControl(new Range(-5, 5)));
        }
        assertThat(status(ask(uri(Map.of("S_A", "6"))))).containsExactly(
            "T:S:A cannot be set to 6.0 A: it takes -5.0 A to 5.0 A");
    }

    @Test
    void anAlarmOfAnOutputIsTold() throws Exception {
        PVAStructure answer = ask(table(new String[] {"S:A"}, new PVADoubleArray("a", 95, 80)));
        assertThat(numbers(answer, "X")).containsExactly(950, 800);
        assertThat(status(answer)[0]).isEqualTo("OUTPUT X HIGH");
        assertThat(status(answer)[1]).isEqualTo("OK");
    }

    @Test
    void aTableOfManyBatchesAndManyRequestsAtOnceAreAllAnsweredInFull() throws Exception {
        List<CompletableFuture<PVAStructure>> answers = new ArrayList<>();
        List<PVAClient> clients = new ArrayList<>();
        try {
            List<PVAChannel> channels = new ArrayList<>(List.of(channel));
            for (int i = 0; i < 2; i++) {
                clients.add(new PVAClient());
                channels.add(clients.getLast().getChannel("T:P:EVAL"));
                channels.getLast().connect().get(SECONDS, TimeUnit.SECONDS);
            }
            for (int request = 0; request < 60; request++) {
                double[] rows = new double[1 + request % 3 * 20 % 37];
                for (int row = 0; row < rows.length; row++) {
                    rows[row] = request + row / 100.0;
                }
                answers.add(channels.get(request % channels.size()).invoke(table(new String[] {"B"},
                    new PVADoubleArray("b", rows))));
                if (request % 10 == 5) {
                    // the live path goes on meanwhile
                    Pv input = ioc.database().get("T:B");
                    input.put((double) request);
                    input.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
                    assertThat(live("Y")).isEqualTo(10.0 * request);
                }
            }
            for (int request = 0; request < answers.size(); request++) {
                double[] result = numbers(answers.get(request).get(SECONDS, TimeUnit.SECONDS), "Y");
                assertThat(result).hasSize(1 + request % 3 * 20 % 37);
                for (int row = 0; row < result.length; row++) {
                    assertThat(result[row]).as("row %s of request %s", row, request)
                        .isCloseTo(10 * (request + row / 100.0), within(1e-3));
                }
            }
            assertThat(live("Y")).as("the live output is the live path's").isEqualTo(550);
        } finally {
            clients.forEach(PVAClient::close);
        }
    }

    @Test
    void aBadRequestIsCountedAndTheNextOneIsAnswered() throws Exception {
        // this client tells its log of an error, and nobody else
        channel.invoke(uri(Map.of("S_B", "3")));
        await("counter", () -> count("REJECTED") == 1);
        assertThat(status(ask(uri(Map.of("B", "much"))))).containsExactly("T:B takes a number, not 'much'");
        assertThat(numbers(ask(uri(Map.of("B", "4"))), "Y")).containsExactly(40);
    }

    @Test
    void anotherVersionAnswersOnceItHasTakenOver() throws Exception {
        assertThat(numbers(ask(uri(Map.of("S_A", "3"))), "X")).containsExactly(30);
        Pv load = ioc.database().get("T:m:MODEL:LOAD");
        load.put("two");
        load.setpoint().processAndWait().get(SECONDS, TimeUnit.SECONDS);
        assertThat(((StringPv) ioc.database().get("T:m:MODEL:VERSION")).value()).isEqualTo("1.1.0");
        assertThat(numbers(ask(uri(Map.of("S_A", "3"))), "X")).containsExactly(60);
    }

    @Test
    void noAnswerIsOfTwoVersions() throws Exception {
        Pv load = ioc.database().get("T:m:MODEL:LOAD");
        double[] ones = new double[900];
        Arrays.fill(ones, 1);
        for (int swap = 0; swap < 6; swap++) {
            CompletableFuture<PVAStructure> first = channel.invoke(table(new String[] {"S:A"}, new PVADoubleArray("a", ones)));
            load.put(swap % 2 == 0 ? "two" : "one");
            load.setpoint().process();
            do {
                double[] result = numbers(first.get(SECONDS, TimeUnit.SECONDS), "X");
                assertThat(result[0]).isIn(10.0, 20.0);
                assertThat(result).containsOnly(result[0]);
                first = channel.invoke(table(new String[] {"S:A"}, new PVADoubleArray("a", ones)));
            } while (((LongPv) ioc.database().get("T:m:MODEL:SWAPS")).value() <= swap);
            first.get(SECONDS, TimeUnit.SECONDS);
        }
    }
}
