package org.modelioc.ioc.autosave;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.type.PvType;

/**
 * What operators see of autosave, by the names of its own database ({@code save_restoreStatus.db}), so that its screens work.
 *
 * <p>Refreshed on a thread of its own: a file system that does not answer holds the saver, and that must be seen.
 */
final class StatusPvs implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long REFRESH_MILLIS = 250;
    private static final long HANGING_SECONDS = 10;
    /** The save method of autosave that is like ours: a set is saved when one of its PVs changes. */
    private static final long MONITORED = 12;

    private final StatusPv status;
    private final LongPv heartbeat;
    private final StringPv recently;
    private final StatusPv reboot;
    private final StringPv rebootTime;
    private final StatusPv file;
    private final LongPv state;
    private final StringPv name;
    private final StringPv time;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("autosave-status").factory());
    private long seenTurns;
    private long beatAt;

    /** A status with its sentence; both carry the alarm. */
    private record StatusPv(EnumPv status, StringPv text) {

        private static final PvType.Enumeration CHOICES = new PvType.Enumeration(SaveStatus.choices());

        static StatusPv in(PvDatabase database, String name, String what) {
            StatusPv pv = new StatusPv(
                database.add(new EnumPv(name, CHOICES, Metadata.builtIn(what, ""), List.of(), null)),
                database.add(new StringPv(name + "Str", Metadata.builtIn(what + ", as a sentence", ""))));
            pv.set(SaveStatus.NO_STATUS, "");
            return pv;
        }

        void set(SaveStatus now, String sentence) {
            if (status.alarm() == Alarm.UNDEFINED || status.index() != now.ordinal() || !text.value().equals(sentence)) {
                Alarm alarm = now.severity() == AlarmSeverity.NO_ALARM ? Alarm.NONE
                    : new Alarm(now.severity(), Condition.STATE, sentence);
                status.commit(new double[] {now.ordinal()}, 0, Pv.now(), 0, alarm);
                text.set(sentence, alarm);
            }
        }
    }

    StatusPvs(String prefix, PvDatabase database) {
        String all = prefix + BuiltInNames.AUTOSAVE;
        String one = prefix + BuiltInNames.AUTOSAVE_FILE;
        status = StatusPv.in(database, all + "status", "Saving of setpoints");
        heartbeat = database.add(new LongPv(all + "heartbeat",
            Metadata.builtIn("0 and 1 in turns, once a second, while setpoints are looked after", "")));
        recently = text(database, all + "recentlyStr", "The last thing that was done");
        reboot = StatusPv.in(database, all + "rebootStatus", "Restoring of setpoints at start");
        rebootTime = text(database, all + "rebootTime", "Time of the start");
        name = text(database, one + "Name", "Name of the save file, without .sav");
        state = database.add(new LongPv(one + "State", Metadata.builtIn("Save method: 12 is on change", "")));
        file = StatusPv.in(database, one + "Status", "Saving of the file");
        time = text(database, one + "Time", "Time of the last save");
    }

    private static StringPv text(PvDatabase database, String name, String what) {
        return database.add(new StringPv(name, Metadata.builtIn(what, "")));
    }

    void restored(String fileName, RestoreReport report, Instant now) {
        reboot.set(report.status(), report.sentence());
        rebootTime.set(TIME.format(now.atZone(ZoneId.systemDefault())), Alarm.NONE);
        name.set(fileName, Alarm.NONE);
        state.set(MONITORED);
    }

    /** Begins to show how a saver fares. */
    void follow(Saver saver) {
        timer.scheduleAtFixedRate(() -> refresh(saver), 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refresh(Saver saver) {
        Saver.Progress progress = saver.progress();
        long writing = TimeUnit.NANOSECONDS.toSeconds(saver.writingNanos());
        boolean hanging = writing >= HANGING_SECONDS;
        SaveStatus now = hanging ? SaveStatus.FAILURE : progress.status();
        // whole tens of seconds, so that the sentence does not change all the time
        String sentence = hanging ? "the file system has not answered for " + writing / HANGING_SECONDS * HANGING_SECONDS
            + " s; " + progress.text() : progress.text();
        status.set(now, sentence);
        file.set(now, sentence);
        set(recently, sentence);
        set(time, progress.savedAt() == null ? "" : TIME.format(progress.savedAt().atZone(ZoneId.systemDefault())));
        beat(saver.turns());
    }

    private void beat(long turns) {
        long now = System.nanoTime();
        if (turns != seenTurns && now - beatAt >= TimeUnit.SECONDS.toNanos(1)) {
            seenTurns = turns;
            beatAt = now;
            heartbeat.set(1 - heartbeat.value());
        }
    }

    private static void set(StringPv pv, String text) {
        if (!pv.value().equals(text) || pv.alarm() != Alarm.NONE) {
            pv.set(text, Alarm.NONE);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
