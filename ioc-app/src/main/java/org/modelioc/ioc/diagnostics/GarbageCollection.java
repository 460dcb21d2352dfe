package org.modelioc.ioc.diagnostics;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the garbage collector has stopped the process of late. The Java machine tells whole milliseconds, and tells of the
 * work that it does beside the running threads as well, which is no pause and does not count here.
 */
final class GarbageCollection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollection.class);
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private record Pause(long at, long millis) {
    }

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> stops(collector.getName())).toList();
    private final NotificationListener listener = (notification, _) -> collected(notification);
    private final ArrayDeque<Pause> recent = new ArrayDeque<>();
    private long last;

    /** Whether a collector of this name stops the process: ZGC has one for pauses and one for what goes on beside. */
    static boolean stops(String collector) {
        return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
    }

    /** Begins to listen. */
    void start() {
        collectors.forEach(collector -> ((NotificationEmitter) collector).addNotificationListener(listener, null, null));
    }

    private void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            paused(System.nanoTime(), info.getGcInfo().getDuration());
        }
    }

    /** Notes a pause. */
    synchronized void paused(long at, long millis) {
        recent.add(new Pause(at, millis));
        last = millis;
        forget(at);
    }

    private void forget(long now) {
        while (!recent.isEmpty() && now - recent.peek().at > WINDOW_NANOS) {
            recent.remove();
        }
    }

    /** The longest pause within the last ten seconds, in milliseconds. */
    synchronized long longest(long now) {
        forget(now);
        return recent.stream().mapToLong(Pause::millis).max().orElse(0);
    }

    /** The last pause, in milliseconds; 0 before the first. */
    synchronized long last() {
        return last;
    }

    /** Pauses since the process began. */
    long count() {
        return collectors.stream().mapToLong(collector -> Math.max(0, collector.getCollectionCount())).sum();
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : collectors) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                LOG.debug("never started", e);
            }
        }
    }
}
