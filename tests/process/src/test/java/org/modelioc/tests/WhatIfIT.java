package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimisers ask the running program what would come out of other inputs, while operators work. */
class WhatIfIT {

    private static final int SECONDS = 60;
    private static final int CLIENTS = 4;
    private static final int AT_ONCE = 200;
    private static final int ROWS = 5_000;
    private static final String RPC = "LEBT:TRANSPORT:EVAL";
    private static final String INPUT = "LEBT:SOL1:DI:SP";
    private static final String OUTPUT = "LEBT:EFF:LEBT";

    @TempDir
    private Path folder;

    private static PVAStructure row(double solenoid, double steerer) {
        return new PVAStructure("", "epics:nt/NTURI:1.0", new PVAString("scheme", "pva"), new PVAString("path", RPC),
            new PVAStructure("query", "", new PVADouble("SOL1_DI_SP", solenoid), new PVADouble("STH1_DI_SP", steerer)));
    }

    private static PVAStructure table(double... solenoid) {
        return new PVAStructure("", "epics:nt/NTTable:1.0", new PVAStringArray("labels", "SOL1:DI:SP"),
            new PVAStructure("value", "", new PVADoubleArray("c0", solenoid)));
    }

    private static PVAStructure answer(CompletableFuture<PVAStructure> request) throws Exception {
        return request.get(SECONDS, TimeUnit.SECONDS);
    }

    private static double[] efficiency(PVAStructure answer) throws Exception {
        return ((PVADoubleArray) answer.locate("value.EFF_LEBT")).get();
    }

    private static String[] status(PVAStructure answer) throws Exception {
        return ((PVAStringArray) answer.locate("value.status")).get();
    }

    private static double solenoid(int request) {
        return -10 + request * 0.1;
    }

    private static double steerer(int request) {
        return request % 7 * 0.1;
    }

    @Test
    void twoHundredAtOnceGetWhatTheLivePathGivesWhilePutsGoThrough() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient operator = new TestClient()) {
            List<PVAChannel> channels = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new TestClient());
                channels.add(clients.getLast().connect(RPC));
            }
            AtomicBoolean asked = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread operating = Thread.ofPlatform().start(() -> {
                try {
                    for (int put = 0; !asked.get(); put++) {
                        // an input that no request leaves as it is
                        operator.putAndWait(INPUT, put % 5 * 0.5, OUTPUT);
                    }
                } catch (Exception | AssertionError e) {
                    failure.set(e);
                }
            });
            List<CompletableFuture<PVAStructure>> requests = new ArrayList<>();
            for (int request = 0; request < AT_ONCE; request++) {
                requests.add(channels.get(request % CLIENTS).invoke(row(solenoid(request), steerer(request))));
            }
            double[] answers = new double[AT_ONCE];
            for (int request = 0; request < AT_ONCE; request++) {
                PVAStructure answer = answer(requests.get(request));
                assertThat(status(answer)).hasSize(1);
                answers[request] = efficiency(answer)[0];
            }
            asked.set(true);
            operating.join();
            assertThat(failure.get()).isNull();

            for (int request = 0; request < AT_ONCE; request += 11) {
                operator.put("LEBT:STH1:DI:SP", steerer(request));
                operator.put(INPUT, solenoid(request));
                assertThat(answers[request]).as("request %s", request).isCloseTo(operator.number(OUTPUT), within(1e-3));
            }
            TestClient.await(() -> counter(operator, "ROWS") == AT_ONCE, "all rows are counted");
            assertThat(counter(operator, "REQUESTS")).isEqualTo(AT_ONCE);
            assertThat(counter(operator, "BATCHES")).isBetween(1L, (long) AT_ONCE);
            assertThat(counter(operator, "REJECTED")).isZero();
            assertThat(ioc.isAlive()).isTrue();
        } finally {
            clients.forEach(TestClient::close);
        }
    }

    private static long counter(TestClient client, String name) {
        try {
            return (long) client.number("LEBT:TRANSPORT:WHATIF:" + name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTableOfManyBatches() throws Exception {
        try (IocProcess _ = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            double before = client.number(INPUT);
            TestClient.Sample output = client.sample(OUTPUT);
            double[] rows = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                rows[row] = -20 + row * 40.0 / (ROWS - 1);
            }
            rows[1] = 99;
            PVAStructure answer = answer(client.connect(RPC).invoke(table(rows)));
            double[] efficiency = efficiency(answer);
            assertThat(efficiency).hasSize(ROWS);
            assertThat(status(answer)[1]).isEqualTo("LEBT:SOL1:DI:SP cannot be set to 99.0 A: it takes -20.0 A to 20.0 A");
            assertThat(efficiency[1]).isNaN();
            assertThat(client.number(INPUT)).isEqualTo(before);
            assertThat(client.sample(OUTPUT)).isEqualTo(output);
            for (int row = 0; row < ROWS; row += ROWS / 10) {
                client.put(INPUT, rows[row]);
                assertThat(efficiency[row]).as("row %s", row).isCloseTo(client.number(OUTPUT), within(1e-3));
            }
        }
    }

    @Test
    void whoMayNotReadMayNotAsk() throws Exception {
        Files.writeString(folder.resolve("site.acf"), """
            ASG(DEFAULT) { RULE(1,READ) RULE(1,WRITE) }
            ASG(SECRET) { RULE(1,NONE) }
            """);
        String yaml = Files.readString(IocProcess.LEBT).replace("  # access: {file: lebt.acf}", "  access: {file: site.acf}")
            .replace("file: ../models/", "file: " + IocProcess.HOME.resolve("config/models") + "/")
            .replace("  EFF:LEBT:\n", "  EFF:LEBT:\n    asg: SECRET\n");
        try (IocProcess _ = IocProcess.run(Files.writeString(folder.resolve("lebt.yaml"), yaml));
                TestClient client = new TestClient()) {
            // the answer would tell what the client may not read
            assertThat(refused(client.connect(RPC), row(1, 0))).contains("SECRET");
        }
    }

    @Test
    void anOrdinaryPvTakesNoRequests() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT); TestClient client = new TestClient()) {
            assertThat(refused(client.connect(OUTPUT), row(1, 0))).contains("LEBT:EFF:LEBT");
            assertThat(refused(client.connect(RPC), new PVAStructure("", "mine", new PVADouble("x", 1))))
                .contains("takes an NTURI, whose query names inputs, or an NTTable with an input a column, not mine");
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    /** What the client was told: it writes that into its log, and whoever waits for the answer waits for ever. */
    private static String refused(PVAChannel channel, PVAStructure request) throws Exception {
        AtomicReference<String> told = new AtomicReference<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord line) {
                String text = line.getMessage() + ' ' + (line.getThrown() == null ? "" : line.getThrown().getMessage());
                if (text.contains("ERROR")) {
                    told.set(text);
                }
            }

            @Override
            public void flush() {
                // nothing is kept
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        PVASettings.logger.addHandler(log);
        try {
            channel.invoke(request);
            TestClient.await(() -> told.get() != null, "an answer of " + channel.getName());
            return told.get();
        } finally {
            PVASettings.logger.removeHandler(log);
        }
    }
}
