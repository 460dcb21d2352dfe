package org.modelioc.ioc.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.jfr.SwapEvent;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.CardDifference;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.runtime.store.ModelFiles;
import org.modelioc.runtime.store.ModelLoader;
import org.modelioc.runtime.store.WatchedFolder;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model and the version of it that runs. Another version is loaded beside it, proves itself and is joined to the pipelines,
 * all while the first one runs; then it takes over in each pipeline between two evaluations, and the first one is freed. What
 * fails on the way changes nothing and is told. Used by the thread of {@link Models}.
 */
final class ServedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedModel.class);
    private static final int HISTORY = 16;

    private final ModelDefinition definition;
    private final ModelLoader loader;
    private final List<Use> uses;
    private final ModelPvs pvs;
    /** Where versions may be loaded from. */
    private final Path root;
    private final Optional<WatchedFolder> watched;
    /** Where the versions before came from, the last one first. */
    private final Deque<Path> before = new ArrayDeque<>();
    /** Written by the thread of the models. */
    private volatile LoadedModel current;

    /** A pipeline that the model is in. */
    record Use(PipelineDefinition definition, Evaluator evaluator) {
    }

    ServedModel(String prefix, ModelDefinition definition, ModelLoader loader, List<Use> uses, LoadedModel first,
            PvDatabase database, ModelPvs.Changes changes) {
        this.definition = definition;
        this.loader = loader;
        this.uses = List.copyOf(uses);
        this.current = first;
        Path place = definition.file().toAbsolutePath().normalize();
        root = definition.options().watched() ? place : place.getParent();
        watched = definition.options().watched() ? Optional.of(new WatchedFolder(place)) : Optional.empty();
        watched.ifPresent(WatchedFolder::all);
        pvs = new ModelPvs(prefix + definition.name() + ':', database, changes, this::load, this::rollBack);
        uses.forEach(use -> use.evaluator.flaw(flaw(first)));
        pvs.runs(first, flaw(first));
        if (first.passed().isEmpty()) {
            pvs.tells(first.reason(), flaw(first));
        } else {
            LOG.warn("{}: passed over at the start: {}", definition.name(), first.passed());
            pvs.failed("passed over at the start: " + first.passed());
        }
        if (first.fallback()) {
            LOG.warn("{}: {}", definition.name(), first.reason());
        }
    }

    private Alarm flaw(LoadedModel loaded) {
        return loaded.fallback() ? new Alarm(AlarmSeverity.MINOR, Condition.STATE,
            "MODEL " + definition.name() + ": " + loaded.reason()) : Alarm.NONE;
    }

    String name() {
        return definition.name();
    }

    /** What runs now. */
    LoadedModel current() {
        return current;
    }

    boolean watches() {
        return watched.isPresent();
    }

    /** Lets versions take over that have come into the watched folder. */
    void look() {
        try {
            for (Path place : watched.orElseThrow().look()) {
                take(place);
            }
        } catch (RuntimeException e) {
            LOG.error("{}: looking for versions: {}", definition.name(), e.toString());
        }
    }

    // nobody waits for it: the PVs and the log have said why
    private void take(Path place) {
        try {
            change(place, true);
        } catch (PutRejectedException e) {
            LOG.debug("{}: {}", definition.name(), e.getMessage());
        }
    }

    /** Lets the version in a folder or file take over, that an operator names. */
    private void load(String text) throws PutRejectedException {
        if (!text.isBlank()) {
            change(placeOf(text.strip()), true);
        }
    }

    // whoever may put to a PV may not have any file of the machine loaded: a model is code
    private Path placeOf(String text) throws PutRejectedException {
        try {
            Path place = root.resolve(text).normalize();
            if (!Files.exists(place)) {
                throw failure("there is no " + place + "; LOAD takes the name of a folder or file in " + root);
            }
            if (!place.toRealPath().startsWith(root.toRealPath())) {
                throw failure(text + " is not in " + root + ", and models are loaded from there only");
            }
            return place;
        } catch (InvalidPathException | IOException e) {
            throw failure(text + " is no path: " + e.getMessage());
        }
    }

    /** Lets the version before take over again. */
    private void rollBack() throws PutRejectedException {
        Path place = before.peek();
        if (place == null) {
            throw failure("there is no version before this one");
        }
        change(place, false);
        before.pop();
    }

    private void change(Path place, boolean remember) throws PutRejectedException {
        pvs.loading(place);
        Path from = current.files().place();
        SwapEvent event = SwapEvent.begun(definition.name(), current.files().toString(), place.toString());
        try {
            LoadedModel next = candidate(place);
            String told = current.files() + " → " + next.files() + ", a run takes " + next.nanos() / 1000 + " us"
                + (next.reason().isEmpty() ? "" : "; " + next.reason());
            takeOver(next);
            event.tookOver(next.files().toString());
            if (remember) {
                before.push(from);
                while (before.size() > HISTORY) {
                    before.removeLast();
                }
            }
            LOG.info("{}: {}", definition.name(), told);
            pvs.swapped(told, flaw(next));
        } catch (ModelLoadException | InvalidConfigurationException | RuntimeException | Error e) {
            // errors too, since libraries of models have faults of all kinds: the present version goes on
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            event.failed(why);
            throw failure(place.getFileName() + " does not take over: " + why);
        }
    }

    /** Tells that nothing has changed, and why; to be thrown for a client that waits. */
    private PutRejectedException failure(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " | ");
        LOG.warn("{}: {}", definition.name(), line);
        pvs.failed(line);
        return new PutRejectedException(line);
    }

    private LoadedModel candidate(Path place) throws ModelLoadException, InvalidConfigurationException {
        // the file that the configuration names has no need of a card, neither first nor when it is gone back to
        ModelFiles files = ModelFiles.of(definition, place);
        boolean configured = !watches() && place.equals(definition.file()) && files.card().isEmpty();
        if (current.files().card().isPresent() && files.card().isPresent()) {
            Optional<String> difference = CardDifference.of(current.files().card().get(), files.card().get());
            if (difference.isPresent()) {
                throw new ModelLoadException(difference.get());
            }
        }
        return configured ? loader.load(definition, files) : loader.prove(definition, files);
    }

    private void takeOver(LoadedModel next) throws ModelLoadException, InvalidConfigurationException {
        List<Pipeline> pipelines = new ArrayList<>();
        try {
            for (Use use : uses) {
                pipelines.add(Pipeline.open(use.definition, next.model(), next.files().card()));
            }
        } catch (ModelLoadException | InvalidConfigurationException | RuntimeException | Error e) {
            pipelines.forEach(Pipeline::close);
            next.close();
            throw e;
        }
        for (int i = 0; i < pipelines.size(); i++) {
            uses.get(i).evaluator.replace(pipelines.get(i), next.files(), flaw(next));
        }
        LoadedModel old = current;
        current = next;
        pvs.runs(next, flaw(next));
        old.close();
    }

    @Override
    public void close() {
        current.close();
    }
}
