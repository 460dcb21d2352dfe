package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.TestClient.Sample;

/** Many clients ask what would come out of other inputs, while the live path goes on as if nobody did. */
class WhatIfIT {

    private static final int CLIENTS = 8;
    private static final int REQUESTS = 200;
    private static final int INPUTS = 3;
    private static final int PUTS = 20;
    private static final int SECONDS = 60;
    private static final String EVAL = "SUM:ADD:EVAL";

    private static PVAStructure row(double first) {
        return new PVAURI("uri", "pva", "", EVAL, Map.of("IN0", Double.toString(first)));
    }

    private static PVAStructure table(double... second) {
        return new PVAStructure("", "epics:nt/NTTable:1.0", new PVAStringArray("labels", "SUM:IN1"),
            new PVAStructure("value", "", new PVADoubleArray("c", second)));
    }

    private static double[] numbers(CompletableFuture<PVAStructure> answer, String output) throws Exception {
        return ((PVADoubleArray) answer.get(SECONDS, TimeUnit.SECONDS).locate("value." + output)).get();
    }

    @Test
    void requestsOfManyClientsAreAnsweredAndTheLivePathGoesOn(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(SumModel.write(folder, INPUTS, 2, 1e6)); TestClient live = new TestClient()) {
            List<TestClient> clients = new ArrayList<>();
            try {
                List<PVAChannel> channels = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new TestClient());
                    channels.add(clients.getLast().connect(EVAL));
                }
                live.putAndWait("SUM:IN2", 1_000, "SUM:OUT0");
                Samples first = live.monitor("SUM:OUT0");
                Samples second = live.monitor("SUM:OUT1");
                PVAChannel input = live.connect("SUM:IN2");

                // the live input changes meanwhile: IN2 is one of those values in every answer, and the same in all outputs
                List<CompletableFuture<PVAStructure>> answers = new ArrayList<>();
                for (int request = 0; request < REQUESTS; request++) {
                    answers.add(channels.get(request % CLIENTS).invoke(request % 10 == 0 ? table(1, 2, 3) : row(request)));
                    if (request % (REQUESTS / PUTS) == 0) {
                        TestClient.put(input, 1_000.0 * (1 + request / (REQUESTS / PUTS)));
                    }
                }
                for (int request = 0; request < REQUESTS; request++) {
                    assertAnswer(request, numbers(answers.get(request), "OUT0"), numbers(answers.get(request), "OUT1"));
                }

                TestClient.await(() -> first.last().value() == 1_000.0 * PUTS, "the last put");
                assertThat(first.all()).as("live values are of puts alone").extracting(Sample::value)
                    .allMatch(value -> value % 1_000 == 0);
                TestClient.await(() -> second.last().value() == 1_000.0 * PUTS, "the last put, in the other output");
                assertThat(live.number("SUM:IN0")).isZero();
                TestClient.await(() -> count(live, "ROWS") == REQUESTS + 2 * (REQUESTS / 10), "all rows counted");
                assertThat(count(live, "REQUESTS")).isEqualTo(REQUESTS);
                assertThat(count(live, "BATCHES")).isBetween(1L, (long) REQUESTS);
                assertThat(count(live, "REJECTED")).isZero();
                assertThat(ioc.isAlive()).isTrue();
            } finally {
                clients.forEach(TestClient::close);
            }
        }
    }

    private static void assertAnswer(int request, double[] one, double[] other) {
        assertThat(one).as("request %s: the outputs of a row", request).containsExactly(other).hasSize(request % 10 == 0 ? 3 : 1);
        double taken = request % 10 == 0 ? one[0] - 1 : one[0] - request;
        assertThat(taken % 1_000).as("request %s: %s is not of one live value", request, one[0]).isZero();
        for (int row = 1; row < one.length; row++) {
            assertThat(one[row]).as("all rows with one live value").isEqualTo(one[0] + row);
        }
    }

    private static long count(TestClient client, String name) {
        try {
            return (long) client.number("SUM:ADD:WHATIF:" + name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theAnswerIsThatOfTheLivePath() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            PVAChannel channel = client.connect("LEBT:TRANSPORT:EVAL");
            double before = client.number("LEBT:EFF:RFQ");
            for (double current : new double[] {-7, 2.5, 12}) {
                double asked = numbers(channel.invoke(new PVAURI("uri", "pva", "", "LEBT:TRANSPORT:EVAL",
                    Map.of("SOL1_DI_SP", Double.toString(current)))), "EFF_RFQ")[0];
                assertThat(client.number("LEBT:EFF:RFQ")).isEqualTo(before);
                client.putAndWait("LEBT:SOL1:DI:SP", current, "LEBT:EFF:RFQ");
                assertThat(asked).isCloseTo(client.number("LEBT:EFF:RFQ"), within(1e-3));
                client.putAndWait("LEBT:SOL1:DI:SP", 0.0, "LEBT:EFF:RFQ");
            }
            assertThat(ioc.isAlive()).isTrue();
        }
    }
}
