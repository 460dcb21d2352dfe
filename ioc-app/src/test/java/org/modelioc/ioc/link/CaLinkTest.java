package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.Severity;
import gov.aps.jca.dbr.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.ioc.link.source.SourceType;
import org.modelioc.schema.alarm.AlarmSeverity;

/** Links by Channel Access to the server of CAJ. */
class CaLinkTest {

    private static final long POSIX_OF_SOURCE = 1_631_152_000L;

    private final int port = Nets.freePort();
    private final LinkRecorder seen = new LinkRecorder();
    private CaSource source;
    private Links links;

    @BeforeEach
    void start() throws Exception {
        source = new CaSource(port);
        links = Nets.links(Nets.freePort(), port, Map.of());
    }

    @AfterEach
    void end() throws Exception {
        links.close();
        source.close();
    }

    private LinkRecorder follow(String name) {
        LinkRecorder recorder = new LinkRecorder();
        links.follow(Nets.ca(name), recorder);
        return recorder;
    }

    @Test
    void followsANumberWithAlarmStampAndUnits() throws Exception {
        CaSource.Pv pv = source.add(new CaSource.Pv("SOL2:I", DBRType.DOUBLE, new double[] {1.5}, "A"));
        Link link = links.follow(Nets.ca("SOL2:I"), seen);
        Nets.await("the first value", () -> seen.has(1.5));
        assertThat(seen.events).containsExactly("disconnected", "connected", "received");
        assertThat(link.state()).isEqualTo(LinkState.CONNECTED);
        assertThat(seen.sources.getFirst().units()).isEqualTo("A");
        assertThat(seen.sources.getFirst().type()).isEqualTo(SourceType.FLOAT64);
        assertThat(seen.last.stamp()).isBetween(POSIX_OF_SOURCE * 1_000_000_000L + 499_000_000L,
            POSIX_OF_SOURCE * 1_000_000_000L + 501_000_000L);
        assertThat(seen.last.tag()).isZero();

        pv.awaitSubscribed().set(new double[] {2.5}, Severity.MAJOR_ALARM, Status.HIHI_ALARM, CaSource.EPICS_SECONDS + 1);
        Nets.await("the update", () -> seen.has(2.5));
        assertThat(seen.last.alarm().severity()).isEqualTo(AlarmSeverity.MAJOR);
        assertThat(seen.last.alarm().condition()).isEqualTo(Condition.HIHI);
        assertThat(seen.last.alarm().message()).isEqualTo("HIHI");
        assertThat(seen.last.stamp() / 1_000_000_000L).isEqualTo(POSIX_OF_SOURCE + 1);
        pv.set(new double[] {2.5}, Severity.INVALID_ALARM, Status.COMM_ALARM, CaSource.EPICS_SECONDS + 2);
        Nets.await("the alarm", () -> seen.last.alarm().severity() == AlarmSeverity.INVALID);
        assertThat(seen.last.alarm().condition()).isEqualTo(Condition.COMM);
    }

    @Test
    void takesEveryType() throws Exception {
        source.add(new CaSource.Pv("BYTE", DBRType.BYTE, new byte[] {-1}, "mm"));
        source.add(new CaSource.Pv("SHORT", DBRType.SHORT, new short[] {-2}, "mm"));
        source.add(new CaSource.Pv("LONG", DBRType.INT, new int[] {-3}, "mm"));
        source.add(new CaSource.Pv("FLOAT", DBRType.FLOAT, new float[] {0.5f}, "mm"));
        source.add(new CaSource.Pv("TEXT", DBRType.STRING, new String[] {"ready"}, ""));
        Map<String, Double> expected = Map.of("BYTE", 255.0, "SHORT", -2.0, "LONG", -3.0, "FLOAT", 0.5);
        for (Map.Entry<String, Double> entry : expected.entrySet()) {
            LinkRecorder recorder = follow(entry.getKey());
            Nets.await(entry.getKey(), () -> recorder.last != null);
            assertThat(recorder.last.number()).as(entry.getKey()).isEqualTo(entry.getValue());
            assertThat(recorder.last.units()).as(entry.getKey()).isEqualTo("mm");
        }
        LinkRecorder text = follow("TEXT");
        Nets.await("the text", () -> text.last != null);
        assertThat(text.last.kind()).isEqualTo(Kind.TEXT);
        assertThat(text.last.text()).isEqualTo("ready");
    }

    @Test
    void takesChoices() throws Exception {
        CaSource.Pv pv = source.add(new CaSource.Pv("MODE", DBRType.ENUM, new short[] {1}, "", "Off", "On"));
        LinkRecorder mode = follow("MODE");
        Nets.await("the choice", () -> mode.has(1));
        assertThat(mode.last.kind()).isEqualTo(Kind.ENUM);
        assertThat(mode.last.text()).isEqualTo("On");
        assertThat(mode.sources.getFirst().choices()).startsWith("Off", "On");
        pv.awaitSubscribed().set(new short[] {0}, Severity.NO_ALARM, Status.NO_ALARM, CaSource.EPICS_SECONDS);
        Nets.await("the other", () -> mode.has(0));
        assertThat(mode.last.text()).isEqualTo("Off");
    }

    @Test
    void takesArraysAlsoOfAServerThatKnowsNoDynamicCount() throws Exception {
        CaSource.Pv pv = source.add(new CaSource.Pv("WAVE", DBRType.DOUBLE, new double[] {1, 2, 3}, "mm"));
        double[] large = new double[100_000];
        large[99_999] = 9;
        source.add(new CaSource.Pv("LARGE", DBRType.DOUBLE, large, "mm"));
        LinkRecorder wave = follow("WAVE");
        LinkRecorder largeSeen = follow("LARGE");
        Nets.await("the array", () -> wave.last != null);
        assertThat(wave.last.kind()).isEqualTo(Kind.NUMBERS);
        assertThat(wave.last.numbers()).containsExactly(1, 2, 3);
        assertThat(wave.last.units()).isEqualTo("mm");
        pv.awaitSubscribed().set(new double[] {4, 5, 6}, Severity.NO_ALARM, Status.NO_ALARM, CaSource.EPICS_SECONDS);
        Nets.await("the update", () -> wave.has(4));
        Nets.await("the large one", () -> largeSeen.last != null);
        assertThat(largeSeen.last.numbers()).hasSize(100_000).endsWith(9);
    }

    @Test
    void anArrayAboveTheLimitIsRefusedAloud() throws Exception {
        source.add(new CaSource.Pv("LARGE", DBRType.DOUBLE, new double[10_000], "mm"));
        source.add(new CaSource.Pv("SMALL", DBRType.DOUBLE, new double[] {1, 2}, "mm"));
        try (Links limited = Nets.links(Nets.freePort(), port,
                Map.of("EPICS_CA_AUTO_ARRAY_BYTES", "NO", "EPICS_CA_MAX_ARRAY_BYTES", "16384"))) {
            LinkRecorder small = new LinkRecorder();
            limited.follow(Nets.ca("LARGE"), seen);
            limited.follow(Nets.ca("SMALL"), small);
            Nets.await("the refusal", () -> seen.why != null && seen.why.contains("EPICS_CA_MAX_ARRAY_BYTES"));
            assertThat(seen.why).isEqualTo("its array of 80000 bytes is larger than EPICS_CA_MAX_ARRAY_BYTES=16384");
            Nets.await("the small one", () -> small.has(1));
            assertThat(seen.last).isNull();
        }
    }

    @Test
    void aPvThatMayNotBeReadSaysSo() throws Exception {
        source.add(new CaSource.Pv("SECRET", DBRType.DOUBLE, new double[] {1}, "mm").forbid());
        Link link = links.follow(Nets.ca("SECRET"), seen);
        Nets.await("the refusal", () -> link.reason().equals("127.0.0.1:" + port + " gives no read access"));
        assertThat(link.state()).isEqualTo(LinkState.DISCONNECTED);
        assertThat(seen.last).isNull();
    }

    @Test
    void comesBackWithTheServerOnAnotherPort() throws Exception {
        source.add(new CaSource.Pv("SOL2:I", DBRType.DOUBLE, new double[] {1}, "A"));
        Link link = links.follow(Nets.ca("SOL2:I"), seen);
        Nets.await("the value", () -> seen.has(1));
        source.close();
        Nets.await("the loss", () -> link.state() == LinkState.DISCONNECTED);
        source = new CaSource(port, Nets.freePort());
        source.add(new CaSource.Pv("SOL2:I", DBRType.DOUBLE, new double[] {2}, "A"));
        Nets.await("the return", () -> seen.has(2));
        assertThat(seen.events).containsExactly("disconnected", "connected", "received", "disconnected", "connected", "received");
    }

    @Test
    void goesStaleAndHeals() throws Exception {
        CaSource.Pv pv = source.add(new CaSource.Pv("SLOW", DBRType.DOUBLE, new double[] {1}, "A"));
        links.follow(Nets.ca("SLOW"), Optional.of(Duration.ofMillis(200)), seen);
        Nets.await("stale", () -> seen.lastEvent().equals("stale"));
        pv.awaitSubscribed().set(new double[] {2}, Severity.NO_ALARM, Status.NO_ALARM, CaSource.EPICS_SECONDS);
        Nets.await("healed", () -> seen.has(2));
    }

    @Test
    void manyLinksShareOneThread() throws Exception {
        List<LinkRecorder> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            source.add(new CaSource.Pv("M" + i, DBRType.DOUBLE, new double[] {i}, ""));
            all.add(follow("M" + i));
        }
        Nets.await("all of them", () -> links.statistics().connected() == 500);
        for (int i = 0; i < 500; i++) {
            assertThat(all.get(i).last.number()).isEqualTo(i);
        }
        assertThat(all.stream().map(recorder -> recorder.thread).distinct()).hasSize(1);
    }

    @Test
    void nothingIsHeardAfterClosing() throws Exception {
        CaSource.Pv pv = source.add(new CaSource.Pv("A", DBRType.DOUBLE, new double[] {1}, ""));
        Link link = links.follow(Nets.ca("A"), seen);
        LinkRecorder other = follow("A");
        Nets.await("both", () -> seen.has(1) && other.has(1));
        link.close();
        // again and again, since the source may not have counted the other subscription yet
        Nets.await("the other one", () -> {
            pv.setQuietly(new double[] {2});
            return other.has(2);
        });
        assertThat(seen.last.number()).isEqualTo(1);
    }
}
