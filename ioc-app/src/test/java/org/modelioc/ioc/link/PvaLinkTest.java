package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVABoolArray;
import org.epics.pva.data.PVAByte;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAFloat;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALong;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVAShort;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAEnum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.ioc.link.source.SourceType;
import org.modelioc.schema.alarm.AlarmSeverity;

/** Links by pvAccess to the server of another program. */
class PvaLinkTest {

    private final int udpPort = Nets.freePort();
    private final LinkRecorder seen = new LinkRecorder();
    private PvaSource source;
    private Links links;

    @BeforeEach
    void start() throws Exception {
        source = new PvaSource(udpPort, Nets.freePort());
        links = Nets.links(udpPort, Nets.freePort(), Map.of());
    }

    @AfterEach
    void end() {
        links.close();
        source.close();
    }

    private LinkRecorder follow(String name) {
        LinkRecorder recorder = new LinkRecorder();
        links.follow(Nets.pva(name), recorder);
        return recorder;
    }

    @Test
    void followsANumberWithAlarmStampTagAndUnits() throws Exception {
        PVADouble value = new PVADouble("value", 1.5);
        PVAStructure data = PvaSource.scalar(value, "A");
        source.add("SOL2:I", data);
        Link link = links.follow(Nets.pva("SOL2:I"), seen);
        Nets.await("the first value", () -> seen.has(1.5));
        assertThat(seen.events).containsExactly("disconnected", "connected", "received");
        assertThat(link.state()).isEqualTo(LinkState.CONNECTED);
        assertThat(seen.sources.getFirst().units()).isEqualTo("A");
        assertThat(seen.sources.getFirst().server()).isEqualTo("127.0.0.1:" + source.tcpPort());
        assertThat(seen.sources.getFirst().type()).isEqualTo(SourceType.FLOAT64);
        assertThat(seen.last.stamp()).isEqualTo(1_700_000_000_123_456_789L);
        assertThat(seen.last.tag()).isEqualTo(7);
        assertThat(seen.last.alarm().severity()).isEqualTo(AlarmSeverity.NO_ALARM);

        value.set(2.5);
        PvaSource.alarm(data, 2, 1, "HIHI");
        PvaSource.stamp(data, Instant.ofEpochSecond(1_800_000_000L, 5), 42);
        source.update("SOL2:I", data);
        Nets.await("the update", () -> seen.has(2.5));
        assertThat(seen.last.alarm().severity()).isEqualTo(AlarmSeverity.MAJOR);
        assertThat(seen.last.alarm().condition()).isEqualTo(Condition.HIHI);
        assertThat(seen.last.stamp()).isEqualTo(1_800_000_000_000_000_005L);
        assertThat(seen.last.tag()).isEqualTo(42);
        assertThat(links.statistics().connected()).isEqualTo(1);
    }

    @Test
    void anAlarmAloneIsAnUpdateToo() throws Exception {
        PVAStructure data = PvaSource.scalar(new PVADouble("value", 3), "A");
        source.add("SOL2:I", data);
        links.follow(Nets.pva("SOL2:I"), seen);
        Nets.await("the first value", () -> seen.has(3));
        PvaSource.alarm(data, 3, 2, "no answer from the supply");
        source.update("SOL2:I", data);
        Nets.await("the alarm", () -> seen.last.alarm().severity() == AlarmSeverity.INVALID);
        assertThat(seen.last.number()).isEqualTo(3);
        assertThat(seen.last.alarm().condition()).isEqualTo(Condition.COMM);
        assertThat(seen.last.alarm().message()).isEqualTo("no answer from the supply");
        PvaSource.alarm(data, 4, 7, "");
        source.update("SOL2:I", data);
        Nets.await("the other message", () -> seen.last.alarm().message().equals("LINK"));
        assertThat(seen.last.alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
    }

    @Test
    void takesEveryKindOfNumber() throws Exception {
        // not a map of them: two that are unlike may be equal to core-pva
        List<Map.Entry<PVAData, Double>> numbers = List.of(Map.entry(new PVABool("value", true), 1.0),
            Map.entry(new PVAByte("value", false, (byte) -1), -1.0), Map.entry(new PVAByte("value", true, (byte) -1), 255.0),
            Map.entry(new PVAShort("value", false, (short) -2), -2.0),
            Map.entry(new PVAShort("value", true, (short) -1), 65_535.0), Map.entry(new PVAInt("value", -3), -3.0),
            Map.entry(new PVAInt("value", true, -1), 4_294_967_295.0),
            Map.entry(new PVALong("value", false, -1L << 40), -(double) (1L << 40)), Map.entry(new PVAFloat("value", 0.5f), 0.5),
            Map.entry(new PVADouble("value", Double.NaN), Double.NaN));
        int i = 0;
        for (Map.Entry<PVAData, Double> entry : numbers) {
            String name = "N" + i++;
            source.add(name, PvaSource.scalar(entry.getKey(), ""));
            LinkRecorder recorder = follow(name);
            Nets.await(entry.getKey().toString(), () -> recorder.last != null);
            assertThat(recorder.last.number()).as(entry.getKey().toString()).isEqualTo(entry.getValue());
            assertThat(recorder.last.kind()).isEqualTo(Kind.NUMBER);
            assertThat(recorder.last.exact()).isTrue();
        }
    }

    @Test
    void saysWhenA64BitIntegerIsRounded() throws Exception {
        PVALong unsigned = new PVALong("value", true, (1L << 53) + 1);
        PVAStructure data = PvaSource.scalar(unsigned, "");
        source.add("BIG", data);
        LinkRecorder recorder = follow("BIG");
        Nets.await("the value", () -> recorder.last != null);
        assertThat(recorder.last.exact()).isFalse();
        assertThat(recorder.sources.getFirst().type()).isEqualTo(SourceType.UINT64);
        unsigned.set(-1L);
        source.update("BIG", data);
        Nets.await("2^64 - 1", () -> recorder.has(0x1p64));
        assertThat(recorder.last.exact()).isFalse();
        unsigned.set(1L << 63);
        source.update("BIG", data);
        Nets.await("2^63", () -> recorder.has(0x1p63));
        assertThat(recorder.last.exact()).isTrue();
    }

    @Test
    void takesEveryKindOfArray() throws Exception {
        List<PVAData> arrays = List.of(new PVABoolArray("value", true, false),
            new PVAByteArray("value", true, (byte) 1, (byte) 0),
            new PVAShortArray("value", true, (short) 1, (short) 0), new PVAIntArray("value", true, 1, 0),
            new PVALongArray("value", false, 1, 0), new PVAFloatArray("value", 1, 0), new PVADoubleArray("value", 1, 0));
        for (int i = 0; i < arrays.size(); i++) {
            source.add("W" + i, PvaSource.scalar(arrays.get(i), "mm"));
            LinkRecorder recorder = follow("W" + i);
            Nets.await(arrays.get(i).toString(), () -> recorder.last != null);
            assertThat(recorder.last.numbers()).as(arrays.get(i).toString()).containsExactly(1, 0);
            assertThat(recorder.last.kind()).isEqualTo(Kind.NUMBERS);
        }
    }

    @Test
    void anArrayMayChangeItsLength() throws Exception {
        PVADoubleArray value = new PVADoubleArray("value");
        PVAStructure data = PvaSource.scalar(value, "");
        source.add("WAVE", data);
        LinkRecorder recorder = follow("WAVE");
        Nets.await("an empty array", () -> recorder.last != null);
        assertThat(recorder.last.numbers()).isEmpty();
        assertThat(recorder.last.number()).isNaN();
        double[] large = new double[100_000];
        large[99_999] = 7;
        value.set(large);
        source.update("WAVE", data);
        Nets.await("a large array", () -> recorder.last.numbers().length == 100_000);
        assertThat(recorder.last.numbers()[99_999]).isEqualTo(7);
        value.set(new double[] {1});
        source.update("WAVE", data);
        Nets.await("a short array", () -> recorder.last.numbers().length == 1);
    }

    @Test
    void takesTextAndChoices() throws Exception {
        source.add("TEXT", PvaSource.scalar(new PVAString("value", "25 °C µm"), ""));
        LinkRecorder text = follow("TEXT");
        PVAEnum choice = new PVAEnum("value", 1, new String[] {"Off", "On"});
        PVAStructure data = new PVAStructure("", "epics:nt/NTEnum:1.0", choice);
        source.add("MODE", data);
        LinkRecorder mode = follow("MODE");
        Nets.await("the text", () -> text.last != null);
        assertThat(text.last.kind()).isEqualTo(Kind.TEXT);
        assertThat(text.last.text()).isEqualTo("25 °C µm");
        assertThat(text.last.number()).isNaN();
        Nets.await("the choice", () -> mode.has(1));
        assertThat(mode.last.kind()).isEqualTo(Kind.ENUM);
        assertThat(mode.last.text()).isEqualTo("On");
        assertThat(mode.sources.getFirst().choices()).containsExactly("Off", "On");
        assertThat(mode.last.stamp()).isZero();
        ((PVAInt) choice.get("index")).set(5);
        source.update("MODE", data);
        Nets.await("a choice without a label", () -> mode.has(5));
        assertThat(mode.last.text()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsInvalidAndSaysWhat() throws Exception {
        PVAStructure table = new PVAStructure("", "epics:nt/NTTable:1.0", new PVAStringArray("labels", "a"),
            new PVAStructure("value", "", new PVADoubleArray("a", 1, 2)));
        source.add("TABLE", table);
        source.add("NAMES", PvaSource.scalar(new PVAStringArray("value", "a", "b"), ""));
        LinkRecorder tableSeen = follow("TABLE");
        LinkRecorder names = follow("NAMES");
        Nets.await("both", () -> tableSeen.last != null && names.last != null);
        assertThat(tableSeen.last.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(tableSeen.last.alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(tableSeen.last.alarm().message()).isEqualTo("a table without a value that is a number or a text");
        assertThat(names.last.alarm().message()).isEqualTo("an array of text");
        assertThat(names.last.number()).isNaN();
    }

    @Test
    void tellsOfUnitsThatChange() throws Exception {
        PVAStructure data = PvaSource.scalar(new PVADouble("value", 1), "kG");
        source.add("B", data);
        LinkRecorder recorder = follow("B");
        Nets.await("the source", () -> recorder.sources.size() == 1);
        PVAStructure display = data.get("display");
        ((PVAString) display.get("units")).set("T");
        source.update("B", data);
        Nets.await("other units", () -> recorder.sources.size() == 2);
        assertThat(recorder.sources.getLast().units()).isEqualTo("T");
        assertThat(recorder.last.units()).isEqualTo("T");
    }

    @Test
    void aPvThatIsNotThereIsDisconnectedUntilItIs() throws Exception {
        Link link = links.follow(Nets.pva("LATER"), seen);
        Nets.await("the first call", () -> !seen.events.isEmpty());
        assertThat(seen.why).isEqualTo("not found yet");
        assertThat(link.state()).isEqualTo(LinkState.DISCONNECTED);
        assertThat(links.statistics().disconnected()).isEqualTo(1);
        source.add("LATER", PvaSource.scalar(new PVADouble("value", 4), ""));
        Nets.await("the value", () -> seen.has(4));
        assertThat(link.reason()).isEmpty();
    }

    @Test
    void aPvThatItsServerRemovesIsDisconnected() throws Exception {
        source.add("GONE", PvaSource.scalar(new PVADouble("value", 4), ""));
        source.add("STAYS", PvaSource.scalar(new PVADouble("value", 5), ""));
        LinkRecorder gone = follow("GONE");
        LinkRecorder stays = follow("STAYS");
        Nets.await("the values", () -> gone.has(4) && stays.has(5));
        source.remove("GONE");
        Nets.await("the loss", () -> gone.lastEvent().equals("disconnected"));
        assertThat(gone.why).isEqualTo("127.0.0.1:" + source.tcpPort() + " serves it no more");
        source.add("GONE", PvaSource.scalar(new PVADouble("value", 6), ""));
        Nets.await("the return", () -> gone.has(6));
        assertThat(stays.events).containsExactly("disconnected", "connected", "received");
    }

    @Test
    void comesBackWithTheServerOnAnotherPort() throws Exception {
        source.add("SOL2:I", PvaSource.scalar(new PVADouble("value", 1), "A"));
        Link link = links.follow(Nets.pva("SOL2:I"), seen);
        Nets.await("the value", () -> seen.has(1));
        source.close();
        Nets.await("the loss", () -> link.state() == LinkState.DISCONNECTED);
        assertThat(link.reason()).contains("closed by the server");
        Nets.await("some seconds without", () -> link.nanosWithoutUpdate() > 300_000_000L);
        source = new PvaSource(udpPort, Nets.freePort());
        source.add("SOL2:I", PvaSource.scalar(new PVADouble("value", 2), "A"));
        Nets.await("the return", () -> seen.has(2));
        assertThat(seen.events).containsExactly("disconnected", "connected", "received", "disconnected", "connected", "received");
        assertThat(links.statistics().losses()).isEqualTo(1);
    }

    @Test
    void goesStaleOnceAndHeals() throws Exception {
        PVADouble value = new PVADouble("value", 1);
        PVAStructure data = PvaSource.scalar(value, "A");
        source.add("SLOW", data);
        long before = System.currentTimeMillis() * 1_000_000L;
        Link link = links.follow(Nets.pva("SLOW"), Optional.of(Duration.ofMillis(300)), seen);
        Nets.await("stale", () -> seen.lastEvent().equals("stale"));
        assertThat(link.state()).isEqualTo(LinkState.STALE);
        assertThat(seen.staleSince).isBetween(before, System.currentTimeMillis() * 1_000_000L);
        assertThat(link.nanosWithoutUpdate()).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(links.statistics().stale()).isEqualTo(1);
        value.set(2);
        source.update("SLOW", data);
        Nets.await("healed", () -> seen.has(2));
        Nets.await("stale again", () -> seen.lastEvent().equals("stale"));
        assertThat(seen.events).containsExactly("disconnected", "connected", "received", "stale", "received", "stale");
    }

    @Test
    void aThousandLinksShareOneThread() throws Exception {
        List<LinkRecorder> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            source.add("M" + i, PvaSource.scalar(new PVADouble("value", i), ""));
        }
        long before = threads();
        for (int i = 0; i < 1_000; i++) {
            all.add(follow("M" + i));
        }
        Nets.await("all of them", () -> links.statistics().connected() == 1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(all.get(i).last.number()).isEqualTo(i);
        }
        assertThat(all.stream().map(recorder -> recorder.thread).distinct()).hasSize(1);
        assertThat(threads() - before).isEqualTo(1);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("links-")).count();
    }

    @Test
    void aListenerThatThrowsCostsNobodyAnything() throws Exception {
        source.add("A", PvaSource.scalar(new PVADouble("value", 1), ""));
        LinkListener bad = new LinkListener() {
            @Override
            public void received(LinkedValue value) {
                throw new IllegalStateException("meant to fail");
            }

            @Override
            public void stale(long since) {
                throw new IllegalStateException("meant to fail");
            }

            @Override
            public void disconnected(long since, String why) {
                throw new IllegalStateException("meant to fail");
            }
        };
        links.follow(Nets.pva("A"), bad);
        LinkRecorder good = follow("A");
        Nets.await("the good one", () -> good.has(1));
        Nets.await("both connected", () -> links.statistics().connected() == 2);
    }

    @Test
    void nothingIsHeardAfterClosing() throws Exception {
        PVADouble value = new PVADouble("value", 1);
        PVAStructure data = PvaSource.scalar(value, "");
        source.add("A", data);
        source.add("B", data);
        Link link = links.follow(Nets.pva("A"), seen);
        LinkRecorder other = follow("B");
        Nets.await("both", () -> seen.has(1) && other.has(1));
        link.close();
        link.close();
        value.set(2);
        source.post("A", data);
        source.update("B", data);
        Nets.await("the other one", () -> other.has(2));
        assertThat(seen.last.number()).isEqualTo(1);
        assertThat(links.statistics().links()).isEqualTo(1);
        Nets.await("the counts", () -> links.statistics().connected() == 1);
    }

    @Test
    void findsNamesThroughANameServer() throws Exception {
        source.add("A", PvaSource.scalar(new PVADouble("value", 1), ""));
        try (Links byName = Nets.links(Nets.freePort(), Nets.freePort(),
                Map.of("EPICS_PVA_NAME_SERVERS", "127.0.0.1:" + source.tcpPort()))) {
            byName.follow(Nets.pva("A"), seen);
            Nets.await("the value", () -> seen.has(1));
        }
    }
}
