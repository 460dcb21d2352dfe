package org.modelioc.ioc.pva.server;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.epics.pvaccess.impl.remote.TransportSender;
import org.modelioc.ioc.pv.PostingThread;

/**
 * Messages that wait to be written to one client: any thread adds, one at a time writes.
 *
 * <p>Mostly the sending thread writes. What the receiving thread adds, mostly answers, it writes itself before it waits for
 * more, which saves waking another thread; when much has piled up it leaves that to the sending thread, so that a client
 * which does not read cannot hold up its own requests for long. While a thread posts many PVs in a row, the sending thread is
 * woken at its end, or when a fair amount has come together.
 *
 * <p>Who writes takes all that was added at once, so that the two sides rarely meet; nothing is allocated for a message.
 */
final class SendQueue {

    private static final int WRITTEN_BY_RECEIVER = 256;
    private static final int WAKES_SENDER = 256;
    /** The array of a queue that was longer than this once is not kept. */
    private static final int KEPT = 8_192;
    private static final long ROOM_CHECK_NANOS = 1_000_000;

    private final WireWriter writer;
    private final int limit;
    private final Object adding = new Object();
    private final ReentrantLock writing = new ReentrantLock();
    /** Of both queues; raised under {@link #adding}. */
    private final AtomicInteger size = new AtomicInteger();
    /** Guarded by {@link #adding}. */
    private ArrayDeque<TransportSender> added = new ArrayDeque<>();
    /** Guarded by {@link #writing}: what is written next, and how many it began with. */
    private ArrayDeque<TransportSender> taken = new ArrayDeque<>();
    private int takenAtOnce;
    private final AtomicBoolean postponed = new AtomicBoolean();
    private final Runnable wakeUp = this::wakeAfterPosts;
    private volatile Thread receiver;
    private volatile Thread sender;
    private volatile boolean senderWaits;
    private volatile boolean closed;

    SendQueue(WireWriter writer, int limit) {
        this.writer = writer;
        this.limit = limit;
    }

    /** Takes a message; false if too many wait already. */
    boolean add(TransportSender message) {
        int waiting;
        synchronized (adding) {
            if (closed) {
                return true;
            }
            if (size.get() >= limit) {
                return false;
            }
            added.add(message);
            waiting = size.incrementAndGet();
        }
        if (Thread.currentThread() != receiver && !isPostponed(waiting)) {
            wakeSender();
        }
        return true;
    }

    // called when the message is in the queue: whoever wakes the sending thread later, wakes it for this one as well
    private boolean isPostponed(int waiting) {
        PostingThread row = PostingThread.current();
        if (row == null || waiting % WAKES_SENDER == 0) {
            return false;
        }
        if (postponed.compareAndSet(false, true)) {
            row.postpone(wakeUp);
        }
        return true;
    }

    private void wakeAfterPosts() {
        postponed.set(false);
        wakeSender();
    }

    private void wakeSender() {
        if (senderWaits) {
            LockSupport.unpark(sender);
        }
    }

    /** Makes the calling thread the one that writes the answers it adds. */
    void setReceiver() {
        receiver = Thread.currentThread();
    }

    /** To be called by the receiving thread before it waits: nothing that it added may wait with it. */
    void writeAnswers() {
        int waiting = size.get();
        if (waiting == 0) {
            return;
        }
        if (waiting <= WRITTEN_BY_RECEIVER && writing.tryLock()) {
            try {
                write(waiting);
            } finally {
                writing.unlock();
            }
            if (size.get() == 0) {
                return;
            }
        }
        wakeSender();
    }

    /**
     * To be called by the receiving thread before each message: while half of the queue is full it waits. So a client that
     * asks much faster than it reads is slowed down by its own connection.
     */
    void awaitRoom() {
        while (size.get() > limit / 2 && !closed) {
            wakeSender();
            LockSupport.parkNanos(this, ROOM_CHECK_NANOS);
        }
    }

    /** Writes whatever is added, until the queue is closed. The body of the sending thread. */
    void run() {
        sender = Thread.currentThread();
        while (!closed) {
            writing.lock();
            try {
                write(Integer.MAX_VALUE);
            } finally {
                writing.unlock();
            }
            senderWaits = true;
            if (size.get() == 0 && !closed) {
                LockSupport.park(this);
            }
            senderWaits = false;
        }
    }

    private void write(int most) {
        int done = 0;
        while (done < most && !closed) {
            TransportSender message = next();
            if (message == null) {
                break;
            }
            size.decrementAndGet();
            done++;
            message.lock();
            try {
                message.send(writer.buffer(), writer);
                writer.endMessage();
            } finally {
                message.unlock();
            }
        }
        if (!closed) {
            writer.complete();
        }
    }

    // the lock for writing is held
    private TransportSender next() {
        if (taken.isEmpty()) {
            synchronized (adding) {
                ArrayDeque<TransportSender> empty = takenAtOnce > KEPT ? new ArrayDeque<>() : taken;
                taken = added;
                added = empty;
            }
            takenAtOnce = taken.size();
        }
        return taken.poll();
    }

    /** Forgets what waits and ends the sending thread; what is added from now on is forgotten too. */
    void close() {
        synchronized (adding) {
            closed = true;
            added.clear();
        }
        LockSupport.unpark(sender);
    }
}
