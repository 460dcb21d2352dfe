package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.ScalarType;
import org.junit.jupiter.api.Test;

/** The search protocol on UDP. */
class SearchTest {

    private static final int SHORT = 300;

    private static Map<String, String> onPort(int port) {
        return Map.of("EPICS_PVAS_BROADCAST_PORT", "" + port);
    }

    // what the search gets at last, asking again as clients do, because UDP may lose anything
    private static RawSearch.Reply ask(RawSearch search, int port, int flags, String... names) throws IOException {
        for (int i = 0; i < 10; i++) {
            search.search(port, i, flags, names);
            RawSearch.Reply reply = search.receive(1_000);
            if (reply != null) {
                return reply;
            }
        }
        return null;
    }

    @Test
    void namesOfOneMessageAreAnsweredInOneReply() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            for (int flags : new int[] {0, RawSearch.UNICAST}) {
                RawSearch.Reply reply = ask(search, server.server.udpPort(), flags, "scalar", "nowhere", "wave", "enum");
                assertThat(reply.found()).isTrue();
                assertThat(reply.ids()).containsExactly(0, 2, 3);
                assertThat(reply.port()).isEqualTo(server.server.tcpPort());
                assertThat(reply.from().getAddress()).isEqualTo(TestServer.loopback());
            }
        }
    }

    @Test
    void unknownNamesAreAnsweredOnlyWhereAnAnswerIsDemanded() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            search.search(server.server.udpPort(), 1, 0, "nowhere");
            assertThat(search.receive(SHORT)).isNull();
            RawSearch.Reply reply = ask(search, server.server.udpPort(), RawSearch.MUST_REPLY, "nowhere");
            assertThat(reply.found()).isFalse();
            assertThat(reply.ids()).isEmpty();
        }
    }

    @Test
    void serversAreDiscoveredByASearchForNothing() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            RawSearch.Reply reply = ask(search, server.server.udpPort(), RawSearch.MUST_REPLY | RawSearch.UNICAST);
            assertThat(reply.found()).isFalse();
            assertThat(reply.port()).isEqualTo(server.server.tcpPort());
        }
    }

    @Test
    void replyGoesWhereTheMessageSays() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch(); RawSearch other = new RawSearch()) {
            byte[] loopback = new Payload().zeros(10).int16(0xFFFF).bytes(new byte[] {127, 0, 0, 1}).build();
            byte[] packet = Payload.message(3, RawSearch.search(5, 0, loopback, other.port(), "tcp", "scalar").build());
            search.send(server.server.udpPort(), packet);
            assertThat(other.receive().sequence()).isEqualTo(5);
            assertThat(search.receive(SHORT)).isNull();
        }
    }

    @Test
    void searchForAnotherProtocolIsNotAnswered() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            search.send(server.server.udpPort(), Payload.message(3,
                RawSearch.search(1, RawSearch.MUST_REPLY, new byte[16], search.port(), "tls", "scalar").build()));
            assertThat(search.receive(SHORT)).isNull();
        }
    }

    @Test
    void searchesOfIgnoredHostsAreNotAnswered() throws Exception {
        try (TestServer server = new TestServer(TestServer.LIMITS, Map.of("EPICS_PVAS_IGNORE_ADDR_LIST", "127.0.0.1"));
                RawSearch search = new RawSearch()) {
            for (int flags : new int[] {0, RawSearch.UNICAST}) {
                search.search(server.server.udpPort(), 1, flags, "scalar");
                assertThat(search.receive(SHORT)).isNull();
            }
        }
        try (RawSearch ignored = new RawSearch(); RawSearch search = new RawSearch();
                TestServer server = new TestServer(TestServer.LIMITS,
                    Map.of("EPICS_PVAS_IGNORE_ADDR_LIST", "10.1.2.3 127.0.0.1:" + ignored.port()))) {
            ignored.search(server.server.udpPort(), 1, 0, "scalar");
            assertThat(ignored.receive(SHORT)).isNull();
            assertThat(ask(search, server.server.udpPort(), 0, "scalar")).isNotNull();
        }
    }

    @Test
    void severalServersOnOneHostHearASearchSentToOne() throws Exception {
        int port = TestServer.freePort();
        try (TestServer first = new TestServer(TestServer.LIMITS, onPort(port));
                TestServer second = new TestServer(TestServer.LIMITS, onPort(port));
                RawSearch search = new RawSearch()) {
            first.provider.add("only-first", FieldFactory.getFieldCreate().createFieldBuilder()
                .add("value", ScalarType.pvInt).createStructure());
            second.provider.add("only-second", FieldFactory.getFieldCreate().createFieldBuilder()
                .add("value", ScalarType.pvInt).createStructure());
            assertThat(ask(search, port, RawSearch.UNICAST, "only-first").port()).isEqualTo(first.server.tcpPort());
            while (search.receive(SHORT) != null) {
                // late answers to what was asked twice
            }
            assertThat(ask(search, port, RawSearch.UNICAST, "only-second").port()).isEqualTo(second.server.tcpPort());
            Set<String> guids = new HashSet<>();
            for (int i = 0; i < 10 && guids.size() < 2; i++) {
                search.search(port, i, RawSearch.UNICAST | RawSearch.MUST_REPLY);
                for (RawSearch.Reply reply = search.receive(SHORT); reply != null; reply = search.receive(SHORT)) {
                    guids.add(reply.guid());
                }
            }
            assertThat(guids).hasSize(2);
        }
    }

    @Test
    void serverOnAllInterfacesAnswersToo() throws Exception {
        for (String wildcard : List.of("0.0.0.0", "::")) {
            if (wildcard.equals("::") && !DualStack.hasIpv6()) {
                continue;
            }
            try (TestServer server = new TestServer(TestServer.LIMITS, Map.of("EPICS_PVAS_INTF_ADDR_LIST", wildcard));
                    RawSearch search = new RawSearch()) {
                for (int flags : new int[] {0, RawSearch.UNICAST}) {
                    RawSearch.Reply reply = ask(search, server.server.udpPort(), flags, "scalar");
                    assertThat(reply).as("%s, flags %x", wildcard, flags).isNotNull();
                    assertThat(reply.port()).isEqualTo(server.server.tcpPort());
                }
            }
        }
    }

    @Test
    void forwardedSearchWithoutAnAddressIsNotAnswered() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            byte[] tag = Payload.message(22, new byte[16]);
            byte[] message = Payload.message(3, RawSearch.search(1, RawSearch.MUST_REPLY, new byte[16], search.port(), "tcp",
                "scalar").build());
            search.send(server.server.udpPort(), new Payload().bytes(tag).bytes(message).build());
            assertThat(search.receive(SHORT)).isNull();
        }
    }

    @Test
    void whatIsNoSearchPrintsNothingAndServingGoesOn() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Random random = new Random(3);
            for (int i = 0; i < 2_000; i++) {
                byte[] packet = new byte[random.nextInt(100)];
                random.nextBytes(packet);
                if (i % 2 == 0 && packet.length > 12) {
                    ByteBuffer.wrap(packet).put((byte) 0xCA).put((byte) 2).put((byte) 0x80).put((byte) random.nextInt(64))
                        .putInt(random.nextInt(5) == 0 ? random.nextInt() : packet.length - 8);
                }
                search.send(server.server.udpPort(), packet);
                if (i % 100 == 0) {
                    assertThat(ask(search, server.server.udpPort(), 0, "scalar")).isNotNull();
                }
            }
            assertThat(ask(search, server.server.udpPort(), 0, "scalar")).isNotNull();
            assertThat(server.server.statistics().badDatagrams()).isPositive();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void searchWithMoreNamesThanFitIsPassedOver() throws Exception {
        try (TestServer server = new TestServer(); RawSearch search = new RawSearch()) {
            byte[] packet = Payload.message(3, RawSearch.search(1, RawSearch.MUST_REPLY, new byte[16], search.port(), "tcp",
                "scalar").build());
            // says that it has 0x7777 names
            packet[packet.length - 13] = 0x77;
            packet[packet.length - 12] = 0x77;
            search.send(server.server.udpPort(), packet);
            TestServer.await("counted", () -> server.server.statistics().badDatagrams() == 1);
            assertThat(ask(search, server.server.udpPort(), 0, "scalar")).isNotNull();
        }
    }

    @Test
    void searchByIpv6IsAnswered() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        if (!Acceptor.isLocal(loopback)) {
            return;
        }
        try (TestServer server = new TestServer(TestServer.LIMITS, Map.of("EPICS_PVAS_INTF_ADDR_LIST", "::1"));
                RawSearch search = new RawSearch(loopback)) {
            RawSearch.Reply reply = null;
            for (int i = 0; i < 10 && reply == null; i++) {
                search.send(loopback, server.server.udpPort(), Payload.message(3,
                    RawSearch.search(1, RawSearch.UNICAST, new byte[16], search.port(), "tcp", "scalar").build()));
                reply = search.receive(1_000);
            }
            assertThat(reply).isNotNull();
            try (RawClient client = new RawClient(loopback, reply.port()).login()) {
                assertThat(client.create("scalar")).isPositive();
            }
        }
    }
}
