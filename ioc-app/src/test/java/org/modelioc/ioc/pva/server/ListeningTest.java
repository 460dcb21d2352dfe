package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Where the server listens, and what it says when it cannot. */
class ListeningTest {

    private static PvaServer server(boolean strictPort, Map<String, String> more) throws PvaServerException {
        Map<String, String> environment = new HashMap<>(Map.of(
            "EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_SERVER_PORT", "" + TestServer.freePort(),
            "EPICS_PVAS_BROADCAST_PORT", "" + TestServer.freePort(),
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO"));
        environment.putAll(more);
        TestProvider provider = new TestProvider();
        return new PvaServer(PvaSettings.fromEnvironment(environment, new Properties()), TestServer.LIMITS, provider,
            provider::has, strictPort);
    }

    @Test
    void listensOnTheAddressesOfTheListOnly() throws Exception {
        try (PvaServer server = server(true, Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1 127.0.0.2"))) {
            server.start();
            for (String address : new String[] {"127.0.0.1", "127.0.0.2"}) {
                try (RawClient client = new RawClient(InetAddress.getByName(address), server.tcpPort()).login()) {
                    assertThat(client.create("scalar")).isPositive();
                }
            }
            InetAddress third = InetAddress.getByName("127.0.0.3");
            assertThatThrownBy(() -> new RawClient(third, server.tcpPort())).hasMessageContaining("refused");
            try (ServerSocket free = new ServerSocket(server.tcpPort(), 1, third);
                    DatagramSocket freeUdp = new DatagramSocket(new InetSocketAddress(third, server.udpPort()))) {
                assertThat(free.isBound() && freeUdp.isBound()).isTrue();
            }
        }
    }

    @Test
    void ipv6IsServedThoughTheLibraryForbidsIt() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(Acceptor.isLocal(loopback), "this host has no ::1");
        for (String list : new String[] {"::1", "127.0.0.1 ::1", "0.0.0.0", "::"}) {
            try (PvaServer server = server(true, Map.of("EPICS_PVAS_INTF_ADDR_LIST", list))) {
                server.start();
                try (RawClient client = new RawClient(loopback, server.tcpPort()).login()) {
                    assertThat(client.create("scalar")).as(list).isPositive();
                }
            }
        }
    }

    @Test
    void portInUseIsReplacedByAnotherWithAWarning() throws Exception {
        try (ServerSocket taken = new ServerSocket(TestServer.freePort(), 1, TestServer.loopback());
                PvaServer server = server(false, Map.of("EPICS_PVAS_SERVER_PORT", "" + taken.getLocalPort()));
                LogCapture log = new LogCapture(Acceptor.class)) {
            server.start();
            assertThat(server.tcpPort()).isNotIn(0, taken.getLocalPort());
            assertThat(log.warnings()).containsExactly("TCP port " + taken.getLocalPort()
                + " of 127.0.0.1 is in use by another program: this server takes port " + server.tcpPort());
            try (RawClient client = new RawClient(server.tcpPort()).login()) {
                assertThat(client.create("scalar")).isPositive();
            }
        }
    }

    @Test
    void portInUseIsAnErrorWhereThePortMatters() throws Exception {
        try (ServerSocket taken = new ServerSocket(TestServer.freePort(), 1, TestServer.loopback());
                PvaServer server = server(true, Map.of("EPICS_PVAS_SERVER_PORT", "" + taken.getLocalPort()))) {
            assertThatThrownBy(server::start).isInstanceOf(PvaServerException.class)
                .hasMessage("TCP port " + taken.getLocalPort()
                    + " of 127.0.0.1 is in use by another program (EPICS_PVAS_SERVER_PORT)");
        }
    }

    @Test
    void searchPortThatAnotherProgramDoesNotShareIsAnError() throws Exception {
        int port = TestServer.freePort();
        try (DatagramSocket taken = new DatagramSocket(null)) {
            taken.setReuseAddress(false);
            taken.bind(new InetSocketAddress("127.0.0.1", port));
            try (PvaServer server = server(true, Map.of("EPICS_PVAS_BROADCAST_PORT", "" + port))) {
                assertThatThrownBy(server::start).isInstanceOf(PvaServerException.class)
                    .hasMessage("UDP port " + port + " of 127.0.0.1 is in use by another program that does not share it"
                        + " (EPICS_PVAS_BROADCAST_PORT)");
            }
        }
        // what was bound before the error is free again
        try (PvaServer server = server(true, Map.of("EPICS_PVAS_BROADCAST_PORT", "" + port))) {
            server.start();
            assertThat(server.udpPort()).isEqualTo(port);
        }
    }

    @Test
    void addressOfAnotherHostIsAnError() throws Exception {
        try (PvaServer server = server(true, Map.of("EPICS_PVAS_INTF_ADDR_LIST", "198.51.100.7"))) {
            assertThatThrownBy(server::start).isInstanceOf(PvaServerException.class)
                .hasMessageStartingWith("no network interface of this host has the address 198.51.100.7"
                    + " (EPICS_PVAS_INTF_ADDR_LIST); it has ")
                .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void portZeroLetsTheSystemChoose() throws Exception {
        try (PvaServer server = server(true,
                Map.of("EPICS_PVAS_SERVER_PORT", "0", "EPICS_PVAS_BROADCAST_PORT", "0"))) {
            server.start();
            assertThat(server.tcpPort()).isPositive();
            assertThat(server.udpPort()).isPositive();
        }
    }

    @Test
    void serverIsFreeToBeClosedTwiceAndItsPortsToBeUsedAgain() throws Exception {
        int tcp = TestServer.freePort();
        int udp = TestServer.freePort();
        for (int i = 0; i < 3; i++) {
            PvaServer server = server(true,
                Map.of("EPICS_PVAS_SERVER_PORT", "" + tcp, "EPICS_PVAS_BROADCAST_PORT", "" + udp));
            server.start();
            try (RawClient client = new RawClient(tcp).login()) {
                client.create("scalar");
                server.close();
                server.close();
            }
        }
    }
}
