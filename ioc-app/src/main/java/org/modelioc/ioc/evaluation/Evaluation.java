package org.modelioc.ioc.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.link.Links;
import org.modelioc.ioc.pv.DeclaredPv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.PostingThread;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.evaluation.TriggerDefinition;
import org.modelioc.schema.expression.Bindings;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;

/** All pipelines of an IOC with their input and output PVs. */
public final class Evaluation implements AutoCloseable {

    private static final long CLOSE_MILLIS = 500;
    private static final long SHORTEST_WATCH_NANOS = 1_000_000;

    private final IocDefinition ioc;
    private final List<Pipeline> pipelines;
    /** By name below the prefix: inputs, outputs, calculated PVs. */
    private final Map<String, Declared> declared;
    /** By name of the pipeline, in an order in which each comes after those that it takes outputs of. */
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("triggers").factory());

    /** A PV of the configuration, with its feed if it is an input; null otherwise. */
    private record Declared(PvDefinition definition, Pv pv, InputFeed feed) {
    }

    /** One pipeline with what belongs to it. */
    private record Running(EvaluationDefinition definition, Pipeline pipeline, InputSet inputs, OutputSet outputs,
            Evaluator evaluator, Set<String> takes, Set<String> gives, List<String> calculated) {

        /** Whether all of these PVs are among its inputs and outputs. */
        boolean has(List<String> all) {
            return all.stream().allMatch(pv -> gives.contains(pv) || takes.contains(pv));
        }

        /** Binds an operand of an expression to its place in the rows. */
        void bind(Bindings bindings, int slot, String pv) {
            if (gives.contains(pv)) {
                bindings.bind(slot, evaluator.results(), pipeline.outputOffset(pv));
            } else {
                bindings.bind(slot, evaluator.inputValues(), pipeline.inputOffset(pv));
            }
        }
    }

    /**
     * Makes the PVs and joins them to the pipelines; nothing runs yet.
     *
     * @param ioc       the configuration
     * @param pipelines the opened pipelines; closed by their owner threads, or by {@link #close} if it never came to that
     * @param database  receives the PVs
     */
    public Evaluation(IocDefinition ioc, List<Pipeline> pipelines, PvDatabase database) {
        this.ioc = ioc;
        this.pipelines = List.copyOf(pipelines);
        int count = ioc.inputs().size() + ioc.outputs().size() + ioc.calculations().size();
        declared = LinkedHashMap.newLinkedHashMap(count);
        Map<String, String> modes = modes();
        for (PvDefinition definition : ioc.inputs()) {
            InputFeed feed = definition.follow().<InputFeed>map(follow -> new FollowedInput(follow, definition.units(),
                modes.getOrDefault(definition.name(), ""))).orElseGet(InputFeed::new);
            Pv pv = database.add(DeclaredPv.of(ioc.prefix(), definition, feed));
            declared.put(definition.name(), new Declared(definition, pv, feed));
            if (feed instanceof FollowedInput followed) {
                followed.joins(pv);
            }
        }
        for (PvDefinition definition : ioc.outputs()) {
            declared.put(definition.name(), new Declared(definition,
                database.add(DeclaredPv.of(ioc.prefix(), definition, null)), null));
        }
        for (Pipeline pipeline : PipelineOrder.of(pipelines)) {
            running.put(pipeline.name(), join(pipeline));
        }
        running.values().forEach(this::joinTrigger);
        ioc.calculations().forEach(definition -> calculate(definition, database));
        running.values().forEach(this::view);
    }

    /** By PV, the PVs that switch the modes of the pipelines that take it, as words; nothing where no input follows. */
    private Map<String, String> modes() {
        Map<String, String> modes = new HashMap<>();
        if (ioc.inputs().stream().allMatch(input -> input.follow().isEmpty())) {
            return modes;
        }
        for (PipelineDefinition pipeline : ioc.pipelines()) {
            String mode = ioc.prefix() + pipeline.name() + ':' + BuiltInNames.EVAL_MODE;
            pipeline.takes().forEach(pv -> modes.merge(pv, mode, (before, more) -> before + " and " + more));
        }
        return modes;
    }

    private Running join(Pipeline pipeline) {
        EvaluationDefinition definition = ioc.pipelines().stream().filter(each -> each.name().equals(pipeline.name()))
            .map(PipelineDefinition::evaluation).findFirst().orElseThrow();
        Row row = Row.inputs(pipeline);
        boolean[] followed = new boolean[row.pvs().size()];
        for (int slot = 0; slot < followed.length; slot++) {
            followed[slot] = feed(row.pvs().get(slot)) instanceof FollowedInput;
        }
        InputSet inputs = new InputSet(row, definition, followed);
        ModeSwitch mode = new ModeSwitch(inputs);
        for (int slot = 0; slot < followed.length; slot++) {
            String name = row.pvs().get(slot);
            InputFeed feed = feed(name);
            if (feed == null) {
                takesOutput(name, inputs, slot);
            } else {
                feed.feeds(inputs, slot);
            }
            if (feed instanceof FollowedInput input) {
                mode.adds(input);
            }
        }
        OutputSet outputs = new OutputSet(Row.outputs(pipeline),
            pipeline.outputs().stream().map(name -> (ModelValue) pv(name)).toList());
        Evaluator evaluator = new Evaluator(pipeline, inputs, mode, outputs, definition);
        return new Running(definition, pipeline, inputs, outputs, evaluator, Set.copyOf(pipeline.inputs()),
            Set.copyOf(pipeline.outputs()), new ArrayList<>());
    }

    private Pv pv(String name) {
        return declared.get(name).pv;
    }

    /** What carries the puts to an input; null for an output or a calculated PV. */
    private InputFeed feed(String name) {
        return declared.get(name).feed;
    }

    private void takesOutput(String name, InputSet inputs, int slot) {
        Running giver = giver(name);
        giver.outputs.to(inputs).carries(pv(name), giver.pipeline.outputOffset(name), slot);
    }

    /** Where one pipeline has all operands, it calculates with its outputs; else it is done whenever one of them changes. */
    private void calculate(CalculationDefinition definition, PvDatabase database) {
        Pv made = database.add(DeclaredPv.of(ioc.prefix(), definition.pv(), null));
        ModelValue pv = (ModelValue) made;
        List<String> operands = definition.operands().stream().map(Operand::name).toList();
        Optional<Running> owner = running.values().stream().filter(each -> each.has(operands)).findFirst();
        if (owner.isPresent()) {
            declared.put(definition.pv().name(), new Declared(definition.pv(), made, null));
            owner.get().calculated.add(definition.pv().name());
            owner.get().outputs.adds(new Calculation(pv, definition, owner.get()::bind));
        } else {
            new FreeCalculation(pv, definition, operands.stream().map(this::pv).toList());
        }
    }

    private void view(Running each) {
        List<EvaluationViews.Part> parts = new ArrayList<>();
        Row row = Row.inputs(each.pipeline);
        for (int slot = 0; slot < row.pvs().size(); slot++) {
            part(row.pvs().get(slot), slot, row.offsets()[slot], parts);
        }
        each.pipeline.outputs().forEach(name -> part(name, -1, 0, parts));
        each.calculated.forEach(name -> part(name, -1, 0, parts));
        each.evaluator.joins(new EvaluationViews(ioc.prefix() + each.pipeline.name() + ':', each.inputs,
            each.evaluator.inputValues(), parts, this::copy));
    }

    private Pv copy(Pv pv) {
        return DeclaredPv.of(ioc.prefix(), declared.get(pv.name().substring(ioc.prefix().length())).definition, null);
    }

    private void part(String name, int slot, int offset, List<EvaluationViews.Part> parts) {
        Declared of = declared.get(name);
        if (!(of.definition.type() instanceof PvType.Image || of.definition.type() instanceof PvType.Table)) {
            parts.add(new EvaluationViews.Part(name, slot >= 0, slot, offset,
                slot >= 0 && of.feed instanceof FollowedInput, of.pv));
        }
    }

    private Running giver(String output) {
        return running.values().stream().filter(each -> each.gives.contains(output)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no pipeline gives '" + output + "'"));
    }

    private void joinTrigger(Running pipeline) {
        if (pipeline.definition.trigger() instanceof TriggerDefinition.ByPv trigger) {
            InputFeed feed = feed(trigger.pv());
            if (feed == null) {
                giver(trigger.pv()).outputs.to(pipeline.inputs).triggers();
            } else {
                feed.triggers(pipeline.inputs);
            }
        }
    }

    /** Sets the initial values. Nothing is evaluated yet: what was saved comes on top. */
    public void initialise() {
        for (Declared each : declared.values()) {
            if (each.feed != null) {
                initialise(each.pv, each.definition);
            }
        }
    }

    /**
     * Starts the owner threads and waits for the first evaluation of every pipeline.
     *
     * @throws InterruptedException if the caller is asked to end meanwhile
     */
    public void start() throws InterruptedException {
        // one after the other, so that each begins with the outputs of those before it
        for (Running each : running.values()) {
            var first = each.inputs.requestAndWait();
            Thread owner = new PostingThread("evaluate-" + each.pipeline.name(), each.evaluator);
            threads.add(owner);
            owner.start();
            first.join();
        }
        running.values().forEach(this::startTimer);
    }

    private static void initialise(Pv pv, PvDefinition definition) {
        try {
            pv.setpoint().admit(pv);
        } catch (PutRejectedException e) {
            // it follows: there is no value before its source gives one
            return;
        }
        try {
            DeclaredPv.initialise(pv, definition.initial());
        } catch (PutRejectedException e) {
            throw new IllegalStateException("initial value: " + e.getMessage(), e);
        }
    }

    private void startTimer(Running each) {
        if (each.definition.trigger() instanceof TriggerDefinition.Period trigger) {
            long period = trigger.period().toNanos();
            timer.scheduleAtFixedRate(each.inputs::tick, period, period, TimeUnit.NANOSECONDS);
        }
        Optional<Duration> deadline = each.definition.deadline();
        if (deadline.isPresent()) {
            long period = Math.max(SHORTEST_WATCH_NANOS, deadline.get().toNanos() / 2);
            timer.scheduleAtFixedRate(() -> each.evaluator.watch(System.nanoTime()), period, period, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Begins to follow live PVs. After the server has begun: a source may be a PV of this very IOC.
     *
     * @param links closed by the caller before this is
     */
    public void follow(Links links) {
        for (Declared each : declared.values()) {
            if (each.feed instanceof FollowedInput input) {
                links.follow(input.definition().source(), input.definition().staleAfter(), input);
            }
        }
    }

    /**
     * The evaluators, for their counters.
     *
     * @return one a pipeline, in the order of the configuration
     */
    public List<Evaluator> evaluators() {
        return pipelines.stream().map(pipeline -> running.get(pipeline.name()).evaluator).toList();
    }

    /** Ends the owner threads after the evaluation under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        running.values().forEach(each -> each.inputs.close());
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
