package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.epics.pvdata.pv.PVDoubleArray;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.service.ServerDefinition;

/**
 * Damaged messages and noise by TCP and UDP: no crash, nothing left behind, and another client notices nothing.
 *
 * <p>Short by default; {@code -Dfuzz.messages=1000000} makes a soak of it, {@code -Dfuzz.seed} another one. The profile
 * {@code soak} does the former.
 */
class FuzzTest {

    private static final int MESSAGES = Integer.getInteger("fuzz.messages", 20_000);
    private static final int MESSAGES_OF_A_CONNECTION = 30;
    private static final int LONGEST_NOISE = 300;
    private static final Pattern HISTOGRAM_LINE =
        Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(org\\.(?:modelioc|epics)\\.\\S+)");
    // the buffers that the server keeps for sending, and the rest of what warms up
    private static final long GROWTH = 8L << 20;
    // of one class; a connection or two may be about to end
    private static final int MORE_OBJECTS = 20;
    /** A machine that is busy with other things may let the bystander wait for long. */
    private static final ServerDefinition PATIENT = new ServerDefinition(TestServer.LIMITS.maxConnections(),
        Duration.ofMinutes(30), TestServer.LIMITS.sendQueue(), TestServer.LIMITS.receiveBudget());

    private final Random random = new Random(Long.getLong("fuzz.seed", 4711));

    /** What a program holds of the machine, and how many live objects there are of each class of the product and its library. */
    private record Holdings(int threads, int descriptors, long heap, Map<String, Integer> objects) {

        static Holdings now() throws Exception {
            return new Holdings(Thread.getAllStackTraces().size(), FuzzTest.descriptors(), FuzzTest.heap(), FuzzTest.objects());
        }

        void assertNotGrown() throws Exception {
            TestServer.await("no more threads", () -> Thread.getAllStackTraces().size() <= threads + 2);
            Holdings after = now();
            System.out.printf("%d messages: %d -> %d threads, %d -> %d descriptors, %.1f -> %.1f MB of heap%n", MESSAGES, threads,
                after.threads, descriptors, after.descriptors, heap / 1e6, after.heap / 1e6);
            assertThat(after.descriptors).isLessThanOrEqualTo(descriptors + 5);
            assertThat(after.heap).isLessThan(heap + GROWTH);
            assertThat(after.objects).allSatisfy((type, count) ->
                assertThat(count).as(type).isLessThanOrEqualTo(objects.getOrDefault(type, 0) + MORE_OBJECTS));
        }
    }

    /** A client that does no harm; it must be answered all the time. */
    private static final class Bystander {

        private final RawClient client;
        private final int channel;

        Bystander(RawClient client) throws IOException {
            this.client = client;
            channel = client.create("scalar");
            client.send(RawClient.GET, new Payload().int32(channel).int32(1).int8(8).everything());
            client.await(RawClient.GET);
        }

        void assertIsAnswered() throws IOException {
            client.send(RawClient.GET, new Payload().int32(channel).int32(1).int8(0));
            RawClient.Frame answer = client.await(RawClient.GET);
            assertThat(answer.payload().getInt()).isEqualTo(1);
            assertThat(client.isAlive()).isTrue();
        }
    }

    private static int descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    // of a connection that somebody forgets to forget, each of these would stay; collects garbage first
    private static Map<String, Integer> objects() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram", new Object[] {null},
            new String[] {String[].class.getName()});
        Map<String, Integer> objects = new TreeMap<>();
        Matcher line = HISTOGRAM_LINE.matcher(histogram);
        while (line.find()) {
            objects.put(line.group(2), Integer.parseInt(line.group(1)));
        }
        assertThat(objects).as("of the product").containsKey(PvaServer.class.getName());
        return objects;
    }

    // what a client says in its life, in an order that makes sense
    private static List<byte[]> sensible(int sid) {
        List<byte[]> messages = new ArrayList<>();
        for (int ioid = 1; ioid <= 3; ioid++) {
            messages.add(Payload.message(10, new Payload().int32(sid).int32(ioid).int8(8).everything().build()));
            messages.add(Payload.message(10, new Payload().int32(sid).int32(ioid).int8(0).build()));
            messages.add(Payload.message(11, new Payload().int32(sid).int32(ioid + 10).int8(8).everything().build()));
            messages.add(Payload.message(11, new Payload().int32(sid).int32(ioid + 10).int8(0).size(1).int8(1).size(2)
                .float64(1).float64(2).build()));
            messages.add(Payload.message(13, new Payload().int32(sid).int32(ioid + 20).int8(0x88)
                .int8(0xFD).int16(1).int8(0x80).string("").size(1).string("field").int8(0x80).string("").size(0)
                .int32(4).build()));
            messages.add(Payload.message(13, new Payload().int32(sid).int32(ioid + 20).int8(0x44).build()));
            messages.add(Payload.message(13, new Payload().int32(sid).int32(ioid + 20).int8(0x80).int32(3).build()));
            messages.add(Payload.message(20, new Payload().int32(sid).int32(ioid + 30).int8(8).int8(0xFF).build()));
            messages.add(Payload.message(20, new Payload().int32(sid).int32(ioid + 30).int8(0).int8(0x80).string("uri").size(2)
                .string("any").int8(0x82).string("list").int8(0x88).int8(0x80).string("").size(1).string("x").int8(0x68)
                .int8(0x80).string("").size(1).string("s").int8(0x60).string("text")
                .size(1).int8(1).size(2).string("a").string("b").build()));
            messages.add(Payload.message(17, new Payload().int32(sid).int32(ioid + 40).string("value").build()));
            messages.add(Payload.message(7, new Payload().int16(1).int32(ioid + 50).string("text").build()));
            messages.add(Payload.message(21, new Payload().int32(sid).int32(ioid + 20).build()));
            messages.add(Payload.message(15, new Payload().int32(sid).int32(ioid).build()));
            messages.add(Payload.message(2, new Payload().int32(1).build()));
            messages.add(Payload.message(3, RawSearch.search(1, 1, new byte[16], 0, "tcp", "scalar", "wave").build()));
        }
        return messages;
    }

    private byte[] damaged(byte[] message) {
        byte[] bad = message.clone();
        switch (random.nextInt(6)) {
            case 0 -> bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bad[8 + random.nextInt(bad.length - 8)] = (byte) random.nextInt();
            case 2 -> bad[4 + random.nextInt(4)] = (byte) random.nextInt();
            case 3 -> bad[2] = (byte) (0x80 | random.nextInt(4) << 4);
            case 4 -> bad[3] = (byte) random.nextInt(24);
            default -> {
                // a long size instead of what was there
                for (int at = 8 + random.nextInt(bad.length - 8), i = 0; at + i < bad.length && i < 5; i++) {
                    bad[at + i] = i == 0 ? (byte) 0xFE : (byte) random.nextInt();
                }
            }
        }
        return bad;
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(LONGEST_NOISE)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            // of all noise, that which begins like a message comes furthest
            noise[0] = (byte) 0xCA;
        }
        return noise;
    }

    @Test
    void damagedMessagesByTcpHarmNobodyElse() throws Exception {
        try (TestServer server = new TestServer(PATIENT, Map.of()); RawClient client = server.login()) {
            server.provider.pv("wave").change(value -> value.getSubField(PVDoubleArray.class, "value")
                .put(0, 100, new double[100], 0));
            Bystander bystander = new Bystander(client);
            damage(server, bystander, Math.min(MESSAGES, 3_000));
            Holdings before = Holdings.now();
            damage(server, bystander, MESSAGES);
            assertThat(server.provider.channels).as("the bystander's").hasValue(1);
            assertThat(server.provider.monitors).hasValue(0);
            assertThat(server.provider.destroyedTwice).hasValue(0);
            assertThat(server.server.statistics().droppedBadMessage()).isPositive();
            before.assertNotGrown();
        }
    }

    private void damage(TestServer server, Bystander bystander, int messages) throws Exception {
        for (int sent = 0; sent < messages; sent += MESSAGES_OF_A_CONNECTION) {
            try (RawClient client = server.login()) {
                List<byte[]> sensible = sensible(client.create(random.nextBoolean() ? "wave" : "any"));
                for (int i = 0; i < MESSAGES_OF_A_CONNECTION; i++) {
                    byte[] message = sensible.get(random.nextInt(4) == 0 ? random.nextInt(sensible.size()) : i);
                    client.send(random.nextInt(8) == 0 ? damaged(message) : message);
                }
                if (random.nextBoolean()) {
                    client.reset();
                }
            } catch (IOException e) {
                // the server has closed it: as it should
            }
            if (sent % 900 == 0) {
                stranger(server);
            }
            if (sent % 3_000 == 0) {
                bystander.assertIsAnswered();
                // what the provider of the tests remembers is no growth of the server
                server.provider.clients.clear();
            }
        }
        TestServer.await("only the bystander", () -> server.server.statistics().connections() == 1);
        bystander.assertIsAnswered();
        server.provider.clients.clear();
    }

    /** Someone who does not come as far as a login. */
    private void stranger(TestServer server) throws IOException {
        byte[] login = Payload.message(1, new Payload().int32(65_536).int16(0x7FFF).int16(0).string("ca")
            .int8(0x80).string("").size(2).string("user").int8(0x60).string("host").int8(0x60)
            .string("alice").string("ws3").build());
        try (RawClient client = new RawClient(server.server.tcpPort())) {
            client.send(random.nextBoolean() ? noise() : damaged(login));
            client.send(noise());
        } catch (IOException e) {
            // the server has closed it: as it should
        }
    }

    @Test
    void damagedPacketsByUdpHarmNobodyElse() throws Exception {
        try (TestServer server = new TestServer(TestServer.LIMITS, Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1"));
                RawSearch attacker = new RawSearch(); RawSearch client = new RawSearch()) {
            int port = server.server.udpPort();
            byte[] sound = Payload.message(3, RawSearch.search(0, 0, new byte[16], 0, "tcp").build());
            attacker.send(port, damaged(sound));
            Holdings before = Holdings.now();
            for (int i = 0; i < MESSAGES; i++) {
                byte[] search = Payload.message(3, RawSearch.search(i, random.nextInt(256), new byte[16], attacker.port(), "tcp",
                    "scalar", "wave", "nowhere").build());
                byte[] packet = random.nextInt(4) == 0 ? new Payload().bytes(Payload.message(22, new byte[16])).bytes(search)
                    .build() : search;
                attacker.send(port, random.nextInt(10) == 0 ? noise() : damaged(packet));
                if (i % 1_000 == 0) {
                    boolean answered = false;
                    for (int attempt = 0; attempt < 10 && !answered; attempt++) {
                        client.search(port, i, 0, "scalar");
                        answered = client.receive(1_000) != null;
                    }
                    assertThat(answered).isTrue();
                }
            }
            before.assertNotGrown();
            assertThat(server.server.statistics().searches()).isPositive();
            assertThat(server.server.statistics().badDatagrams()).isPositive();
        }
    }
}
