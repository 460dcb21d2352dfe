package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Beacons tell clients that a server is there. */
class BeaconTest {

    @Test
    void beaconsComeAtOnceAndThenOnceAPeriod() throws Exception {
        try (RawSearch listener = new RawSearch();
                TestServer server = new TestServer(TestServer.LIMITS, Map.of(
                    "EPICS_PVAS_BEACON_ADDR_LIST", "127.0.0.1:" + listener.port(), "EPICS_PVAS_BEACON_PERIOD", "0.1"));
                RawSearch search = new RawSearch()) {
            byte[] guid = new byte[12];
            for (int sequence = 0; sequence < 3; sequence++) {
                ByteBuffer beacon = listener.receivePacket();
                assertThat(beacon).as("beacon %d", sequence).isNotNull();
                assertThat(beacon.get() & 0xFF).isEqualTo(0xCA);
                assertThat(beacon.getInt(4)).isEqualTo(beacon.limit() - 8);
                assertThat(beacon.get(3)).isEqualTo(Beacons.COMMAND);
                beacon.position(8).get(guid);
                beacon.get();
                assertThat(beacon.get()).isEqualTo((byte) sequence);
                assertThat(beacon.getShort()).isZero();
                beacon.position(beacon.position() + 16);
                assertThat(beacon.getShort() & 0xFFFF).isEqualTo(server.server.tcpPort());
                assertThat(new RawClient.Frame(0, beacon).string()).isEqualTo("tcp");
            }
            RawSearch.Reply reply = null;
            for (int i = 0; i < 10 && reply == null; i++) {
                search.search(server.server.udpPort(), 1, RawSearch.MUST_REPLY);
                reply = search.receive(1_000);
            }
            ByteBuffer id = ByteBuffer.wrap(guid);
            assertThat(reply.guid()).isEqualTo(String.format("%016x%08x", id.getLong(), id.getInt()));
        }
    }

    @Test
    void closedServerSendsNoMore() throws Exception {
        try (RawSearch listener = new RawSearch()) {
            try (TestServer server = new TestServer(TestServer.LIMITS, Map.of(
                    "EPICS_PVAS_BEACON_ADDR_LIST", "127.0.0.1:" + listener.port(), "EPICS_PVAS_BEACON_PERIOD", "0.1"))) {
                assertThat(listener.receivePacket()).isNotNull();
                assertThat(server.server.udpPort()).isPositive();
            }
            int after = 0;
            while (listener.receivePacketWithin(1_000) != null) {
                after++;
            }
            assertThat(after).as("those under way when it closed").isLessThan(10);
        }
    }

    @Test
    void destinationThatDoesNotExistIsNoReasonNotToStart() throws Exception {
        try (LogCapture log = new LogCapture(PvaServer.class);
                TestServer server = new TestServer(TestServer.LIMITS, Map.of(
                    "EPICS_PVAS_BEACON_ADDR_LIST", "224.0.1.1,4@nosuch0", "EPICS_PVAS_BEACON_PERIOD", "0.1"));
                RawClient client = server.login()) {
            assertThat(client.create("scalar")).isPositive();
            assertThat(log.warnings()).anyMatch(line -> line.contains("nosuch0"));
        }
    }
}
