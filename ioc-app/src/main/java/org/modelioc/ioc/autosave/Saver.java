package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.modelioc.schema.service.AutosaveDefinition;
import org.modelioc.schema.yaml.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all values whenever one has changed, at once, but no more than once a period, on a thread of its own.
 *
 * <p>What is promised: a value that was set longer ago than a period and the time of one write is in the save file and its
 * backup, whatever becomes of the process. A write that fails is tried again each period, with the values of then; meanwhile
 * everything else goes on.
 *
 * <p><b>Threads.</b> {@link #changed} from any thread, at the cost of reading one field, mostly; it never blocks. {@link #run}
 * is the owner of the folder. The rest is read by anyone.
 */
final class Saver implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Saver.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long HEARTBEAT_NANOS = 1_000_000_000L;

    /**
     * How saving goes.
     *
     * @param status  the last attempt
     * @param text    one sentence about it
     * @param savedAt time of the last save, null before the first
     * @param saves   how many there were
     */
    record Progress(SaveStatus status, String text, Instant savedAt, long saves) {
    }

    private final AutosaveDefinition definition;
    private final SaveFolder folder;
    private final List<? extends Saveable> saveables;
    private final String place;

    private volatile Thread owner;
    private volatile boolean changed = true;
    private volatile boolean closing;
    private volatile Progress progress = new Progress(SaveStatus.NO_STATUS, "not saved yet", null, 0);
    private volatile long turns;
    private volatile boolean writing;
    private volatile long writingSince;

    private String written = "";
    private byte[] file = {};
    private int sequence = -1;
    private boolean sequenceDue;
    private String sequenceFault = "";

    Saver(AutosaveDefinition definition, SaveFolder folder, List<? extends Saveable> saveables) {
        this.definition = definition;
        this.folder = folder;
        this.saveables = List.copyOf(saveables);
        place = folder.save().toString();
    }

    /** Notes that a value has changed. */
    void changed() {
        if (!changed) {
            changed = true;
            LockSupport.unpark(owner);
        }
    }

    /** Ends {@link #run} after a last save, if there is anything to save. */
    void close() {
        closing = true;
        LockSupport.unpark(owner);
    }

    Progress progress() {
        return progress;
    }

    /** Goes up once a second at least, unless the file system does not answer. */
    long turns() {
        return turns;
    }

    /** How long the write has taken that is under way, in nanoseconds; 0 if none is. */
    long writingNanos() {
        return writing ? System.nanoTime() - writingSince : 0;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void run() {
        owner = Thread.currentThread();
        long period = definition.period().toNanos();
        long attempted = System.nanoTime() - period;
        long sequenced = System.nanoTime();
        while (!closing) {
            turns = turns + 1;
            long now = System.nanoTime();
            if (!changed) {
                timed(this::look);
            }
            if (changed && now - attempted >= period) {
                attempted = now;
                timed(this::save);
            }
            if (sequenceDue && now - sequenced >= definition.sequencePeriod().toNanos()) {
                sequenced = now;
                timed(this::saveSequence);
            }
            LockSupport.parkNanos(this, changed ? Math.min(HEARTBEAT_NANOS, attempted + period - now) : HEARTBEAT_NANOS);
        }
        if (changed) {
            timed(this::save);
        }
        folder.close();
    }

    /** A folder that has vanished, or lost its files, is noticed without any change of a value. */
    private void look() {
        if (!folder.intact()) {
            changed = true;
        }
    }

    private void timed(Runnable write) {
        writingSince = System.nanoTime();
        writing = true;
        try {
            write.run();
        } finally {
            writing = false;
        }
    }

    /** One save, on the thread of the owner. */
    void save() {
        // before the values are read: a change from now on is for the next save, even if this one has it already
        changed = false;
        try {
            Map<String, SavedValue> values = LinkedHashMap.newLinkedHashMap(saveables.size());
            saveables.forEach(saveable -> saveable.copy().ifPresent(value -> values.put(saveable.name(), value)));
            String body = SaveFileWriter.body(values);
            if (body.equals(written) && folder.intact()) {
                return;
            }
            written = "";
            byte[] content = SaveFileWriter.file(body, values.size(), ZonedDateTime.now().truncatedTo(ChronoUnit.MILLIS));
            folder.lock();
            folder.replace(folder.save(), content);
            folder.replace(folder.backup(), content);
            written = body;
            file = content;
            sequenceDue = definition.sequenceFiles() > 0;
            saved(values.size());
        } catch (IOException e) {
            failed(Failures.reason(e));
        } catch (Throwable e) {
            // whatever it is, this thread must live: the next attempt may succeed
            failed(e.toString());
            LOG.debug("autosave", e);
        }
    }

    private void saved(int count) {
        Progress before = progress;
        boolean sound = sequenceFault.isEmpty();
        progress = new Progress(sound ? SaveStatus.OK : SaveStatus.SEQUENCE_FAILURE,
            sound ? Words.count(count, "value") + " saved in " + place : sequenceFault,
            Instant.now(), before.saves() + 1);
        if (before.status() == SaveStatus.FAILURE) {
            LOG.info("saving to {} works again", place);
        }
    }

    private void failed(String reason) {
        changed = true;
        Progress before = progress;
        String text = "cannot save to " + place + ": " + reason + "; trying again every " + period() + "; "
            + (before.savedAt() == null ? "nothing has been saved since the start"
            : "last saved " + TIME.format(before.savedAt().atZone(ZoneId.systemDefault())));
        if (!before.text().equals(text)) {
            progress = new Progress(SaveStatus.FAILURE, text, before.savedAt(), before.saves());
            LOG.error("{}", text);
        }
    }

    private String period() {
        long millis = definition.period().toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private void saveSequence() {
        if (sequence < 0) {
            sequence = folder.oldestSequence(definition.sequenceFiles());
        }
        Path target = folder.sequence(sequence);
        Progress before = progress;
        try {
            folder.lock();
            folder.replace(target, file);
            sequence = (sequence + 1) % definition.sequenceFiles();
            sequenceDue = false;
            sequenceFault = "";
            if (before.status() == SaveStatus.SEQUENCE_FAILURE) {
                progress = new Progress(SaveStatus.OK, target + " is written again", before.savedAt(), before.saves());
                LOG.info("{}", progress.text());
            }
        } catch (IOException e) {
            sequenceFault = "cannot write the older state " + target + ": " + Failures.reason(e);
            if (before.status() == SaveStatus.OK) {
                progress = new Progress(SaveStatus.SEQUENCE_FAILURE, sequenceFault, before.savedAt(), before.saves());
                LOG.error("{}", sequenceFault);
            }
        }
    }
}
