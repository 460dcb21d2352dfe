package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setpoints outlive the program, however it ends. */
class AutosaveIT {

    private static final int KILLS = Integer.getInteger("autosave.process.kills", 3);
    private static final int AUTOSAVE = 5;

    @TempDir
    private Path folder;
    private Path config;
    private Path save;

    @BeforeEach
    void write() throws Exception {
        config = SumModel.write(folder, 2, 1, 1e9);
        Files.writeString(config, Files.readString(config)
            .replace("  prefix: \"SUM:\"\n", "  prefix: \"SUM:\"\n  autosave: {folder: saved, period: 100 ms}\n"));
        save = folder.resolve("saved/sum.sav");
    }

    private String saved(String name) {
        try {
            return Files.readAllLines(save).stream().filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1)).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Puts numbers that go up, without a pause, until the program dies; gives the last one that was confirmed. */
    private static double putUntilKilled(IocProcess ioc, TestClient client, double from, Random random) throws Exception {
        PVAChannel channel = client.connect("SUM:IN0");
        double number = from;
        TestClient.put(channel, number);
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(random.nextInt(400));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ioc.close();
        });
        try {
            while (ioc.isAlive()) {
                TestClient.put(channel, number + 1);
                number++;
            }
        } catch (Exception e) {
            assertThat(ioc.isAlive()).as("the put failed because of the kill: %s", e).isFalse();
        }
        killer.join();
        return number;
    }

    @Test
    void killedInTheMiddleOfPuts() throws Exception {
        Random random = new Random();
        double least = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            double settled = least + 1_000_000;
            double last;
            try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
                assertThat(client.sample("SUM:IN0").value()).isGreaterThanOrEqualTo(least);
                client.put("SUM:IN1", settled);
                String text = Double.toString(settled);
                TestClient.await(() -> saved("SUM:IN1").equals(text), "IN1 in " + save);
                last = putUntilKilled(ioc, client, settled, random);
            }
            assertThat(Files.readString(save)).endsWith("<END>\n");
            try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
                assertThat(client.sample("SUM:IN1").value()).as("saved before the kill").isEqualTo(settled);
                double restored = client.sample("SUM:IN0").value();
                // one more than confirmed: the program may have died before the client had its answer
                assertThat(restored).isLessThanOrEqualTo(last + 1);
                assertThat(client.sample("SUM:OUT0").value()).as("made from what was restored")
                    .isEqualTo((float) restored + (float) settled);
                assertThat(client.text("SUM:SR_rebootStatusStr")).isEqualTo("2 of 2 values restored from sum.sav");
                least = restored;
            }
        }
    }

    @Test
    void aCleanEndLosesNothing() throws Exception {
        Files.writeString(config, Files.readString(config).replace("100 ms", "1 h"));
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            client.put("SUM:IN0", 0.1);
            ioc.signal("TERM");
            assertThat(ioc.await().exitCode()).isZero();
        }

        assertThat(saved("SUM:IN0")).isEqualTo("0.1");
    }

    @Test
    void whatIsNotRestoredIsInTheLogAndInAPv() throws Exception {
        Files.createDirectories(save.getParent());
        Files.writeString(save, "# autosave R5.3\tby hand\nSUM:IN0 7\nSUM:IN1 many\nSUM:IN2 3\n<END>\n");
        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            assertThat(client.sample("SUM:OUT0").value()).isEqualTo(7);
            assertThat(client.text("SUM:SR_rebootStatusStr")).startsWith("1 of 2 values restored from sum.sav; 2 complaints");
            ioc.awaitLine("sum.sav:3: SUM:IN1 not restored: the PV takes numbers, not 'many'");
            ioc.awaitLine("sum.sav:4: SUM:IN2 not restored: there is no such PV");
        }
    }

    @Test
    void twoProgramsWithTheSameFiles() throws Exception {
        try (IocProcess first = IocProcess.run(config);
                IocProcess second = IocProcess.launch(Map.of(), "run", config.toString())) {
            IocProcess.Ended ended = second.await();

            assertThat(ended.exitCode()).isEqualTo(AUTOSAVE);
            List<String> lines = ended.output().lines().toList();
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst()).contains("setpoints cannot be saved to " + save + ": another IOC (process ")
                .contains("give each IOC a 'folder' or 'name' of its own");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void withoutASectionTheLogSaysSo() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT)) {
            ioc.awaitLine("setpoints are not saved");
        }
    }
}
