package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import gov.aps.jca.dbr.DBRType;
import java.util.Map;
import org.epics.pva.data.PVADouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.link.LinkAddress;

/** A program that is killed, or that stops without a word, is noticed; and noticed again when it is back. */
class DeadSourceTest {

    private final int udpPort = Nets.freePort();
    private final LinkRecorder seen = new LinkRecorder();
    private Links links;
    private Link link;

    private void follow(String protocol) throws Exception {
        links = Nets.links(udpPort, udpPort, Map.of());
        link = links.follow(LinkAddress.parse(protocol + "://K:0"), seen);
    }

    // the state is CONNECTED a moment before the first value is handed over
    private boolean updates() {
        LinkRecorder.Seen last = seen.last;
        return link.state() == LinkState.CONNECTED && last != null && last.number() > 10;
    }

    @AfterEach
    void end() {
        links.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void survivesKillAndReturnOnAnotherPort(String protocol) throws Exception {
        follow(protocol);
        for (int round = 0; round < 2; round++) {
            try (SourceProgram program = new SourceProgram(protocol, udpPort, Nets.freePort(), 1)) {
                Nets.await("updates", this::updates);
                program.kill();
            }
            Nets.await("the loss", () -> link.state() == LinkState.DISCONNECTED);
            assertThat(link.reason()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void noticesAProgramThatStopsWithoutAWord(String protocol) throws Exception {
        follow(protocol);
        try (SourceProgram program = new SourceProgram(protocol, udpPort, Nets.freePort(), 1)) {
            Nets.await("updates", this::updates);
            program.signal("STOP");
            Nets.await("the loss", () -> link.state() == LinkState.DISCONNECTED);
            assertThat(link.reason()).contains("silent for");
            // the connection of a stopped program is still accepted by its host
            program.signal("CONT");
            Nets.await("the return", () -> link.state() == LinkState.CONNECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void aQuietSourceIsNotADeadOne(String protocol) throws Exception {
        if (protocol.equals("pva")) {
            try (PvaSource quiet = new PvaSource(udpPort, Nets.freePort())) {
                quiet.add("K:0", PvaSource.scalar(new PVADouble("value", 1), "A"));
                staysConnected(protocol);
            }
        } else {
            try (CaSource quiet = new CaSource(udpPort)) {
                quiet.add(new CaSource.Pv("K:0", DBRType.DOUBLE, new double[] {1}, "A"));
                staysConnected(protocol);
            }
        }
    }

    // for longer than the time-out of two seconds
    private void staysConnected(String protocol) throws Exception {
        follow(protocol);
        Nets.await("the value", () -> seen.has(1));
        Nets.await("a long silence", () -> link.nanosWithoutUpdate() > 5_000_000_000L);
        assertThat(seen.events).containsExactly("disconnected", "connected", "received");
    }
}
