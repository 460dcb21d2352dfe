package org.modelioc.ioc.pva.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.epics.pvaccess.impl.remote.PipelineMonitor;
import org.epics.pvdata.factory.ConvertFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;

/** A queue of four updates; when it is full, the oldest goes. */
final class TestMonitor implements PipelineMonitor {

    private static final int QUEUE = 4;

    private final TestProvider provider;
    private final TestPv pv;
    private final MonitorRequester requester;
    private final Queue<MonitorElement> queue = new ArrayDeque<>();
    private final AtomicBoolean destroyed = new AtomicBoolean();

    private record Update(PVStructure getPVStructure, BitSet getChangedBitSet, BitSet getOverrunBitSet)
            implements MonitorElement {
    }

    TestMonitor(TestProvider provider, TestPv pv, MonitorRequester requester) {
        this.provider = provider;
        this.pv = pv;
        this.requester = requester;
        provider.monitors.incrementAndGet();
    }

    void posted() {
        synchronized (this) {
            if (queue.size() == QUEUE) {
                queue.poll();
            }
            PVStructure copy = PVDataFactory.getPVDataCreate().createPVStructure(pv.value.getStructure());
            synchronized (pv) {
                ConvertFactory.getConvert().copy(pv.value, copy);
            }
            BitSet all = new BitSet(1);
            all.set(0);
            queue.add(new Update(copy, all, new BitSet(1)));
        }
        requester.monitorEvent(this);
    }

    @Override
    public Status start() {
        // a client may start a subscription that runs
        if (!destroyed.get() && pv.monitors.addIfAbsent(this)) {
            posted();
        }
        return TestProvider.OK;
    }

    @Override
    public Status stop() {
        pv.monitors.remove(this);
        return TestProvider.OK;
    }

    @Override
    public synchronized MonitorElement poll() {
        return queue.poll();
    }

    @Override
    public void release(MonitorElement element) {
        // not used again
    }

    @Override
    public void reportRemoteQueueStatus(int freeElements) {
        // sends without asking
    }

    @Override
    public void destroy() {
        stop();
        if (destroyed.compareAndSet(false, true)) {
            provider.monitors.decrementAndGet();
        } else {
            provider.destroyedTwice.incrementAndGet();
        }
    }
}
