package org.modelioc.ioc.link;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.modelioc.schema.link.LinkAddress;

/** What the tests of links have in common: ports, settings that look at this host only, and patience. */
final class Nets {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Nets() {
    }

    /** A port below those that the system hands out by itself, free for TCP and UDP. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null)) {
                tcp.bind(new InetSocketAddress(port));
                udp.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException e) {
                // taken: try another
            }
        }
    }

    /** Searches at one UDP port of this host only, for each protocol, with quick time-outs. */
    static Links links(int pvaPort, int caPort, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
            "EPICS_PVA_ADDR_LIST", "127.0.0.1:" + pvaPort, "EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BROADCAST_PORT", "" + freePort(), "EPICS_PVA_CONN_TMO", "2",
            "EPICS_CA_ADDR_LIST", "127.0.0.1:" + caPort, "EPICS_CA_AUTO_ADDR_LIST", "NO",
            "EPICS_CA_REPEATER_PORT", "" + freePort(), "EPICS_CA_CONN_TMO", "2", "EPICS_CA_MAX_SEARCH_PERIOD", "1"));
        environment.putAll(more);
        return new Links(LinkSettings.fromEnvironment(environment, new Properties()));
    }

    static LinkAddress pva(String name) {
        return LinkAddress.parse("pva://" + name);
    }

    static LinkAddress ca(String name) {
        return LinkAddress.parse("ca://" + name);
    }

    /** Waits for what must come true. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for: " + what);
            }
            Thread.sleep(2);
        }
    }
}
