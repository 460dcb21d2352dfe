package org.modelioc.ioc.access.putlog;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Puts that wait to be written: bounded, filled by any thread and emptied by one, without garbage. */
final class PutQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final PutEntry[] ring;
    private int head;
    private int count;
    private long lost;
    private boolean closed;

    PutQueue(int capacity) {
        ring = new PutEntry[capacity];
        for (int i = 0; i < capacity; i++) {
            ring[i] = new PutEntry();
        }
    }

    /** Adds a number; counts it as lost if there is no room. */
    void add(long stamp, PutLog.Origin origin, String pv, double newValue, double oldValue) {
        lock.lock();
        try {
            PutEntry free = free();
            if (free != null) {
                free.set(stamp, origin, pv, newValue, oldValue);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds a value that is no double; counts it as lost if there is no room. */
    void add(long stamp, PutLog.Origin origin, String pv, Object newValue, Object oldValue) {
        lock.lock();
        try {
            PutEntry free = free();
            if (free != null) {
                free.set(stamp, origin, pv, newValue, oldValue);
            }
        } finally {
            lock.unlock();
        }
    }

    private PutEntry free() {
        if (count == ring.length || closed) {
            lost++;
            return null;
        }
        PutEntry free = ring[(head + count) % ring.length];
        count++;
        filled.signal();
        return free;
    }

    /**
     * Takes the oldest. The entry given in exchange goes into the queue, so that none is used by two threads.
     *
     * @param exchange an entry that is not used any more
     * @param nanos    how long to wait for one
     * @return the oldest, or null if none came in time or the queue is closed and empty
     * @throws InterruptedException if the thread is asked to end
     */
    PutEntry take(PutEntry exchange, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (count == 0 && !closed && left > 0) {
                left = filled.awaitNanos(left);
            }
            if (count == 0) {
                return null;
            }
            PutEntry oldest = ring[head];
            ring[head] = exchange;
            head = (head + 1) % ring.length;
            count--;
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed && count == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Puts that found no room since the start. */
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is in it can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
