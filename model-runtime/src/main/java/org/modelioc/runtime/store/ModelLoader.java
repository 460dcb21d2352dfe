package org.modelioc.runtime.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.modelioc.runtime.engine.DeviceException;
import org.modelioc.runtime.engine.Engine;
import org.modelioc.runtime.engine.Engines;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorType;

/** Loads a version of a model, puts it on its device, warms it up, and has it prove itself. Safe for use by several threads. */
public final class ModelLoader {

    private final Engines engines;

    /**
     * A loader.
     *
     * @param engines the engines there are
     */
    public ModelLoader(Engines engines) {
        this.engines = engines;
    }

    /**
     * Loads what the configuration names, as it is: a model may be served without a card.
     *
     * @param definition the model
     * @param files      the version
     * @return the model, warm, to be closed by the caller
     * @throws ModelLoadException if it cannot be used
     */
    public LoadedModel load(ModelDefinition definition, ModelFiles files) throws ModelLoadException {
        ModelDefinition one = definition.with(files.file());
        Engine engine = engines.of(one);
        DeviceChoice choice = new DeviceChoice(engine.devices(), device -> engine.load(one, device), files.card(), batch(one));
        DeviceChoice.Placed placed = choice.choose(definition.options().device());
        return new LoadedModel(files, placed.model(), placed.reason(), placed.fallback(), placed.nanos(), "");
    }

    /**
     * Loads a version that may take over from another one: it must have a card and reproduce its golden rows on the device that
     * it will run on, and keep the latency budget.
     *
     * @param definition the model
     * @param files      the version
     * @return the model, warm, to be closed by the caller
     * @throws ModelLoadException if it cannot be used, or fails its proof; the message says why
     */
    public LoadedModel prove(ModelDefinition definition, ModelFiles files) throws ModelLoadException {
        ModelCard card = files.card().orElseThrow(() -> new ModelLoadException(files.file()
            + " has no card, so that nothing tells what it must give; add a 'card.yaml' that lists it"));
        LoadedModel loaded = load(definition, files);
        try {
            golden(definition, files.file(), card, loaded.model().device());
            Optional<Long> budget = definition.options().latencyBudget().map(Duration::toNanos);
            if (budget.isPresent() && loaded.nanos() > budget.get()) {
                throw new ModelLoadException(files + " is too slow: a run takes " + millis(loaded.nanos())
                    + ", and the 'latency-budget' is " + millis(budget.get()));
            }
            return loaded;
        } catch (ModelLoadException | RuntimeException | Error e) {
            loaded.close();
            throw e;
        }
    }

    private void golden(ModelDefinition definition, Path file, ModelCard card, Device device) throws ModelLoadException {
        GoldenCheck check = new GoldenCheck(card);
        ModelDefinition rows = check.definition(file);
        ModelDefinition same = new ModelDefinition(definition.name(), rows.at(), file, rows.fileAt(), rows.inputs(),
            rows.outputs(), definition.options());
        try (Model model = engines.of(same).load(same, device)) {
            GoldenCheck.Deviation worst = check.worst(model);
            if (!worst.accepted()) {
                throw new ModelLoadException(card.name() + ' ' + card.version() + " does not give what its card says: "
                    + worst);
            }
        } catch (DeviceException | InferenceException | ConversionException e) {
            throw new ModelLoadException(card.name() + ' ' + card.version() + " cannot run its golden rows: "
                + e.getMessage(), e);
        }
    }

    /** Rows of a run: one, or as many as the model is made for. */
    private static int batch(ModelDefinition definition) {
        List<List<Long>> shapes = definition.inputs().stream().map(TensorDefinition::type).map(TensorType::dimensions).toList();
        return shapes.stream().anyMatch(sizes -> sizes.getFirst() == TensorType.DYNAMIC) ? 1
            : shapes.stream().filter(sizes -> sizes.size() > 1).findFirst().map(sizes -> Math.toIntExact(sizes.getFirst()))
            .orElse(1);
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1e3 + " ms";
    }

    /**
     * Loads what to begin with: the one version that the configuration names, or of a watched folder the newest that proves
     * itself.
     *
     * @param definition the model
     * @return the model, to be closed by the caller
     * @throws ModelLoadException            if it cannot be used, or none of its versions can
     * @throws InvalidConfigurationException if its card is at fault
     */
    public LoadedModel begin(ModelDefinition definition) throws ModelLoadException, InvalidConfigurationException {
        if (!definition.options().watched()) {
            return load(definition, ModelFiles.of(definition, definition.file()));
        }
        List<String> faults = new ArrayList<>();
        for (Path place : new WatchedFolder(definition.file()).all()) {
            try {
                LoadedModel loaded = prove(definition, ModelFiles.of(definition, place));
                return new LoadedModel(loaded.files(), loaded.model(), loaded.reason(), loaded.fallback(), loaded.nanos(),
                    String.join("; ", faults));
            } catch (ModelLoadException | InvalidConfigurationException e) {
                faults.add(place.getFileName() + ": " + e.getMessage());
            }
        }
        throw new ModelLoadException(definition.fileAt() + ": model '" + definition.name() + "': " + definition.file()
            + (!Files.isDirectory(definition.file()) ? " is no folder; make it, with a folder for each version in it"
            : faults.isEmpty() ? " has no version yet: a folder with a card.yaml and the files that it lists"
            : " has no version that can be used: " + String.join("; ", faults)));
    }
}
