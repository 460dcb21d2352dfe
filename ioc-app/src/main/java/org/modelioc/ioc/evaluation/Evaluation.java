package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.DeclaredPv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.InitialValue;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.PvDefinition;

/** All pipelines of an IOC with their input and output PVs. */
public final class Evaluation implements AutoCloseable {

    private static final long CLOSE_MILLIS = 500;

    private final List<Pipeline> pipelines;
    private final List<Evaluator> evaluators = new ArrayList<>();
    private final List<InputSet> inputSets = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Pv, InitialValue> initialValues = new LinkedHashMap<>();

    /**
     * Makes the PVs and joins them to the pipelines; nothing runs yet.
     *
     * @param ioc       the configuration
     * @param pipelines the opened pipelines; closed by their owner threads, or by {@link #close} if it never came to that
     * @param database  receives the PVs
     */
    public Evaluation(IocDefinition ioc, List<Pipeline> pipelines, PvDatabase database) {
        this.pipelines = List.copyOf(pipelines);
        Map<String, InputFeed> feeds = new HashMap<>();
        Map<String, ModelValue> outputs = new HashMap<>();
        for (PvDefinition definition : ioc.inputs()) {
            InputFeed feed = new InputFeed();
            feeds.put(definition.name(), feed);
            initialValues.put(database.add(DeclaredPv.of(ioc.prefix(), definition, feed)), definition.initial());
        }
        for (PvDefinition definition : ioc.outputs()) {
            if (database.add(DeclaredPv.of(ioc.prefix(), definition, null)) instanceof ModelValue output) {
                outputs.put(definition.name(), output);
            }
        }
        for (Pipeline pipeline : pipelines) {
            InputSet inputs = new InputSet(Row.inputs(pipeline));
            for (int slot = 0; slot < pipeline.inputs().size(); slot++) {
                InputFeed feed = feeds.get(pipeline.inputs().get(slot));
                // none for what another pipeline sets
                if (feed != null) {
                    feed.feeds(inputs, slot);
                }
            }
            OutputSet committed = new OutputSet(Row.outputs(pipeline), pipeline.outputs().stream().map(outputs::get).toList());
            inputSets.add(inputs);
            evaluators.add(new Evaluator(pipeline, inputs, committed));
        }
    }

    /**
     * Sets the initial values, starts the owner threads and waits for the first evaluation of every pipeline.
     *
     * @throws InterruptedException if the caller is asked to end meanwhile
     */
    public void start() throws InterruptedException {
        for (Map.Entry<Pv, InitialValue> initial : initialValues.entrySet()) {
            try {
                DeclaredPv.initialise(initial.getKey(), initial.getValue());
            } catch (PutRejectedException e) {
                throw new IllegalStateException("initial value: " + e.getMessage(), e);
            }
        }
        List<CompletableFuture<Void>> first = new ArrayList<>();
        for (int i = 0; i < evaluators.size(); i++) {
            first.add(inputSets.get(i).requestAndWait());
            threads.add(Thread.ofPlatform().name("evaluate-" + evaluators.get(i).name()).start(evaluators.get(i)));
        }
        first.forEach(CompletableFuture::join);
    }

    /**
     * The evaluators, for their counters.
     *
     * @return one a pipeline, in the order of the configuration
     */
    public List<Evaluator> evaluators() {
        return List.copyOf(evaluators);
    }

    /** Ends the owner threads after the evaluation under way. */
    @Override
    public void close() {
        inputSets.forEach(InputSet::close);
        if (threads.isEmpty()) {
            pipelines.forEach(Pipeline::close);
        }
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
