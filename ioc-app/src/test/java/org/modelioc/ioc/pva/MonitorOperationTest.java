package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Deadbands;

class MonitorOperationTest {

    private static final Alarm MAJOR = new Alarm(AlarmSeverity.MAJOR, Condition.SOFT, "worse");

    private final DoublePv pv = new DoublePv("T", Metadata.builtIn("", ""), null);
    private final FieldSelection fields = FieldSelection.of(NtLayout.of(pv),
        FieldSelectionTest.fields("field(value,alarm.severity)"));
    private final Requester requester = new Requester();

    // offsets in the selected structure: 0 whole, 1 value, 2 alarm, 3 severity
    private static final int VALUE = 1;
    private static final int SEVERITY = 3;

    private static final class Requester implements MonitorRequester {
        private int events;

        @Override
        public void monitorConnect(Status status, Monitor monitor, Structure structure) {
            throw new IllegalStateException("the channel connects");
        }

        @Override
        public void monitorEvent(Monitor monitor) {
            events++;
        }

        @Override
        public void unlisten(Monitor monitor) {
            throw new IllegalStateException("a PV does not go away");
        }

        @Override
        public String getRequesterName() {
            return "test";
        }

        @Override
        public void message(String message, MessageType type) {
            throw new IllegalStateException(message);
        }
    }

    private MonitorOperation monitor(int queueSize, boolean pipeline) {
        return new MonitorOperation(pv, fields,
            new RequestOptions(queueSize, pipeline, RequestOptions.Process.PASSIVE, false,
                RequestOptions.Events.of("")), requester);
    }

    private void set(double value, Alarm alarm) {
        pv.commit(value, 1, 1, alarm);
    }

    private static double value(MonitorElement element) {
        return element.getPVStructure().getSubField(PVDouble.class, "value").get();
    }

    private static int severity(MonitorElement element) {
        return element.getPVStructure().getSubField(PVInt.class, "alarm.severity").get();
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet(8);
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }

    @Test
    void startSendsEverythingOnce() {
        set(1, Alarm.NONE);
        MonitorOperation monitor = monitor(4, false);

        monitor.start();
        monitor.start();

        assertThat(requester.events).isEqualTo(1);
        MonitorElement first = monitor.poll();
        assertThat(first.getChangedBitSet()).isEqualTo(bits(0));
        assertThat(value(first)).isEqualTo(1);
        assertThat(monitor.poll()).isNull();
    }

    @Test
    void whatIsKeptBackByADeadbandComesWithTheNextUpdate() {
        pv.describe(pv.metadata().withDeadbands(new Deadbands(1, 3)));
        set(0, Alarm.NONE);
        RequestOptions.Events[] events = {RequestOptions.Events.of(""), RequestOptions.Events.of("ARCHIVE"),
            RequestOptions.Events.of("4")};
        List<MonitorOperation> monitors = new ArrayList<>();
        for (RequestOptions.Events wanted : events) {
            MonitorOperation monitor = new MonitorOperation(pv, fields,
                new RequestOptions(10, false, RequestOptions.Process.PASSIVE, false, wanted), new Requester());
            monitor.start();
            monitor.release(monitor.poll());
            monitors.add(monitor);
        }
        for (double value : new double[] {0.5, 1.5, 2, 3.5}) {
            pv.commit(value, 1, (int) (value * 10), Alarm.NONE);
        }
        // by itself it says nothing of the value, which has to come with it all the same
        pv.commit(4, 2, 40, Alarm.NONE);
        pv.invalidate(3, 40, Alarm.NOT_A_NUMBER);

        assertThat(monitors.stream().map(MonitorOperationTest::drain)).containsExactly(
            List.of("1.5 0", "3.5 0", "4.0 3"), List.of("3.5 0"), List.of("4.0 3"));
    }

    private static List<String> drain(MonitorOperation monitor) {
        List<String> seen = new ArrayList<>();
        for (MonitorElement element = monitor.poll(); element != null; element = monitor.poll()) {
            seen.add(value(element) + " " + severity(element));
            monitor.release(element);
        }
        return seen;
    }

    @Test
    void ofTheMetadataOnlyWhatChangedIsSent() {
        FieldSelection all = FieldSelection.of(NtLayout.of(pv), null);
        MonitorOperation monitor = new MonitorOperation(pv, all,
            new RequestOptions(4, false, RequestOptions.Process.PASSIVE, false, RequestOptions.Events.of("")), requester);
        set(1, Alarm.NONE);
        monitor.start();
        monitor.release(monitor.poll());

        pv.describe(pv.metadata().withDescription("another"));

        MonitorElement element = monitor.poll();
        assertThat(element.getChangedBitSet().cardinality()).isEqualTo(1);
        assertThat(element.getPVStructure().getSubField(PVString.class, "display.description").get()).isEqualTo("another");
    }

    @Test
    void anUpdateCarriesOnlyWhatChanged() {
        set(1, Alarm.NONE);
        MonitorOperation monitor = monitor(4, false);
        monitor.start();
        monitor.release(monitor.poll());

        set(2, Alarm.NONE);
        MonitorElement value = monitor.poll();
        assertThat(value.getChangedBitSet()).isEqualTo(bits(VALUE));
        monitor.release(value);

        set(3, MAJOR);
        MonitorElement both = monitor.poll();
        assertThat(both.getChangedBitSet()).isEqualTo(bits(VALUE, SEVERITY));
        assertThat(severity(both)).isEqualTo(2);
    }

    @Test
    void aFullQueueMergesIntoTheNewestAndMarksWhatWasOverwritten() {
        set(0, Alarm.NONE);
        MonitorOperation monitor = monitor(2, false);
        monitor.start();
        set(1, Alarm.NONE);
        set(2, MAJOR);
        set(3, MAJOR);

        assertThat(requester.events).as("one event an update queued, none for a merged one").isEqualTo(2);
        MonitorElement first = monitor.poll();
        assertThat(value(first)).isZero();
        MonitorElement merged = monitor.poll();
        assertThat(value(merged)).isEqualTo(3);
        assertThat(severity(merged)).as("a change before the last is kept").isEqualTo(2);
        assertThat(merged.getChangedBitSet()).isEqualTo(bits(VALUE, SEVERITY));
        assertThat(merged.getOverrunBitSet()).as("severity changed only once").isEqualTo(bits(VALUE));
    }

    @Test
    void mergingIntoTheFirstUpdateKeepsItWhole() {
        set(0, Alarm.NONE);
        MonitorOperation monitor = monitor(2, false);
        monitor.start();
        MonitorElement held = monitor.poll();
        set(1, Alarm.NONE);
        set(2, Alarm.NONE);
        monitor.release(held);

        MonitorElement next = monitor.poll();
        assertThat(value(next)).isEqualTo(2);
        assertThat(next.getOverrunBitSet()).isEqualTo(bits(VALUE));
    }

    @Test
    void aReleasedUpdateIsCleanWhenUsedAgain() {
        MonitorOperation monitor = monitor(2, false);
        monitor.start();
        for (int i = 0; i < 10; i++) {
            set(i, i % 2 == 0 ? Alarm.NONE : MAJOR);
        }
        monitor.release(monitor.poll());
        monitor.release(monitor.poll());

        set(20, MAJOR);

        MonitorElement next = monitor.poll();
        assertThat(next.getChangedBitSet()).isEqualTo(bits(VALUE));
        assertThat(next.getOverrunBitSet()).isEqualTo(bits());
    }

    @Test
    void aPipelineSendsNoMoreThanTheClientAskedFor() {
        set(0, Alarm.NONE);
        MonitorOperation monitor = monitor(4, true);
        monitor.start();
        set(1, Alarm.NONE);
        assertThat(requester.events).isZero();
        assertThat(monitor.poll()).isNull();

        monitor.reportRemoteQueueStatus(1);
        assertThat(requester.events).isEqualTo(1);
        assertThat(value(monitor.poll())).isZero();
        assertThat(monitor.poll()).isNull();

        monitor.reportRemoteQueueStatus(5);
        assertThat(requester.events).isEqualTo(2);
        assertThat(value(monitor.poll())).isEqualTo(1);
        set(2, Alarm.NONE);
        assertThat(requester.events).isEqualTo(3);
    }

    @Test
    void afterStopNothingComesAndAStartBeginsAfresh() {
        MonitorOperation monitor = monitor(4, false);
        monitor.start();
        monitor.stop();
        set(1, Alarm.NONE);
        assertThat(monitor.poll()).isNull();

        monitor.start();
        assertThat(value(monitor.poll())).isEqualTo(1);

        monitor.destroy();
        monitor.start();
        assertThat(monitor.poll()).as("a destroyed monitor stays so").isNull();
    }

    @Test
    void changesOfFieldsNotSelectedSendNothing() {
        set(1, Alarm.NONE);
        MonitorOperation monitor = new MonitorOperation(pv,
            FieldSelection.of(NtLayout.of(pv), FieldSelectionTest.fields("field(display)")),
            new RequestOptions(4, false, RequestOptions.Process.PASSIVE, false,
                RequestOptions.Events.of("")), requester);
        monitor.start();
        monitor.release(monitor.poll());

        set(2, MAJOR);

        assertThat(requester.events).isEqualTo(1);
    }
}
