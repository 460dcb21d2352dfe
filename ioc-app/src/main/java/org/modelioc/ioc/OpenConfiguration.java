package org.modelioc.ioc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.runtime.engine.Engine;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.ModelDefinition;
import org.modelioc.schema.PipelineDefinition;
import org.modelioc.schema.Problem;
import org.modelioc.schema.card.ModelCard;

/**
 * A configuration with its models loaded and its pipelines bound, as far as that is possible: it does not stop at the first
 * fault. Nothing runs yet. Belongs to one thread.
 */
public final class OpenConfiguration implements AutoCloseable {

    private final IocDefinition definition;
    private final Map<String, Model> models = new LinkedHashMap<>();
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
            Engine engine = new OnnxEngine();
            definition.models().forEach(model -> configuration.load(model, engine));
            definition.pipelines().forEach(configuration::bind);
            return configuration;
        } catch (RuntimeException | Error e) {
            configuration.close();
            throw e;
        }
    }

    private void load(ModelDefinition model, Engine engine) {
        try {
            models.put(model.name(), engine.load(model));
        } catch (ModelLoadException e) {
            modelFaults.add(e.getMessage());
        }
    }

    private void bind(PipelineDefinition pipeline) {
        Model model = models.get(pipeline.model());
        if (model == null) {
            return;
        }
        try {
            Optional<ModelCard> card = CardBeside.of(definition.model(pipeline.model()).file());
            pipelines.add(Pipeline.open(pipeline, model, card));
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
        return models.get(name);
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

    /** Frees the models: each as soon as its last pipeline is closed too. */
    void closeModels() {
        models.values().forEach(Model::close);
    }

    @Override
    public void close() {
        pipelines.forEach(Pipeline::close);
        closeModels();
    }
}
