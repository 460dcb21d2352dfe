package org.modelioc.ioc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.modelioc.runtime.engine.Engines;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.runtime.store.ModelLoader;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;

/**
 * A configuration with its models loaded and its pipelines bound, as far as that is possible: it does not stop at the first
 * fault. Nothing runs yet. Belongs to one thread.
 */
public final class OpenConfiguration implements AutoCloseable {

    private final IocDefinition definition;
    private final Map<String, LoadedModel> models = new LinkedHashMap<>();
    private final ModelLoader loader = new ModelLoader(Engines.find());
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<String> modelFaults = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private OpenConfiguration(IocDefinition definition) {
        this.definition = definition;
    }

    /**
     * Opens as much as can be opened.
     *
     * @param definition the configuration
     * @return what could be opened, and the faults; to be closed by the caller
     */
    public static OpenConfiguration open(IocDefinition definition) {
        OpenConfiguration configuration = new OpenConfiguration(definition);
        try {
            definition.models().forEach(configuration::load);
            definition.pipelines().forEach(configuration::bind);
            return configuration;
        } catch (RuntimeException | Error e) {
            configuration.close();
            throw e;
        }
    }

    private void load(ModelDefinition model) {
        try {
            models.put(model.name(), loader.begin(model));
        } catch (InvalidConfigurationException e) {
            e.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
        } catch (ModelLoadException e) {
            modelFaults.add(e.getMessage());
        }
    }

    private void bind(PipelineDefinition pipeline) {
        LoadedModel model = models.get(pipeline.model());
        if (model == null) {
            return;
        }
        try {
            pipelines.add(Pipeline.open(pipeline, model.model(), model.files().card()));
        } catch (InvalidConfigurationException e) {
            e.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
        } catch (ModelLoadException e) {
            modelFaults.add(e.getMessage());
        }
    }

    /**
     * What was opened.
     *
     * @return the configuration
     */
    public IocDefinition definition() {
        return definition;
    }

    /**
     * The bound pipelines.
     *
     * @return all of them, in the order of the configuration, if there is no fault
     */
    public List<Pipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    /**
     * A loaded model.
     *
     * @param name a key of the configuration's {@code models}
     * @return the model, which stays this object's to close; null if it could not be loaded
     */
    Model model(String name) {
        LoadedModel loaded = models.get(name);
        return loaded == null ? null : loaded.model();
    }

    /**
     * The file of a model, where the configuration may name a folder.
     *
     * @param place what the configuration names
     * @return the file that was loaded from there; the place itself if none was
     */
    public Path loadedFile(Path place) {
        return definition.models().stream().filter(model -> model.file().equals(place)).map(model -> models.get(model.name()))
            .filter(Objects::nonNull).map(loaded -> loaded.files().file()).findFirst().orElse(place);
    }

    /**
     * Models that cannot be used.
     *
     * @return one sentence each, which may go over several lines to show both sides
     */
    public List<String> modelFaults() {
        return List.copyOf(modelFaults);
    }

    /**
     * What does not fit between PVs, stages, tensors and cards.
     *
     * @return each with its place
     */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Passes if there is no fault.
     *
     * @throws InvalidConfigurationException with what does not fit
     * @throws ModelLoadException            with the models that cannot be used
     */
    public void requireSound() throws InvalidConfigurationException, ModelLoadException {
        if (!modelFaults.isEmpty()) {
            throw new ModelLoadException(String.join("\n", modelFaults));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /**
     * The models, warm.
     *
     * @return all of them by name, in the order of the configuration, if there is no fault
     */
    public Map<String, LoadedModel> models() {
        return Collections.unmodifiableMap(models);
    }

    /**
     * What loads models.
     *
     * @return always the same
     */
    public ModelLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        pipelines.forEach(Pipeline::close);
        models.values().forEach(LoadedModel::close);
    }
}
