package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Monitors of arrays: small ones are copied into places that stay, large ones shared by all. */
class LargeArrayMonitorTest {

    private static final int MEGAPIXELS = 4 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final class Requester implements MonitorRequester {
        @Override
        public void monitorConnect(Status status, Monitor monitor, Structure structure) {
            throw new IllegalStateException("the channel connects");
        }

        @Override
        public void monitorEvent(Monitor monitor) {
            // the test polls
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

    private static MonitorOperation monitor(ArrayPv pv, int queue) {
        MonitorOperation monitor = new MonitorOperation(pv, FieldSelection.of(NtLayout.of(pv), null),
            new RequestOptions(queue, false, RequestOptions.Process.PASSIVE, false,
                RequestOptions.Events.of("")), new Requester());
        monitor.start();
        return monitor;
    }

    private static Object array(ArrayPv pv, MonitorElement update) {
        return ArrayFields.array(ImageFields.array(pv, update.getPVStructure().getSubField("value")));
    }

    @Test
    void updatesOfASmallArrayAllocateNothing() {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 2_000, null);
        MonitorOperation fast = monitor(pv, 4);
        MonitorOperation slow = monitor(pv, 4);
        double[] row = new double[2_000];
        for (int run = 0; run < 5_000; run++) {
            update(pv, row, fast);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 5_000; run++) {
            update(pv, row, fast);
        }

        assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / 5_000.0).as("bytes an update").isLessThan(8);
        assertThat(fast.poll()).isNull();
        for (int i = 0; i < 3; i++) {
            slow.poll();
        }
        assertThat((double[]) array(pv, slow.poll())).as("the last always arrives").isEqualTo(row);
    }

    private static void update(ArrayPv pv, double[] row, MonitorOperation fast) {
        row[3] += 1e-9;
        pv.commit(row, 0, 1, 1, Alarm.NONE);
        for (MonitorElement update = fast.poll(); update != null; update = fast.poll()) {
            fast.release(update);
        }
    }

    @Test
    void subscribersOfALargeArrayShareOneAndAnUpdateThatWaitsKeepsItsOwn() {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 1_000_000, null);
        double[] row = new double[1_000_000];
        pv.commit(row, 0, 1, 1, Alarm.NONE);
        MonitorOperation one = monitor(pv, 4);
        MonitorOperation two = monitor(pv, 4);
        MonitorElement first = one.poll();
        assertThat(array(pv, first)).isSameAs(array(pv, two.poll())).isSameAs(pv.value().array());

        row[0] = 1;
        pv.commit(row, 0, 2, 2, Alarm.NONE);

        assertThat(((double[]) array(pv, first))[0]).as("private to the update under way").isZero();
        MonitorElement next = one.poll();
        assertThat(((double[]) array(pv, next))[0]).isEqualTo(1);
        assertThat(array(pv, next)).isSameAs(array(pv, two.poll()));
        one.release(first);
        assertThat(((double[]) array(pv, first))).as("lets go of it").isEmpty();
    }

    @Test
    void aClientThatDoesNotReadHoldsABoundedNumberOfLargeImages() {
        ArrayPv pv = new ArrayPv("T:I", new PvType.Image(ValueType.DOUBLE, 2_048, 2_048, false), TestPvs.free(), null);
        double[] row = new double[MEGAPIXELS];
        MonitorOperation slow = monitor(pv, 1_000);
        for (int i = 1; i <= 8; i++) {
            Arrays.fill(row, i);
            pv.commit(row, 0, i, i, Alarm.NONE);
        }

        MonitorElement first = slow.poll();
        MonitorElement last = slow.poll();
        assertThat(slow.poll()).as("two of 32 MiB and no more").isNull();
        assertThat(((double[]) array(pv, first))[0]).isNaN();
        assertThat(((double[]) array(pv, last))[MEGAPIXELS - 1]).isEqualTo(8);
        assertThat(last.getPVStructure().getIntField("uniqueId").get()).as("of the image that is sent").isEqualTo(8);
        assertThat(last.getOverrunBitSet().cardinality()).isPositive();
    }

    @Test
    void aQueueOfSmallerImagesIsAsLongAsAskedFor() {
        ArrayPv pv = new ArrayPv("T:I", new PvType.Image(ValueType.UBYTE, 2_048, 2_048, false), TestPvs.free(), null);
        double[] row = new double[MEGAPIXELS];
        MonitorOperation slow = monitor(pv, 4);
        for (int i = 1; i <= 5; i++) {
            pv.commit(row, 0, i, i, Alarm.NONE);
        }

        int waiting = 0;
        while (slow.poll() != null) {
            waiting++;
        }
        assertThat(waiting).isEqualTo(4);
    }

    @Test
    void anArrayThatNobodyWatchesIsWrittenInPlace() {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 1_000_000, null);
        double[] row = new double[1_000_000];
        pv.commit(row, 0, 1, 1, Alarm.NONE);
        Object array = pv.value().array();

        pv.commit(row, 0, 2, 2, Alarm.NONE);

        assertThat(pv.value().array()).isSameAs(array);
    }
}
