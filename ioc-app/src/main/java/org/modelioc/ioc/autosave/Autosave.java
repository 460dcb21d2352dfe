package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.service.AutosaveDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the setpoints of one IOC and restores them at start, if the configuration has a section {@code autosave}.
 *
 * <p>Used by the thread that starts and closes the IOC. Does not touch the disk before {@link #restore}.
 */
public final class Autosave implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);
    private static final long CLOSE_MILLIS = 1_500;

    private final IocDefinition ioc;
    private final PvDatabase database;
    private final AutosaveDefinition definition;
    private final List<Saveable> saveables = new ArrayList<>();
    private final StatusPvs status;
    private final SaveFolder folder;
    private Saver saver;
    private Thread thread;

    private Autosave(IocDefinition ioc, AutosaveDefinition definition, PvDatabase database) {
        this.ioc = ioc;
        this.definition = definition;
        this.database = database;
        for (PvDefinition each : pvs()) {
            Pv pv = database.get(ioc.prefix() + each.name());
            for (String field : each.saved().fields()) {
                if (!field.equals(SavedFields.VAL)) {
                    saveables.add(FieldValue.of(pv, field));
                } else if (PvValue.savable(pv)) {
                    saveables.add(new PvValue(pv));
                }
            }
        }
        for (PipelineDefinition pipeline : ioc.pipelines()) {
            if (pipeline.evaluation().saved()) {
                saveables.add(new ModeValue(new PvValue(
                    database.get(ioc.prefix() + pipeline.name() + ':' + BuiltInNames.EVAL_MODE))));
            }
        }
        status = new StatusPvs(ioc.prefix(), database);
        folder = new SaveFolder(definition.folder(), definition.name());
    }

    private List<PvDefinition> pvs() {
        List<PvDefinition> pvs = new ArrayList<>(ioc.inputs());
        pvs.addAll(ioc.outputs());
        return pvs;
    }

    /**
     * Prepares what a configuration asks for.
     *
     * @param ioc      the configuration
     * @param database has the PVs, those of the pipelines' modes included, and receives the status PVs
     * @return nothing if setpoints are not to be saved
     */
    public static Optional<Autosave> of(IocDefinition ioc, PvDatabase database) {
        return ioc.autosave().map(definition -> new Autosave(ioc, definition, database));
    }

    /**
     * Restores the setpoints, and reports what was not restored, in the log and the status PVs. Called once all setpoints have
     * their initial values, before the first evaluation.
     *
     * @throws AutosaveException if another IOC saves to the same files
     */
    public void restore() throws AutosaveException {
        ZonedDateTime now = ZonedDateTime.now();
        try {
            folder.create();
            folder.lock();
        } catch (FolderLock.TakenException e) {
            throw new AutosaveException("setpoints cannot be saved to " + folder.save() + ": " + e.getMessage()
                + "; give each IOC a 'folder' or 'name' of its own in 'autosave'");
        } catch (IOException e) {
            // what is there can be restored all the same, and the saver tries again
            LOG.error("cannot save to {}: {}", folder.save(), Failures.reason(e));
        }
        RestoreReport report = new Restoration(folder, definition.bootCopies(), saveables, this::whyNot).run(now);
        status.restored(definition.name(), report, Instant.now());
        switch (report.status()) {
            case OK -> LOG.info("{}", report.summary());
            case FAILURE -> LOG.error("{}", report.summary());
            default -> LOG.warn("{}", report.summary());
        }
        report.lines().forEach(LOG::warn);
    }

    private String whyNot(String name) {
        int dot = name.indexOf('.');
        Pv pv = database.get(dot < 0 ? name : name.substring(0, dot));
        if (pv == null) {
            return "there is no such PV";
        }
        if (dot < 0 && !pv.writable()) {
            return "the PV is read-only";
        }
        if (dot < 0 && !PvValue.savable(pv)) {
            return "images and tables are not saved";
        }
        Set<String> fields = new HashSet<>();
        pvs().stream().filter(definition -> pv.name().equals(ioc.prefix() + definition.name()))
            .forEach(definition -> fields.addAll(definition.saved().fields()));
        return fields.isEmpty() ? pv.writable() ? "the PV has 'autosave: false'" : "the PV has no 'autosave'"
            : "its 'autosave' does not name the field " + (dot < 0 ? SavedFields.VAL : name.substring(dot + 1));
    }

    /** Begins to save. The first save follows at once, so that the files are those of the present configuration. */
    public void start() {
        saver = new Saver(definition, folder, saveables);
        saveables.forEach(saveable -> saveable.onChange(saver::changed));
        thread = Thread.ofPlatform().daemon().name("autosave").start(saver);
        status.follow(saver);
    }

    /** Saves what has changed, if the file system answers in time, and ends. */
    @Override
    public void close() {
        status.close();
        if (thread == null) {
            folder.close();
            return;
        }
        saver.close();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MILLIS))) {
                LOG.error("the last save to {} does not end; {}", folder.save(), saver.progress().text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
