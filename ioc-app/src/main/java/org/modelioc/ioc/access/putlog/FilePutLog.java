package org.modelioc.ioc.access.putlog;

import java.io.IOException;
import java.time.ZoneId;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.service.PutLogDefinition;
import org.modelioc.schema.yaml.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A put log in a file, with PVs that tell how it goes. */
public final class FilePutLog implements PutLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FilePutLog.class);
    private static final int QUEUE = 10_000;
    private static final long REFRESH_NANOS = 1_000_000_000L;
    private static final long CLOSE_MILLIS = 500;

    private final PutLogDefinition definition;
    private final PutQueue queue = new PutQueue(QUEUE);
    private final BurstFilter filter;
    private final RotatingFile file;
    private final LongPv count;
    private final LongPv lost;
    private final StringPv message;
    private final Thread thread;
    private long takenAt;
    private long written;
    private long unwritten;
    private long lastLost;
    private String fault = "";

    /**
     * Makes the log and its PVs; nothing is opened yet.
     *
     * @param definition where and what
     * @param prefix     prefix of the IOC
     * @param database   receives the PVs
     */
    public FilePutLog(PutLogDefinition definition, String prefix, PvDatabase database) {
        this.definition = definition;
        filter = new BurstFilter(new PutLine(ZoneId.systemDefault()), definition.which() == PutLogDefinition.Which.CHANGES);
        file = new RotatingFile(definition.file(), definition.size(), definition.files());
        count = database.add(new LongPv(prefix + BuiltInNames.PUTLOG_COUNT,
            Metadata.builtIn("Lines in the put log since start", "")));
        lost = database.add(new LongPv(prefix + BuiltInNames.PUTLOG_LOST,
            Metadata.builtIn("Puts since start that could not be logged", "")));
        message = database.add(new StringPv(prefix + BuiltInNames.PUTLOG_MESSAGE,
            Metadata.builtIn("What is wrong with the put log, empty if nothing", "")));
        count.set(0);
        lost.set(0);
        message.set("", Alarm.NONE);
        thread = Thread.ofPlatform().daemon().name("put-log").unstarted(this::run);
    }

    /** Opens the file and begins to write; a file that cannot be opened shows in the PVs and is tried again. */
    public void start() {
        try {
            file.open();
            LOG.info("put log: {}", definition.file());
        } catch (IOException e) {
            report(fault(e));
        }
        thread.start();
    }

    @Override
    public boolean wants(boolean trapped) {
        return trapped || definition.which() != PutLogDefinition.Which.TRAPPED;
    }

    @Override
    public void add(long stamp, Origin origin, String pv, double newValue, double oldValue) {
        queue.add(stamp, origin, pv, newValue, oldValue);
    }

    @Override
    public void add(long stamp, Origin origin, String pv, Object newValue, Object oldValue) {
        queue.add(stamp, origin, pv, newValue, oldValue);
    }

    private void run() {
        try {
            PutEntry free = new PutEntry();
            while (!queue.isClosed()) {
                PutEntry next = queue.take(free, patience());
                if (next != null) {
                    free = taken(next);
                } else if (filter.holds() && quiet() >= definition.burst().toNanos()) {
                    write(filter.release());
                }
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (filter.holds()) {
                write(filter.release());
            }
            refresh();
            file.close();
        }
    }

    private long patience() {
        if (!filter.holds()) {
            return REFRESH_NANOS;
        }
        return Math.clamp(definition.burst().toNanos() - quiet(), 1, REFRESH_NANOS);
    }

    // by the monotonic clock: a step of the wall clock, which gives the stamps, neither ends a burst nor holds it for ever
    private long quiet() {
        return System.nanoTime() - takenAt;
    }

    private PutEntry taken(PutEntry next) {
        if (filter.holds() && (!filter.continues(next)
            || next.stamp > filter.end(definition.burst().toNanos()))) {
            write(filter.release());
        }
        PutEntry free = filter.hold(next);
        takenAt = System.nanoTime();
        if (definition.burst().isZero()) {
            write(filter.release());
        }
        return free;
    }

    private void write(String line) {
        if (line == null) {
            return;
        }
        try {
            file.write(line);
            written++;
            if (!fault.isEmpty()) {
                report("");
            }
        } catch (IOException e) {
            unwritten++;
            if (!fault.equals(fault(e))) {
                report(fault(e));
            }
        }
    }

    private String fault(IOException e) {
        return "the put log " + definition.file() + " cannot be written: "
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    private void report(String what) {
        fault = what;
        if (what.isEmpty()) {
            message.set("", Alarm.NONE);
            LOG.info("the put log {} can be written again; {} were lost", definition.file(), Words.count(unwritten, "line"));
        } else {
            message.set(what, new Alarm(AlarmSeverity.MINOR, Condition.SOFT, what));
            LOG.warn(what);
        }
    }

    private void refresh() {
        long full = queue.lost();
        count.set(written);
        lost.set(unwritten + full);
        if (full != lastLost) {
            String text = Words.count(full - lastLost, "put") + " were not logged: they came faster than they could be written";
            LOG.warn(text);
            message.set(text, new Alarm(AlarmSeverity.MINOR, Condition.SOFT, text));
            lastLost = full;
        } else if (fault.isEmpty() && message.alarm() != Alarm.NONE) {
            message.set("", Alarm.NONE);
        }
    }

    /** Writes what waits and closes the file. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
