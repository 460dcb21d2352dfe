package org.modelioc.ioc.link;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.link.source.ColourLayout;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.SourceDescription;

/** Remembers what a link said. */
final class LinkRecorder implements LinkListener {

    /** Copy of a value. */
    record Seen(LinkedValue.Kind kind, double number, double[] numbers, boolean exact, String text, int width, int height,
        ColourLayout colours, Alarm alarm, long stamp, int tag, String units) {
    }

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<SourceDescription> sources = new CopyOnWriteArrayList<>();
    final AtomicLong received = new AtomicLong();
    volatile Seen last;
    volatile long staleSince;
    volatile long disconnectedSince;
    volatile String why;
    volatile Thread thread;

    @Override
    public void connected(SourceDescription source) {
        sources.add(source);
        event("connected");
    }

    @Override
    public void received(LinkedValue value) {
        last = new Seen(value.kind(), value.number(), Arrays.copyOf(value.numbers(), value.count()), value.exact(), value.text(),
            value.width(), value.height(), value.colours(), value.alarm(), value.stamp(), value.userTag(), value.units());
        thread = Thread.currentThread();
        received.incrementAndGet();
        event("received");
    }

    @Override
    public void stale(long since) {
        staleSince = since;
        event("stale");
    }

    @Override
    public void disconnected(long since, String reason) {
        disconnectedSince = since;
        why = reason;
        event("disconnected");
    }

    // many updates in a row count as one event
    private void event(String name) {
        if (events.isEmpty() || !events.getLast().equals(name)) {
            events.add(name);
        }
    }

    boolean has(double number) {
        Seen seen = last;
        return seen != null && seen.number == number;
    }

    String lastEvent() {
        return events.isEmpty() ? "" : events.getLast();
    }
}
