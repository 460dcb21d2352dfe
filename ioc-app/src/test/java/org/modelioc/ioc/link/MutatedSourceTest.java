package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import gov.aps.jca.dbr.DBRType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.epics.pva.data.PVADoubleArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.link.LinkAddress;

/** A source that sends nonsense costs its own links their value, and no other link anything. */
class MutatedSourceTest {

    private static final int ROUNDS = 30;

    /** Answers every search with a port of its own, and passes on what a server says there with some bytes changed. */
    private static final class Mutator implements AutoCloseable {

        private final DatagramSocket udp;
        private final ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final boolean pva;
        private final int target;
        private volatile Random random;

        Mutator(boolean pva, int udpPort, int target) throws IOException {
            this.pva = pva;
            this.target = target;
            udp = new DatagramSocket(udpPort, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::answer);
            Thread.ofVirtual().start(this::accept);
        }

        /** What is changed; nothing if null. */
        void mutate(Random newRandom) {
            random = newRandom;
        }

        private void answer() {
            byte[] bytes = new byte[4_096];
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            while (!udp.isClosed()) {
                try {
                    packet.setLength(bytes.length);
                    udp.receive(packet);
                    if (!new String(bytes, 0, packet.getLength(), StandardCharsets.ISO_8859_1).contains("WAVE")) {
                        continue;
                    }
                    ByteBuffer search = ByteBuffer.wrap(bytes, 0, packet.getLength());
                    ByteBuffer reply = ByteBuffer.allocate(64);
                    if (pva) {
                        // the number of the first name stands behind sequence, flags, address, port, protocol and count
                        int id = search.getInt(8 + 4 + 4 + 16 + 2 + 1 + 4 + 2);
                        reply.put(new byte[] {(byte) 0xCA, 2, (byte) 0xC0, 4}).putInt(12 + 4 + 16 + 2 + 4 + 1 + 2 + 4)
                            .put(new byte[12]).putInt(0).put(new byte[16]).putShort((short) tcp.getLocalPort())
                            .put(new byte[] {3, 't', 'c', 'p', 1}).putShort((short) 1).putInt(id);
                    } else {
                        int id = search.getInt(16 + 8);
                        reply.putShort((short) 6).putShort((short) 8).putShort((short) tcp.getLocalPort()).putShort((short) 0)
                            .putInt(-1).putInt(id).putShort((short) 13).put(new byte[6]);
                    }
                    udp.send(new DatagramPacket(reply.array(), reply.position(), packet.getSocketAddress()));
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private void accept() {
            while (!tcp.isClosed()) {
                try {
                    Socket client = tcp.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> pass(client, server, false));
                    Thread.ofVirtual().start(() -> pass(server, client, true));
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private void pass(Socket from, Socket to, boolean changed) {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[65_536];
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    Random now = random;
                    for (int i = 0; changed && now != null && i < 1 + count / 200; i++) {
                        bytes[now.nextInt(count)] = (byte) now.nextInt();
                    }
                    out.write(bytes, 0, count);
                }
            } catch (IOException e) {
                // one of the two has closed
            }
        }

        @Override
        public void close() throws IOException {
            udp.close();
            tcp.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void harmsNoOtherLink(String protocol) throws Exception {
        int bad = Nets.freePort();
        int good = Nets.freePort();
        int tcp = Nets.freePort();
        boolean pva = protocol.equals("pva");
        try (AutoCloseable source = source(pva, Nets.freePort(), tcp, "WAVE");
                AutoCloseable other = source(pva, good, Nets.freePort(), "GOOD");
                Mutator mutator = new Mutator(pva, bad, tcp)) {
            assertThat(source).isNotEqualTo(other);
            long seed = new Random().nextLong();
            for (int round = 0; round < ROUNDS; round++) {
                mutator.mutate(new Random(seed + round));
                round(protocol, bad, good, "seed " + (seed + round));
            }
            mutator.mutate(null);
            try (Links links = Nets.links(bad, bad, Map.of())) {
                LinkRecorder seen = new LinkRecorder();
                links.follow(LinkAddress.parse(protocol + "://WAVE"), seen);
                Nets.await("the value, when nothing is changed any more", () -> seen.has(7));
            }
        }
    }

    private static void round(String protocol, int bad, int good, String what) throws Exception {
        String addresses = "127.0.0.1:" + bad + " 127.0.0.1:" + good;
        Map<String, String> both = Map.of("EPICS_PVA_CONN_TMO", "0.4", "EPICS_CA_CONN_TMO", "0.4",
            "EPICS_PVA_ADDR_LIST", addresses, "EPICS_CA_ADDR_LIST", addresses);
        try (Links links = Nets.links(bad, bad, both)) {
            LinkRecorder mutated = new LinkRecorder();
            Link link = links.follow(LinkAddress.parse(protocol + "://WAVE"), mutated);
            Nets.await("something to come of it, " + what,
                () -> link.state() == LinkState.CONNECTED || !link.reason().equals(Link.SEARCHING));
            // whatever has come of it, other PVs are found and followed
            LinkRecorder other = new LinkRecorder();
            links.follow(LinkAddress.parse(protocol + "://GOOD"), other);
            Nets.await("the good one, " + what, () -> other.has(7));
        }
    }

    private static AutoCloseable source(boolean pva, int udp, int tcp, String name) throws Exception {
        double[] wave = new double[500];
        wave[0] = 7;
        if (pva) {
            PvaSource source = new PvaSource(udp, tcp);
            source.add(name, PvaSource.scalar(new PVADoubleArray("value", wave), "mm"));
            return source;
        }
        CaSource source = new CaSource(udp, tcp);
        source.add(new CaSource.Pv(name, DBRType.DOUBLE, wave, "mm"));
        return source;
    }
}
