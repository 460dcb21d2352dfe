package org.modelioc.ioc.pva;

import org.epics.pvaccess.impl.remote.PipelineMonitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.Status;
import org.modelioc.ioc.access.AccessGate;
import org.modelioc.ioc.access.ChannelAccess;
import org.modelioc.ioc.pva.server.UpdateQueue;
import org.modelioc.ioc.traffic.Backlog;

/**
 * A subscription that rests while its client may not read the PV, and goes on with the whole present state when it may
 * again. Without it, a right once lost would be kept by whoever subscribed before. Each update is judged when it is sent.
 *
 * <p>Locks: this one first, then that of the PV. The send thread, which takes updates, takes no lock here.
 */
final class GuardedMonitor implements PipelineMonitor, UpdateQueue {

    private final MonitorOperation monitor;
    private final AccessGate gate;
    private final ChannelAccess access;
    private final MonitorRequester requester;
    private final Runnable listener = this::rightsChanged;
    private boolean wanted;
    private boolean running;

    GuardedMonitor(MonitorOperation monitor, AccessGate gate, ChannelAccess access, MonitorRequester requester) {
        this.monitor = monitor;
        this.gate = gate;
        this.access = access;
        this.requester = requester;
        access.listen(listener);
    }

    @Override
    public synchronized Status start() {
        wanted = true;
        rightsChanged();
        return Statuses.OK;
    }

    private synchronized void rightsChanged() {
        if (!wanted) {
            return;
        }
        boolean may = access.mayRead();
        if (may && !running) {
            running = true;
            monitor.start();
        } else if (may) {
            // something may wait that was withheld for a moment
            requester.monitorEvent(this);
        } else if (running) {
            running = false;
            monitor.stop();
            gate.refuseRead(access).ifPresent(sentence -> requester.message(sentence, MessageType.warning));
        }
    }

    @Override
    public synchronized Status stop() {
        wanted = false;
        running = false;
        return monitor.stop();
    }

    @Override
    public MonitorElement poll() {
        return access.mayReadElseTell() ? monitor.poll() : null;
    }

    @Override
    public void release(MonitorElement element) {
        monitor.release(element);
    }

    @Override
    public void reportRemoteQueueStatus(int freeElements) {
        monitor.reportRemoteQueueStatus(freeElements);
    }

    @Override
    public Backlog backlog() {
        return monitor.backlog();
    }

    @Override
    public synchronized void destroy() {
        access.unlisten(listener);
        wanted = false;
        running = false;
        monitor.destroy();
    }
}
