package org.modelioc.ioc.pva;

import org.epics.pvaccess.impl.remote.PipelineMonitor;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pva.server.EncodedUpdate;
import org.modelioc.ioc.pva.server.UpdateLoss;
import org.modelioc.ioc.pva.server.UpdateQueue;
import org.modelioc.ioc.traffic.Backlog;

/**
 * One subscription of one client: a bounded queue of updates between the PV and the send thread of the connection.
 *
 * <p>When the queue is full, an update is merged into the newest that waits; fields that were overwritten before the client
 * saw them are marked as overrun. So the last state is never lost and nobody waits for a slow client. With {@code pipeline}
 * the client says how many updates it can take and gets no more.
 *
 * <p>What is no news for the client by the deadbands of the PV is kept back, and told with the next update that is.
 *
 * <p>The server takes one update for each call of {@code monitorEvent}: it is called once an update queued, never for a
 * merged one. Locks: the PV's monitor first, then this. An update is made when all that there are wait or are being sent, and
 * used again and again: a client that keeps up needs two, however long its queue may be.
 *
 * <p>Subscriptions of one PV that want the same fields share the bytes of an update ({@link SharedUpdates}), unless one of them
 * must merge it.
 *
 * <p>Large arrays are shared with the PV and all other subscribers while they wait. The values in a queue are bounded by
 * {@value #HELD_BYTES} bytes: so many that the client asked for, but no more than fit, and at least two.
 */
final class MonitorOperation implements PipelineMonitor, Pv.Subscriber, UpdateQueue {

    /** The most that the values of one queue may occupy, if there are more than two of them. */
    static final long HELD_BYTES = 64 << 20;

    private static final int FEWEST = 2;

    private final Pv pv;
    private final FieldSelection selection;
    private final MonitorRequester requester;
    private final UpdateLoss loss;
    private final long updateBytes;
    private final boolean pipeline;
    private final RequestOptions.Events events;
    private final boolean large;
    private final boolean sharing;
    private final Update[] free;
    private final MonitorElement[] queue;
    /** Guarded by the monitor of the PV: what all subscriptions of it that want the same have together. */
    private SharedUpdates shared;
    private int freeCount;
    private int head;
    private int queued;
    /** Those that wait, and the one that is being sent. */
    private int out;
    private int window;
    private int keptBack;
    private boolean running;
    private boolean destroyed;

    private static final class Update implements MonitorElement {

        private final PvImage image;
        private final BitSet changed;
        private final BitSet overrun;

        Update(FieldSelection selection) {
            image = new PvImage(selection);
            changed = new BitSet(selection.fields().length);
            overrun = new BitSet(selection.fields().length);
        }

        @Override
        public PVStructure getPVStructure() {
            return image.structure();
        }

        @Override
        public BitSet getChangedBitSet() {
            return changed;
        }

        @Override
        public BitSet getOverrunBitSet() {
            return overrun;
        }
    }

    MonitorOperation(Pv pv, FieldSelection selection, RequestOptions options, MonitorRequester requester) {
        this.pv = pv;
        this.selection = selection;
        this.requester = requester;
        loss = requester instanceof UpdateLoss counted ? counted : UpdateLoss.NOBODY;
        pipeline = options.pipeline();
        events = options.events();
        long bytes = PvImage.valueBytes(pv, selection);
        updateBytes = Math.max(Double.BYTES, bytes);
        large = bytes > ArrayFields.SHARED_BYTES;
        long fit = HELD_BYTES / Math.max(1, bytes);
        int size = (int) Math.clamp(fit, FEWEST, options.queueSize());
        free = new Update[size];
        queue = new MonitorElement[size];
        sharing = requester instanceof EncodedUpdate.Taker && SharedUpdates.suit(pv);
    }

    // the next update to fill
    private Update next() {
        if (freeCount == 0) {
            free[freeCount++] = new Update(selection);
        }
        return free[freeCount - 1];
    }

    @Override
    public Status start() {
        synchronized (pv) {
            synchronized (this) {
                if (running || destroyed) {
                    return Statuses.OK;
                }
                running = true;
            }
            pv.refresh();
            share();
            pv.subscribe(this);
            first();
        }
        return Statuses.OK;
    }

    private void share() {
        if (sharing && shared == null) {
            shared = pv.subscriber(each -> each instanceof MonitorOperation other && other.shared != null
                && other.selection == selection) instanceof MonitorOperation same ? same.shared : new SharedUpdates(selection);
            shared.subscribed();
        }
    }

    // the state at the start: everything, as one bit for the whole structure
    private void first() {
        boolean tell;
        synchronized (this) {
            Update update = next();
            freeCount--;
            keptBack = 0;
            update.image.copy(pv);
            update.changed.set(0);
            tell = append(update);
        }
        if (tell) {
            requester.monitorEvent(this);
        }
    }

    @Override
    public void posted(Pv changedPv, int posted) {
        boolean tell;
        synchronized (this) {
            if (!running) {
                return;
            }
            int changes = posted | keptBack;
            // a group tells what changed in its members with each post, and not again
            if (!events.wants(posted) && !(changedPv instanceof GroupPv)) {
                keptBack = changes;
                return;
            }
            keptBack = 0;
            if (out == queue.length) {
                // at least one waits, because the send thread holds no more than one
                Update newest = ownNewest(changedPv);
                if (newest.image.copy(changedPv, changes, newest.changed, newest.overrun)) {
                    loss.merged();
                }
                return;
            }
            MonitorElement update = shared != null && shared.shared() ? shared.take(changedPv, changes)
                : own(changedPv, changes);
            if (update == null) {
                return;
            }
            tell = append(update);
        }
        if (tell) {
            requester.monitorEvent(this);
        }
    }

    private Update own(Pv changedPv, int changes) {
        Update update = next();
        if (!update.image.copy(changedPv, changes, update.changed, null)) {
            return null;
        }
        freeCount--;
        return update;
    }

    // the newest that waits, to be merged into; what others have as well is replaced by a copy, for which the fields that
    // changed then are taken from the PV: one that has changed since is overwritten anyway
    private Update ownNewest(Pv changedPv) {
        int place = (head + queued - 1) % queue.length;
        if (queue[place] instanceof SharedUpdate others) {
            Update update = next();
            freeCount--;
            update.changed.or(others.getChangedBitSet());
            update.image.copy(changedPv, update.changed);
            queue[place] = update;
            others.release();
        }
        return (Update) queue[place];
    }

    private boolean append(MonitorElement update) {
        queue[(head + queued) % queue.length] = update;
        queued++;
        out++;
        return !pipeline || window >= queued;
    }

    @Override
    public synchronized MonitorElement poll() {
        if (queued == 0 || pipeline && window == 0) {
            return null;
        }
        MonitorElement update = queue[head];
        queue[head] = null;
        head = (head + 1) % queue.length;
        queued--;
        if (pipeline) {
            window--;
        }
        return update;
    }

    @Override
    public synchronized void release(MonitorElement element) {
        recycle(element);
    }

    @Override
    public void reportRemoteQueueStatus(int freeElements) {
        int ready;
        synchronized (this) {
            if (!pipeline || freeElements <= 0) {
                return;
            }
            int before = Math.min(queued, window);
            window = (int) Math.min(RequestOptions.MAX_QUEUE, (long) window + freeElements);
            ready = Math.min(queued, window) - before;
        }
        for (int i = 0; i < ready; i++) {
            requester.monitorEvent(this);
        }
    }

    @Override
    public Status stop() {
        synchronized (pv) {
            pv.unsubscribe(this);
            if (shared != null) {
                shared.unsubscribed();
                shared = null;
            }
        }
        synchronized (this) {
            running = false;
            loss.dropped(queued);
            while (queued > 0) {
                recycle(queue[head]);
                queue[head] = null;
                head = (head + 1) % queue.length;
                queued--;
            }
        }
        return Statuses.OK;
    }

    @Override
    public void destroy() {
        synchronized (this) {
            destroyed = true;
        }
        stop();
    }

    @Override
    public synchronized Backlog backlog() {
        return queued == 0 ? Backlog.NONE : new Backlog(queued, queued * updateBytes);
    }

    private void recycle(MonitorElement element) {
        out--;
        if (element instanceof SharedUpdate others) {
            others.release();
            return;
        }
        Update update = (Update) element;
        update.changed.clear();
        update.overrun.clear();
        if (large) {
            update.image.release(pv);
        }
        free[freeCount++] = update;
    }
}
