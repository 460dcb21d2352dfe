package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.service.ServerDefinition;

/** Bytes that make no sense, or ask for too much, end the connection they come by and nothing else. */
class BadMessageTest {

    private static final int HUGE = 0x7FFF_FFF0;

    private TestServer server;
    private RawClient bystander;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        bystander = server.login();
        bystander.create("scalar");
    }

    @AfterEach
    void end() throws Exception {
        assertThat(bystander.isAlive()).isTrue();
        bystander.close();
        server.awaitNothingLeft();
        server.close();
    }

    // the server may have closed before the last byte was written
    private static void assertRefused(RawClient client, byte[] message) throws IOException {
        try {
            client.send(message);
        } catch (SocketException e) {
            return;
        }
        assertThat(client.isClosedByServer()).isTrue();
    }

    private static void assertRefused(RawClient client, int command, Payload payload) throws IOException {
        assertRefused(client, Payload.message(command, payload.build()));
    }

    private static int descriptors() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return (int) open.count();
        }
    }

    @Test
    void silentConnectionsDelayNobody() throws Exception {
        List<RawClient> silent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            silent.add(server.connect());
        }
        try (RawClient client = server.login()) {
            assertThat(client.create("scalar")).isPositive();
            assertThat(server.server.statistics().connections()).isEqualTo(52);
        }
        for (RawClient client : silent) {
            client.close();
        }
    }

    @Test
    void garbageClosesOnlyItsConnection() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] garbage = new byte[64];
            random.nextBytes(garbage);
            garbage[0] = 0x55;
            try (RawClient client = server.login()) {
                client.create("scalar");
                assertRefused(client, garbage);
            }
        }
        assertThat(server.server.statistics().droppedBadMessage()).isEqualTo(100);
    }

    @Test
    void mutatedMessagesLeaveNeitherChannelsNorThreadsNorDescriptors() throws Exception {
        Random random = new Random(2);
        int threads = Thread.activeCount();
        int descriptors = descriptors();
        for (int i = 0; i < 200; i++) {
            try (RawClient client = server.login()) {
                int sid = client.create("scalar");
                for (int k = 0; k < 20; k++) {
                    byte[] body = new byte[random.nextInt(60)];
                    random.nextBytes(body);
                    Payload payload = random.nextInt(3) > 0 ? new Payload().int32(sid).int32(1).int8(random.nextInt(2) * 8)
                        : new Payload();
                    client.send(random.nextInt(24), payload.bytes(body));
                }
            } catch (IOException e) {
                // closed while we wrote: as it should be
            }
        }
        TestServer.await("only the bystander", () -> server.server.statistics().connections() == 1);
        assertThat(server.server.statistics().channels()).isEqualTo(1);
        assertThat(server.provider.channels).hasValue(1);
        TestServer.await("no more threads", () -> Thread.activeCount() <= threads + 2);
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7FFF_FFFF, HUGE, -1, 0x4000_0000})
    void payloadOfGigabytesIsRefused(int size) throws Exception {
        try (RawClient client = server.login()) {
            assertRefused(client, new Payload().int8(0xCA).int8(2).int8(0x80).int8(RawClient.CREATE_CHANNEL).int32(size).build());
        }
    }

    @Test
    void longStringIsRefusedWhenTheMessageCannotHoldIt() throws Exception {
        try (RawClient client = server.login()) {
            assertRefused(client, RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(5).longSize(HUGE).int8('x'));
        }
    }

    @Test
    void longStringInSegmentsIsHeldToTheReceiveBudget() throws Exception {
        try (RawClient client = server.login()) {
            byte[] start = new Payload().int16(1).int32(5).longSize(HUGE).int8('x').build();
            assertRefused(client, Payload.message(0x90, RawClient.CREATE_CHANNEL, start));
        }
    }

    @Test
    void hugeBitSetIsRefused() throws Exception {
        try (RawClient client = server.login()) {
            int sid = client.create("scalar");
            client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.PUT);
            assertRefused(client, RawClient.PUT, new Payload().int32(sid).int32(1).int8(0).longSize(HUGE));
        }
    }

    @Test
    void hugeArrayIsRefused() throws Exception {
        try (RawClient client = server.login()) {
            int sid = client.create("wave");
            client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.PUT);
            assertRefused(client, Payload.message(0x90, RawClient.PUT,
                new Payload().int32(sid).int32(1).int8(0).size(1).int8(1).longSize(HUGE).build()));
        }
    }

    @Test
    void claimsAreGivenBackWithTheMessageAndWithTheConnection() throws Exception {
        // each claims seven eighths of the budget, and sends almost nothing of it
        int claim = (int) (TestServer.LIMITS.receiveBudget() / 8 / 8 * 7);
        for (int i = 0; i < 20; i++) {
            try (RawClient client = server.login()) {
                int sid = client.create("wave");
                client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(8).everything());
                client.await(RawClient.PUT);
                client.send(Payload.message(0x90, RawClient.PUT,
                    new Payload().int32(sid).int32(1).int8(0).size(1).int8(1).longSize(claim).float64(1).build()));
                client.send(Payload.message(0xA0, RawClient.PUT, new Payload().zeros(8 * (claim - 1)).build()));
                assertThat(client.await(RawClient.PUT).payload().get(5)).isEqualTo((byte) -1);
                client.send(Payload.message(0x90, RawClient.PUT,
                    new Payload().int32(sid).int32(1).int8(0).size(1).int8(1).longSize(claim).float64(1).build()));
            }
            TestServer.await("the end", () -> server.server.statistics().connections() == 1);
        }
        assertThat(server.server.statistics().droppedBadMessage()).isZero();
    }

    @Test
    void typesThatContainEachOtherManyTimesAreRefused() throws Exception {
        try (RawClient client = server.login()) {
            int sid = client.create("scalar");
            // type 1 has ten doubles, each further type has ten of the one before: 10^9 fields in 400 bytes
            Payload request = new Payload().int32(sid).int32(1).int8(8).int8(0x80).string("").size(9);
            for (int type = 1; type <= 9; type++) {
                request.string("t" + type).int8(0xFD).int16(type).int8(0x80).string("").size(10);
                for (int field = 0; field < 10; field++) {
                    request.string("f" + field);
                    if (type == 1) {
                        request.int8(0x43);
                    } else {
                        request.int8(0xFE).int16(type - 1);
                    }
                }
            }
            assertRefused(client, RawClient.GET, request);
        }
    }

    @Test
    void typesNestedWithoutEndAreRefused() throws Exception {
        try (RawClient client = server.login()) {
            Payload request = new Payload().int32(client.create("scalar")).int32(1).int8(8);
            for (int i = 0; i < 10_000; i++) {
                request.int8(0x80).string("").size(1).string("a");
            }
            assertRefused(client, RawClient.GET, request.int8(0x43));
        }
    }

    @Test
    void unionsInUnionsWithoutEndAreRefused() throws Exception {
        try (RawClient client = server.login()) {
            Payload request = new Payload().int32(client.create("scalar")).int32(1).int8(8)
                .int8(0x80).string("").size(1).string("a").int8(0x82);
            for (int i = 0; i < 50_000; i++) {
                request.int8(0x82);
            }
            assertRefused(client, RawClient.GET, request.int8(0xFF));
        }
    }

    @Test
    void hugeArrayOfFixedSizeIsRefused() throws Exception {
        try (RawClient client = server.login()) {
            assertRefused(client, RawClient.GET, new Payload().int32(client.create("scalar")).int32(1).int8(8)
                .int8(0x80).string("").size(1).string("a").int8(0x43 | 0x18).longSize(HUGE));
        }
    }

    @Test
    void requestNumberUsedTwiceIsRefusedAndBothOperationsEnd() throws Exception {
        try (RawClient client = server.login()) {
            int sid = client.create("scalar");
            client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.MONITOR);
            assertRefused(client, RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
        }
    }

    // what the library would answer with a ClassCastException is told as what it is
    private void assertRefused(int command, Payload payload, String reason) throws Exception {
        try (LogCapture log = new LogCapture(PvaServer.class); RawClient client = server.login()) {
            int sid = client.create("any");
            client.send(RawClient.MONITOR, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.MONITOR);
            assertRefused(client, Payload.message(command, new Payload().int32(sid).bytes(payload.build()).build()));
            TestServer.await("a line", () -> !log.warnings().isEmpty());
            assertThat(log.warnings()).singleElement().asString().endsWith("disconnected: " + reason);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 14, 16, 20})
    void requestOfAnotherKindThanItsNumberIsRefused(int command) throws Exception {
        assertRefused(command, new Payload().int32(1).int8(0).int8(0xFF),
            "command " + command + " for request number 1, which is of another kind");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 16, 20})
    void requestThatIsNoStructureIsRefused(int command) throws Exception {
        assertRefused(command, new Payload().int32(2).int8(8).int8(0x43).float64(1),
            "a request or its arguments that are no structure, but scalar");
    }

    @Test
    void arrayOfStructuresWithAnotherElementIsRefused() throws Exception {
        assertRefused(RawClient.GET,
            new Payload().int32(2).int8(8).int8(0x80).string("").size(1).string("a").int8(0x88).int8(0x43),
            "an array of structures or unions whose element is neither");
    }

    @Test
    void requestsBeforeTheClientSaysWhoItIsAreRefused() throws Exception {
        try (RawClient client = server.connect()) {
            assertRefused(client, RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(1).string("scalar"));
        }
    }

    @Test
    void messageOfAServerIsRefused() throws Exception {
        try (RawClient client = server.login()) {
            assertRefused(client, Payload.message(0xC0, RawClient.GET, new byte[0]));
        }
    }

    @Test
    void oneLineForManyBadMessages() throws Exception {
        try (LogCapture log = new LogCapture(PvaServer.class)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = server.login()) {
                    assertRefused(client, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                }
            }
            TestServer.await("all counted", () -> server.server.statistics().droppedBadMessage() == 20);
            assertThat(log.warnings()).singleElement().asString()
                .contains("alice@ws3 (127.0.0.1:", "no pvAccess message: it begins with 0x0102");
        }
    }

    @Test
    void memoryForStructureArraysOfAClientsOwnTypeIsHeldToTheReceiveBudget() throws Exception {
        ServerDefinition tight = new ServerDefinition(10, TestServer.LIMITS.idleTimeout(), 1_000, 4L << 20);
        try (TestServer small = new TestServer(tight, Map.of()); RawClient client = small.login()) {
            int sid = client.create("scalar");
            client.send(RawClient.RPC, new Payload().int32(sid).int32(1).int8(8).int8(0xFF));
            client.await(RawClient.RPC);
            int elements = 300_000;
            // an array of empty structures: one byte each on the wire, an object each in memory
            Payload argument = new Payload().int32(sid).int32(1).int8(0)
                .int8(0x80).string("").size(1).string("a").int8(0x88).int8(0x80).string("").size(0).longSize(elements);
            for (int i = 0; i < elements; i++) {
                argument.int8(1);
            }
            assertRefused(client, RawClient.RPC, argument);
        }
    }
}
