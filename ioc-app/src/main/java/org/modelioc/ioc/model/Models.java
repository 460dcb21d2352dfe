package org.modelioc.ioc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.runtime.store.ModelLoader;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;

/**
 * All models of an IOC. One thread loads, proves and changes them, one version after the other, so that the evaluations are
 * never held up by it, and no two versions take over at once.
 */
public final class Models implements AutoCloseable {

    private static final long LOOK_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 10_000;

    private final List<ServedModel> served = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("models").factory());

    /**
     * Makes the PVs; nothing runs yet.
     *
     * @param ioc        the configuration
     * @param loaded     what runs at first, by name of the model; this closes them
     * @param loader     loads other versions
     * @param evaluators the evaluators of all pipelines
     * @param database   receives the PVs
     */
    public Models(IocDefinition ioc, Map<String, LoadedModel> loaded, ModelLoader loader, List<Evaluator> evaluators,
            PvDatabase database) {
        for (ModelDefinition definition : ioc.models()) {
            List<ServedModel.Use> uses = new ArrayList<>();
            for (PipelineDefinition pipeline : ioc.pipelines()) {
                evaluators.stream().filter(each -> pipeline.model().equals(definition.name())
                    && each.name().equals(pipeline.name())).forEach(each -> uses.add(new ServedModel.Use(pipeline, each)));
            }
            served.add(new ServedModel(ioc.prefix(), definition, loader, uses, loaded.get(definition.name()), database,
                this::submit));
        }
    }

    /** Begins to look for new versions. */
    public void start() {
        for (ServedModel model : served) {
            if (model.watches()) {
                thread.scheduleWithFixedDelay(model::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * The version of a model that runs now. It is closed when another one has taken over.
     *
     * @param name a key of the configuration's {@code models}
     * @return what is loaded; another object after each change
     */
    public LoadedModel current(String name) {
        return served.stream().filter(model -> model.name().equals(name)).findFirst().orElseThrow().current();
    }

    private CompletableFuture<Void> submit(Runnable change) {
        return thread.isShutdown() ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(change, thread);
    }

    /** Ends the thread after what it does, and frees the models; after the evaluations have ended. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        served.forEach(ServedModel::close);
    }
}
