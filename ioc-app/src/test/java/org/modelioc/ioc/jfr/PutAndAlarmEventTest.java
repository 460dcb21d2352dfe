package org.modelioc.ioc.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.access.Client;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmSeverity;

/** Puts and changes of severity as events. */
class PutAndAlarmEventTest {

    private static final Alarm HIGH = new Alarm(AlarmSeverity.MINOR, Condition.HIGH, "above 3");
    private static final Alarm HIGHER = new Alarm(AlarmSeverity.MINOR, Condition.HIGH, "above 4");
    private static final Alarm HIHI = new Alarm(AlarmSeverity.MAJOR, Condition.HIHI, "above 5");

    @TempDir
    private Path folder;

    /** Something that is recorded. */
    @FunctionalInterface
    private interface Deed {
        void happen() throws Exception;
    }

    private List<RecordedEvent> recorded(String event, Deed deed) throws Exception {
        Path file = folder.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(event).withoutThreshold();
            recording.start();
            deed.happen();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream().filter(each -> each.getEventType().getName().equals(event)).toList();
    }

    private static void put(AccessGate gate, ChannelAccess access, double value) throws PutRejectedException {
        gate.put(access, pv -> {
            if (value < 0) {
                throw new PutRejectedException("T:A takes no negative numbers");
            }
            return true;
        });
    }

    @Test
    void aPutIsAnEventWithWhoAndWhetherItWasTaken() throws Exception {
        AccessGate gate = AccessGate.unrestricted(new StringPv("T:MESSAGE", Metadata.builtIn("", "")));
        DoublePv pv = new DoublePv("T:A", Metadata.builtIn("", ""), null);
        Client alice = new Client("ca", "alice", "ws3", new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_112));
        Client nobody = new Client("anonymous", "", "", new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_113));
        try (ChannelAccess one = gate.open(pv, alice); ChannelAccess other = gate.open(pv, nobody)) {
            put(gate, one, 1);
            List<RecordedEvent> events = recorded("modelioc.Put", () -> {
                put(gate, one, 2);
                assertThatThrownBy(() -> put(gate, other, -1)).isInstanceOf(PutRejectedException.class);
            });
            put(gate, one, 3);

            assertThat(events).hasSize(2);
            assertThat(events).extracting(each -> each.getString("pv")).containsOnly("T:A");
            assertThat(events).extracting(each -> each.getString("user")).containsExactly("alice", "");
            assertThat(events).extracting(each -> each.getString("host")).containsExactly("ws3", "127.0.0.1");
            assertThat(events).extracting(each -> each.getBoolean("accepted")).containsExactly(true, false);
            assertThat(events).extracting(each -> each.getString("reason"))
                .containsExactly("", "T:A takes no negative numbers");
        }
    }

    @Test
    void aChangeOfSeverityIsAnEventAndNothingElse() throws Exception {
        DoublePv pv = new DoublePv("T:B", Metadata.builtIn("", ""), null);
        pv.commit(1, 1, 1, Alarm.NONE);
        List<RecordedEvent> events = recorded("modelioc.Alarm", () -> {
            pv.commit(2, 2, 2, Alarm.NONE);
            pv.commit(4, 3, 3, HIGH);
            pv.commit(5, 4, 4, HIGHER);
            pv.commit(6, 5, 5, HIHI);
            pv.commit(1, 6, 6, Alarm.NONE);
        });
        pv.commit(6, 7, 7, HIHI);

        assertThat(events).allSatisfy(each -> assertThat(each.getString("pv")).isEqualTo("T:B"));
        assertThat(events).extracting(each -> each.getString("before")).containsExactly("NO_ALARM", "MINOR", "MAJOR");
        assertThat(events).extracting(each -> each.getString("severity")).containsExactly("MINOR", "MAJOR", "NO_ALARM");
        assertThat(events).extracting(each -> each.getString("condition")).containsExactly("HIGH", "HIHI", "NO_ALARM");
        assertThat(events).extracting(each -> each.getString("message")).containsExactly("above 3", "above 5", "");
    }

    @Test
    void whileNobodyRecordsNothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DoublePv pv = new DoublePv("T:C", Metadata.builtIn("", ""), null);
        for (int i = 0; i < 20_000; i++) {
            pv.commit(i, i, i, i % 2 == 0 ? HIHI : Alarm.NONE);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            pv.commit(i, i, i, i % 2 == 0 ? HIHI : Alarm.NONE);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20_000.0).as("bytes a change").isLessThan(8);
    }
}
