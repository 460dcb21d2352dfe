package org.modelioc.ioc.pva.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that messages under way may claim before they have arrived, all connections together.
 *
 * <p>Only claims above {@value #FREE_SIZE} bytes or elements are counted: below, a claim costs no more than the connection
 * itself. Thread-safe.
 */
final class ReceiveBudget {

    /** Sizes up to this need no reservation. */
    static final int FREE_SIZE = 4096;

    private final long total;
    private final AtomicLong free;

    ReceiveBudget(long total) {
        this.total = total;
        free = new AtomicLong(total);
    }

    void reserve(long bytes) {
        if (free.addAndGet(-bytes) < 0) {
            free.addAndGet(bytes);
            throw new WireException("a message claims " + bytes + " bytes, more than is free of the server's receive budget of "
                + total);
        }
    }

    void release(long bytes) {
        free.addAndGet(bytes);
    }

    long total() {
        return total;
    }
}
