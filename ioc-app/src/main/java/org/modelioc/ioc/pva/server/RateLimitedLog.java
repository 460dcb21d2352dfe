package org.modelioc.ioc.pva.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Warns of what clients can cause at will: at most one line in ten seconds for each kind of event, with the number of those
 * passed over. Thread-safe.
 */
final class RateLimitedLog {

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final Logger log;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private static final class Gate {

        private long next = System.nanoTime();
        private long suppressed;

        // -1: keep quiet; otherwise how many were kept quiet before
        synchronized long pass() {
            long now = System.nanoTime();
            if (now - next < 0) {
                suppressed++;
                return -1;
            }
            next = now + INTERVAL_NANOS;
            long before = suppressed;
            suppressed = 0;
            return before;
        }
    }

    RateLimitedLog(Logger log) {
        this.log = log;
    }

    /**
     * Warns, or counts.
     *
     * @param kind    kind of event, one of a few constants
     * @param message the line
     */
    void warn(String kind, String message) {
        long suppressed = gates.computeIfAbsent(kind, k -> new Gate()).pass();
        if (suppressed < 0) {
            log.debug(message);
        } else if (suppressed == 0) {
            log.warn(message);
        } else {
            log.warn("{} ({} more like it in between)", message, suppressed);
        }
    }
}
