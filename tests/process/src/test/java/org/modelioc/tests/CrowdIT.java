package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients, and clients that misbehave: nobody else notices, and nothing grows. */
class CrowdIT {

    private static final int CONNECTIONS = 500;
    private static final int PUTS = 10_000;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void fiveHundredConnectionsAreServedAndLeaveNothingBehind(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(SumModel.write(folder, 1, 2, 1e9)); TestClient operator = new TestClient()) {
            int descriptors = ioc.descriptors();
            int threads = ioc.threads();
            for (int round = 1; round <= 3; round++) {
                crowd(ioc, operator, round);
            }

            // some more than before: compiler and poller threads come when they are needed, but not one a client
            TestClient.await(() -> ioc.descriptors() < descriptors + CONNECTIONS / 10
                && ioc.threads() < threads + CONNECTIONS / 10, "descriptors and threads given back");
            assertThat(operator.sample("SUM:OUT0").value()).isEqualTo(3);
        }
    }

    private static void crowd(IocProcess ioc, TestClient operator, double value) throws Exception {
        List<PlainClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                crowd.add(new PlainClient(ioc.tcpPort(), "SUM:OUT1"));
            }
            operator.put("SUM:IN0", value);
            for (PlainClient client : crowd) {
                assertThat(client.value()).isEqualTo(value);
            }
        } finally {
            for (PlainClient client : crowd) {
                client.close();
            }
        }
    }

    @Test
    void aStoppedClientAndAKilledClientHarmNobody(@TempDir Path folder) throws Exception {
        // with a small heap, whatever piles up for the stopped client would soon end the program
        Map<String, String> smallHeap = Map.of("MODEL_IOC_OPTS", "-Xmx96m");
        String config = SumModel.write(folder, 1, 2, 1e9).toString();
        try (IocProcess ioc = IocProcess.launch(smallHeap, "run", config).awaitReady();
                TestClient operator = new TestClient()) {
            Process stopped = subscriber("SUM:OUT0", "SUM:OUT1", "SUM:IN0");
            Process killed = subscriber("SUM:OUT0", "SUM:OUT1", "SUM:IN0");
            try {
                PVAChannel input = operator.connect("SUM:IN0");
                Samples output = operator.monitor("SUM:OUT1");
                puts(input, output);
                new ProcessBuilder("kill", "-STOP", Long.toString(stopped.pid())).start().waitFor();
                puts(input, output);
                killed.destroyForcibly().waitFor();
                puts(input, output);
                long before = ioc.residentBytes();
                puts(input, output);
                puts(input, output);

                assertThat(ioc.residentBytes() - before).as("growth of resident memory").isLessThan(32 * MEBIBYTE);
                assertThat(operator.sample("SUM:OUT0").value()).isEqualTo(PUTS);
            } finally {
                stopped.destroyForcibly();
                killed.destroyForcibly();
            }
        }
    }

    private static void puts(PVAChannel input, Samples output) throws Exception {
        for (int i = 1; i <= PUTS; i++) {
            TestClient.put(input, (double) i);
        }
        TestClient.await(() -> output.last().value() == PUTS, "the last put reaches its output");
        output.forget();
    }

    private static Process subscriber(String... pvs) throws Exception {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m", "-cp", System.getProperty("java.class.path"),
            MonitorClient.class.getName(), Integer.toString(TestClient.SEARCH_PORT)));
        command.addAll(List.of(pvs));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = process.inputReader().readLine();
        if (!"SUBSCRIBED".equals(line)) {
            process.destroyForcibly();
            throw new AssertionError("the subscriber said " + line);
        }
        return process;
    }
}
