package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pva.server.EncodedUpdate;
import org.modelioc.schema.alarm.AlarmSeverity;

/** A subscription that shares its updates with others gets what one gets that does not. */
class SharedUpdatesTest {

    private static final int STEPS = 20_000;

    private final DoublePv pv = new DoublePv("T:X", Metadata.builtIn("", "A"), null);
    private final FieldSelection selection = FieldSelection.of(NtLayout.of(pv), null);

    /** Takes updates as structures. */
    private static class Requester implements MonitorRequester {

        @Override
        public void monitorConnect(Status status, Monitor monitor, Structure structure) {
            throw new IllegalStateException("the channel connects");
        }

        @Override
        public void monitorEvent(Monitor monitor) {
            // polled
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

    /** Takes bytes as well. */
    private static final class Taker extends Requester implements EncodedUpdate.Taker {
    }

    private static final class Bytes implements DeserializableControl {

        @Override
        public void ensureData(int size) {
            // all is there
        }

        @Override
        public void alignData(int alignment) {
            // the protocol aligns nothing
        }

        @Override
        public Field cachedDeserialize(ByteBuffer buffer) {
            throw new UnsupportedOperationException();
        }
    }

    private MonitorOperation subscribe(Requester requester, int queue) {
        MonitorOperation monitor = new MonitorOperation(pv, selection,
            new RequestOptions(queue, false, RequestOptions.Process.PASSIVE, false, RequestOptions.Events.of("")), requester);
        monitor.start();
        return monitor;
    }

    /** What changed, to what, and what was overrun; null if nothing waits. */
    private String next(MonitorOperation monitor) {
        MonitorElement element = monitor.poll();
        if (element == null) {
            return null;
        }
        PVStructure structure = PVDataFactory.getPVDataCreate().createPVStructure(selection.structure());
        BitSet changed = new BitSet();
        BitSet overrun = new BitSet();
        if (element instanceof EncodedUpdate encoded) {
            ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
            encoded.writeTo(bytes);
            bytes.flip();
            changed.deserialize(bytes, new Bytes());
            structure.deserialize(bytes, new Bytes(), changed);
            overrun.deserialize(bytes, new Bytes());
            assertThat(bytes.hasRemaining()).isFalse();
        } else {
            structure = element.getPVStructure();
            changed.or(element.getChangedBitSet());
            overrun.or(element.getOverrunBitSet());
        }
        StringBuilder text = new StringBuilder().append(changed).append(overrun);
        PVField[] fields = PvImage.byOffset(structure);
        for (int i = 0; i < fields.length; i++) {
            if ((changed.get(0) || changed.get(i)) && !(fields[i] instanceof PVStructure)) {
                text.append(' ').append(fields[i]);
            }
        }
        monitor.release(element);
        return text.toString();
    }

    private static String longText(Random random) {
        return "x".repeat(random.nextInt(10) == 0 ? 5_000 : random.nextInt(3));
    }

    @Test
    void whoSharesGetsWhatWhoDoesNotGets() {
        Random random = new Random(5);
        List<MonitorOperation> sharing = new ArrayList<>();
        List<MonitorOperation> alone = new ArrayList<>();
        for (int queue : new int[] {2, 3, 4, 10, 2}) {
            sharing.add(subscribe(new Taker(), queue));
            alone.add(subscribe(new Requester(), queue));
        }
        int compared = 0;
        int overrun = 0;
        for (int step = 0; step < STEPS; step++) {
            int which = random.nextInt(sharing.size());
            switch (random.nextInt(12)) {
                case 0 -> pv.invalidate(step, step, new Alarm(AlarmSeverity.INVALID, Condition.CALC, longText(random)));
                case 1 -> pv.mark(step, step, new Alarm(AlarmSeverity.MAJOR, Condition.LINK, longText(random)));
                case 2, 3, 4, 5 -> pv.commit(random.nextInt(3), step, random.nextInt(2), Alarm.NONE);
                case 6 -> {
                    if (random.nextInt(20) == 0) {
                        // there may be nobody left to share with
                        for (MonitorOperation each : List.of(sharing.get(which), alone.get(which))) {
                            each.stop();
                            each.start();
                        }
                    }
                }
                default -> {
                    // each reads at its own pace
                    if (random.nextInt(sharing.size()) <= which) {
                        String expected = next(alone.get(which));
                        assertThat(next(sharing.get(which))).isEqualTo(expected);
                        compared += expected == null ? 0 : 1;
                        overrun += expected == null || expected.contains("{}") ? 0 : 1;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(STEPS / 20);
        assertThat(overrun).isGreaterThan(100);
    }

    @Test
    void bytesAreThereOnceAndUsedAgain() {
        MonitorOperation one = subscribe(new Taker(), 4);
        MonitorOperation other = subscribe(new Taker(), 4);
        next(one);
        next(other);
        pv.commit(1, 1, 1, Alarm.NONE);
        MonitorElement first = one.poll();
        assertThat(first).isInstanceOf(EncodedUpdate.class).isSameAs(other.poll());
        one.release(first);
        pv.commit(2, 2, 2, Alarm.NONE);
        assertThat(one.poll()).as("the other one still sends").isNotSameAs(first);
        other.release(first);
        pv.commit(3, 3, 3, Alarm.NONE);
        assertThat(one.poll()).isSameAs(first);
    }

    @Test
    void whoIsAloneSharesNothing() {
        MonitorOperation one = subscribe(new Taker(), 4);
        next(one);
        pv.commit(1, 1, 1, Alarm.NONE);
        assertThat(one.poll()).isNotInstanceOf(EncodedUpdate.class);
    }
}
