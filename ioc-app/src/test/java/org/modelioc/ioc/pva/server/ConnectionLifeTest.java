package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.epics.pvdata.pv.PVDoubleArray;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.service.ServerDefinition;

/** How connections begin and end, and what must be gone afterwards. */
class ConnectionLifeTest {

    private static ServerDefinition idleAfter(Duration idle) {
        return new ServerDefinition(2_000, idle, 50_000, 8L << 20);
    }

    private static void subscribe(RawClient client, String name, int ioid) throws IOException {
        int sid = client.create(name);
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(ioid).int8(8).everything());
        client.await(RawClient.MONITOR);
        client.send(RawClient.MONITOR, new Payload().int32(sid).int32(ioid).int8(0x44));
        client.await(RawClient.MONITOR);
    }

    @Test
    void channelsAndMonitorsOfClientsThatVanishAreDestroyedOnce() throws Exception {
        try (TestServer server = new TestServer()) {
            for (int i = 0; i < 20; i++) {
                RawClient client = server.login();
                subscribe(client, "scalar", 1);
                subscribe(client, "wave", 2);
                if (i % 2 == 0) {
                    client.reset();
                } else {
                    client.close();
                }
            }
            server.awaitNothingLeft();
            assertThat(server.server.statistics().accepted()).isEqualTo(20);
            assertThat(server.server.statistics().droppedBadMessage()).isZero();
        }
    }

    @Test
    void fiveHundredConnectionsAtOnceAreServed() throws Exception {
        try (TestServer server = new TestServer(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RawClient>> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                clients.add(threads.submit(() -> {
                    RawClient client = server.login();
                    subscribe(client, "scalar", 1);
                    return client;
                }));
            }
            List<RawClient> connected = new ArrayList<>();
            for (Future<RawClient> client : clients) {
                connected.add(client.get(60, TimeUnit.SECONDS));
            }
            assertThat(server.server.statistics().connections()).isEqualTo(500);
            server.provider.pv("scalar").set(42);
            for (RawClient client : connected) {
                // the last eight bytes before the empty overrun bits
                assertThat(client.await(RawClient.MONITOR).payload().getDouble(4 + 1 + 2)).isEqualTo(42);
                client.close();
            }
            server.awaitNothingLeft();
        }
    }

    @Test
    void manyConnectionsDoNotMeanManyPlatformThreads() throws Exception {
        try (TestServer server = new TestServer()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                RawClient client = server.login();
                subscribe(client, "scalar", 1);
                clients.add(client);
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pva-client"))).hasSizeLessThanOrEqualTo(
                    2 * Connections.ON_PLATFORM_THREADS);
            for (RawClient client : clients) {
                client.close();
            }
            server.awaitNothingLeft();
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndCounted() throws Exception {
        ServerDefinition two = new ServerDefinition(2, Duration.ofSeconds(60), 1_000, 8L << 20);
        try (TestServer server = new TestServer(two, Map.of()); RawClient first = server.login();
                RawClient second = server.login(); RawClient third = server.connect()) {
            assertThat(third.isClosedByServer()).isTrue();
            assertThat(server.server.statistics().refusedFull()).isEqualTo(1);
            second.reset();
            TestServer.await("room", () -> server.server.statistics().connections() == 1);
            try (RawClient fourth = server.login()) {
                assertThat(fourth.create("scalar")).isPositive();
            }
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void silentClientIsDroppedAndOneThatSendsEchosIsNot() throws Exception {
        try (TestServer server = new TestServer(idleAfter(Duration.ofSeconds(2)), Map.of());
                RawClient silent = server.login(); RawClient alive = server.login()) {
            subscribe(silent, "scalar", 1);
            long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (server.server.statistics().droppedIdle() == 0 && System.nanoTime() < end) {
                assertThat(alive.isAlive()).isTrue();
                Thread.sleep(50);
            }
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(alive.isAlive()).isTrue();
            assertThat(server.server.statistics().droppedIdle()).isEqualTo(1);
            TestServer.await("its monitor is gone", () -> server.provider.monitors.get() == 0);
        }
    }

    @Test
    void clientThatNeverSaysWhoItIsIsDropped() throws Exception {
        try (TestServer server = new TestServer(idleAfter(Duration.ofSeconds(1)), Map.of());
                RawClient client = server.connect()) {
            // echoes alone do not make a client
            long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (server.server.statistics().droppedIdle() == 0 && System.nanoTime() < end) {
                try {
                    client.isAlive();
                } catch (IOException e) {
                    break;
                }
                Thread.sleep(20);
            }
            TestServer.await("dropped", () -> server.server.statistics().droppedIdle() == 1);
        }
    }

    @Test
    void floodOfRequestsWithoutReadingIsBoundedAndEnds() throws Exception {
        try (TestServer server = new TestServer(idleAfter(Duration.ofSeconds(2)), Map.of());
                RawClient flood = server.login()) {
            server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value")
                .put(0, 1_000, new double[1_000], 0));
            int sid = flood.create("wave");
            flood.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(8).everything());
            flood.await(RawClient.GET);
            byte[] get = Payload.message(RawClient.GET, new Payload().int32(sid).int32(1).int8(0).build());
            Payload many = new Payload();
            for (int i = 0; i < 1_000; i++) {
                many.bytes(get);
            }
            byte[] bytes = many.build();
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 5_000; i++) {
                        flood.send(bytes);
                    }
                } catch (IOException e) {
                    // given up by the server: as it should be
                }
            });
            TestServer.await("given up", () -> server.server.statistics().droppedSlow() == 1);
            writer.join(Duration.ofSeconds(20));
            assertThat(writer.isAlive()).isFalse();
            try (RawClient other = server.login()) {
                assertThat(other.create("scalar")).isPositive();
            }
        }
    }

    @Test
    void clientThatDoesNotReadDelaysNeitherThePvNorOthersAndKeepsTheLastState() throws Exception {
        try (TestServer server = new TestServer(); RawClient deaf = server.login(); RawClient other = server.login()) {
            subscribe(deaf, "wave", 1);
            subscribe(other, "scalar", 1);
            double[] wave = new double[50_000];
            for (int i = 1; i <= 500; i++) {
                wave[0] = i;
                server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value")
                    .put(0, wave.length, wave, 0));
            }
            server.provider.pv("scalar").set(7);
            assertThat(other.await(RawClient.MONITOR).payload().getDouble(7)).isEqualTo(7);
            double last = 0;
            int updates = 0;
            while (last != 500) {
                // ioid, flags, one changed bit, a long size, then the values
                last = deaf.await(RawClient.MONITOR).payload().getDouble(4 + 1 + 2 + 5);
                updates++;
            }
            assertThat(updates).isLessThan(500);
            assertThat(server.server.statistics().droppedSlow()).isZero();
        }
    }

    @Test
    void closeEndsEverything() throws Exception {
        TestServer server = new TestServer();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RawClient client = server.login();
            subscribe(client, "scalar", 1);
            clients.add(client);
        }
        int port = server.server.tcpPort();
        server.close();
        server.awaitNothingLeft();
        for (RawClient client : clients) {
            assertThat(client.isClosedByServer()).isTrue();
            client.close();
        }
        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
        TestServer.await("no threads", () -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("pva-")));
    }
}
