package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.TestClient.Sample;

/** Puts that come faster than the model runs: merged, counted, never lost, never torn. */
class BurstIT {

    private static final int CLIENTS = 4;
    private static final int BURSTS = 10_000 / CLIENTS;
    private static final int BURST = 4;
    private static final int OUTPUTS = 6;
    private static final int SUBSCRIBERS = 3;
    private static final double HIHI = 1_000;

    @Test
    void everySubscriberEndsWithTheFinalValueAndSeverityAndNoSetIsTorn(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(SumModel.write(folder, CLIENTS, OUTPUTS, HIHI))) {
            List<TestClient> clients = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<List<Samples>> subscribers = new ArrayList<>();
                for (int i = 0; i < SUBSCRIBERS; i++) {
                    subscribers.add(subscribe(open(clients)));
                }
                List<Callable<Void>> writers = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    PVAChannel input = open(clients).connect("SUM:IN" + i);
                    int last = (i + 1) * 200;
                    writers.add(() -> burst(input, last));
                }
                for (Future<Void> writer : threads.invokeAll(writers)) {
                    writer.get();
                }
                double sum = 200 + 400 + 600 + 800;
                for (List<Samples> subscriber : subscribers) {
                    for (Samples output : subscriber) {
                        TestClient.await(() -> output.last().value() == sum, "final value " + sum);
                        assertThat(output.last().severity()).as("HIHI is MAJOR").isEqualTo(2);
                    }
                    assertNotTorn(subscriber);
                }
                assertCounted(open(clients), (long) CLIENTS * BURSTS * BURST + CLIENTS);
                assertThat(ioc.isAlive()).isTrue();
            } finally {
                threads.shutdownNow();
                clients.forEach(TestClient::close);
            }
        }
    }

    private static TestClient open(List<TestClient> clients) throws Exception {
        clients.add(new TestClient());
        return clients.getLast();
    }

    private static List<Samples> subscribe(TestClient client) throws Exception {
        List<Samples> outputs = new ArrayList<>();
        for (int i = 0; i < OUTPUTS; i++) {
            outputs.add(client.monitor("SUM:OUT" + i));
        }
        return outputs;
    }

    // each burst is sent without waiting for an answer in between; the sum stays below HIHI until the last put
    private static Void burst(PVAChannel input, int last) throws Exception {
        for (int i = 0; i < BURSTS; i++) {
            List<CompletableFuture<Void>> answers = new ArrayList<>(BURST);
            for (int j = 0; j < BURST; j++) {
                answers.add(input.write(true, "field(value)", (i * BURST + j) % 200));
            }
            for (CompletableFuture<Void> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
        }
        TestClient.put(input, last);
        return null;
    }

    // samples of one evaluation carry its number; updates merged for a slow reader leave gaps, but never a mixture
    private static void assertNotTorn(List<Samples> outputs) {
        Map<Integer, Double> byEvaluation = new HashMap<>();
        int joined = 0;
        for (Samples output : outputs) {
            for (Sample sample : output.all()) {
                Double other = byEvaluation.putIfAbsent(sample.userTag(), sample.value());
                if (other != null) {
                    joined++;
                    assertThat(sample.value()).as("evaluation %d", sample.userTag()).isEqualTo(other);
                }
                assertThat(sample.severity()).isEqualTo(sample.value() >= HIHI ? 2 : 0);
            }
        }
        assertThat(joined).as("samples joined by their evaluation").isGreaterThan(OUTPUTS);
    }

    private static void assertCounted(TestClient client, long puts) throws Exception {
        Samples merged = client.monitor("SUM:ADD:EVAL:MERGED");
        Samples count = client.monitor("SUM:ADD:EVAL:COUNT");
        // one more: the evaluation at the start
        TestClient.await(() -> count.last().value() + merged.last().value() == puts + 1,
            "COUNT + MERGED = puts + 1 = " + (puts + 1));
    }
}
