package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers for sending, shared by all connections: one that has nothing to send holds none. Thread-safe.
 *
 * <p>On the heap, because the library writes text and small arrays faster there; the JDK copies to the network from memory
 * of its own.
 */
final class BufferPool {

    static final int BUFFER_SIZE = 64 * 1024;

    private static final int KEPT = 64;

    private final ArrayBlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

    /** An empty buffer. */
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocate(BUFFER_SIZE) : buffer;
    }

    /** Takes a buffer back; its user forgets it. */
    void give(ByteBuffer buffer) {
        free.offer(buffer.clear());
    }
}
