package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.modelioc.schema.service.ServerDefinition;

/** A server of the test PVs on the loopback interface, on ports of its own. */
final class TestServer implements AutoCloseable {

    static final ServerDefinition LIMITS = new ServerDefinition(2_000, Duration.ofSeconds(60), 50_000, 8L << 20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PORT_TRIES = 5;

    final TestProvider provider = new TestProvider();
    final PvaServer server;

    TestServer(ServerDefinition limits, Map<String, String> more) throws PvaServerException {
        server = started(limits, more, PORT_TRIES);
    }

    // a port that was free a moment ago may be taken now
    private PvaServer started(ServerDefinition limits, Map<String, String> more, int tries) throws PvaServerException {
        Map<String, String> environment = new HashMap<>(Map.of(
            "EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_SERVER_PORT", "" + freePort(),
            "EPICS_PVAS_BROADCAST_PORT", "" + freePort(),
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO"));
        environment.putAll(more);
        PvaServer made = new PvaServer(PvaSettings.fromEnvironment(environment, new Properties()), limits, provider,
            provider::has, true);
        try {
            made.start();
            return made;
        } catch (PvaServerException e) {
            if (tries == 0) {
                throw e;
            }
            return started(limits, more, tries - 1);
        }
    }

    TestServer() throws PvaServerException {
        this(LIMITS, Map.of());
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

    RawClient connect() throws IOException {
        return new RawClient(server.tcpPort());
    }

    RawClient login() throws IOException {
        return connect().login();
    }

    /** Waits for what must come true. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for: " + what);
            }
            Thread.sleep(5);
        }
    }

    /** Waits until nothing is left of any connection. */
    void awaitNothingLeft() throws InterruptedException {
        await("no connections", () -> server.statistics().connections() == 0);
        await("no channels", () -> provider.channels.get() == 0 && server.statistics().channels() == 0);
        await("no monitors", () -> provider.monitors.get() == 0);
        if (provider.destroyedTwice.get() != 0) {
            throw new AssertionError(provider.destroyedTwice.get() + " destroyed twice");
        }
    }

    static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {
        server.close();
    }
}
