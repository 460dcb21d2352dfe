package org.modelioc.ioc.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.evaluation.PresentInputs;
import org.modelioc.ioc.pv.PostingThread;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.schema.evaluation.WhatIfDefinition;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what would come out of other inputs of one pipeline, with the model that runs and the stages and checks of the live
 * path, and touches no PV.
 *
 * <p>Batches are natural: what has come while one ran goes into the next, and nobody waits for more to come. Between two of them,
 * live evaluations that are due go first, so that they wait for one batch at most. One request is answered by one version of
 * the model.
 *
 * <p><b>Threads.</b> {@link #question} and {@link #ask} by any thread. The batches are made by threads of its own, each on one
 * processor and with memory of its own: the first begins with the first question, another whenever all are at work and more is
 * asked. The memory is freed again when nobody has asked for a while.
 */
public final class WhatIf implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WhatIf.class);
    /** What the numbers of all rows that wait may take. */
    private static final long MOST_BYTES = 1L << 28;
    private static final long LONGEST_PASS_MILLIS = 100;
    /** While a batch runs, another one begins with a part of the largest: the weights of the model are read for either. */
    private static final int WORTH = 4;
    private static final long CLOSE_MILLIS = 5_000;
    /** How long the memory of the batches is kept for more, and with it a model that is no longer the present one. */
    private static final long IDLE_MILLIS = 10_000;

    private final PipelineDefinition definition;
    private final Evaluator evaluator;
    private final List<Evaluator> all;
    private final Layout layout;
    private final Supplier<LoadedModel> model;
    private final RowQueue queue;
    private final Queue<Trial> trials = new ConcurrentLinkedQueue<>();

    /** Guarded by this, as all below but the counters, which are only written so. */
    private final List<Thread> threads = new ArrayList<>();
    private volatile long rejected;
    private volatile long rows;
    private volatile long batches;

    /**
     * For one pipeline; nothing runs yet.
     *
     * @param prefix     of the IOC
     * @param definition the pipeline
     * @param pipeline   the same, opened: where its numbers stand
     * @param pvs        all that are declared, by name below the prefix
     * @param database   has them
     * @param evaluator  its live path
     * @param all        the live paths of all pipelines, which go first
     * @param model      what runs at present, another object after each change
     */
    WhatIf(String prefix, PipelineDefinition definition, Pipeline pipeline, Map<String, PvDefinition> pvs, PvDatabase database,
            Evaluator evaluator, List<Evaluator> all, Supplier<LoadedModel> model) {
        this.definition = definition;
        this.evaluator = evaluator;
        this.all = List.copyOf(all);
        this.model = model;
        layout = Layout.of(prefix, pipeline, pvs, database);
        queue = new RowQueue(name(), Math.toIntExact(Math.clamp(MOST_BYTES / rowBytes(), 1,
            definition.evaluation().whatIf().queue())), Math.max(1, definition.evaluation().whatIf().largestBatch() / WORTH));
    }

    private long rowBytes() {
        return Double.BYTES * Math.max(1L, layout.inputSize() + layout.outputSize());
    }

    /**
     * The pipeline.
     *
     * @return a key of the YAML's {@code pipelines}
     */
    public String name() {
        return definition.name();
    }

    /**
     * The PVs of the IOC that a client reads who asks.
     *
     * @return one that shows all inputs and outputs
     */
    public Pv shown() {
        return evaluator.views().group();
    }

    /**
     * The inputs that may be given.
     *
     * @return names below the prefix
     */
    public List<String> inputs() {
        return layout.inputNames();
    }

    /**
     * What an input is.
     *
     * @param input its place among {@link #inputs()}
     * @return its definition
     */
    public PvDefinition input(int input) {
        return layout.inputs().get(input);
    }

    /**
     * The outputs that come out.
     *
     * @return their definitions, in the order of their numbers
     */
    public List<PvDefinition> outputs() {
        return layout.outputs();
    }

    /**
     * The prefix of the IOC.
     *
     * @return what stands before all names
     */
    public String prefix() {
        return layout.prefix();
    }

    int inputOffset(int input) {
        return layout.inputOffsets()[input];
    }

    int outputSize() {
        return layout.outputSize();
    }

    PresentInputs present() {
        return evaluator.present();
    }

    /** The PV of an input, whose limits hold for what is given instead of its value. */
    Pv live(int input) {
        return layout.inputPvs().get(input);
    }

    Trial borrow() {
        Trial trial = trials.poll();
        return trial == null ? new Trial(layout.prefix(), layout.inputs(), layout.inputPvs()) : trial;
    }

    void giveBack(Trial trial) {
        trials.add(trial);
    }

    /**
     * Begins a request with the present values of all inputs.
     *
     * @param count how many rows
     * @return to be filled and asked
     * @throws RequestRejectedException if that are none, or more than may ever wait
     */
    public Question question(int count) throws RequestRejectedException {
        if (count < 1) {
            throw new RequestRejectedException(name() + ": the request has no rows");
        }
        // asked again when it is queued; but those that are refused must not take memory first
        queue.requireRoom(count);
        return new Question(this, count);
    }

    /**
     * Asks.
     *
     * @param question made by this, and given all that the client gave
     * @return completed with it when all rows are answered, by a thread of the batches, within a row of posts of it
     *     ({@link PostingThread}): whoever goes on from there must not hold it up; or exceptionally with a
     *     {@link RequestRejectedException}
     * @throws RequestRejectedException if too many rows wait
     */
    public CompletableFuture<Question> ask(Question question) throws RequestRejectedException {
        question.close();
        if (!queue.add(question)) {
            help();
        }
        return question.answer();
    }

    /** Has another thread make batches, if there may be more of them. */
    private synchronized void help() {
        if (threads.size() < most() && !queue.closed()) {
            Thread thread = new PostingThread("what-if-" + name() + '-' + (threads.size() + 1), this::run);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    // an engine on the processors runs on the thread that calls it; a device is shared, and the live path waits for it
    private int most() {
        WhatIfDefinition limits = definition.evaluation().whatIf();
        int wanted = limits.threads().orElseGet(() -> model.get().model().device().kind() == Device.Kind.CPU
            ? Runtime.getRuntime().availableProcessors() : 1);
        return Math.toIntExact(Math.clamp(MOST_BYTES / (rowBytes() * limits.largestBatch()), 1, wanted));
    }

    /** Counts a request that is refused as a whole. */
    public synchronized void rejects() {
        rejected++;
    }

    private void run() {
        try (Batch batch = new Batch(definition, evaluator, layout, model)) {
            while (await(batch)) {
                try {
                    batch.refresh(queue);
                    for (Evaluator each : all) {
                        each.letPass(LONGEST_PASS_MILLIS);
                    }
                    batch.fill(queue);
                    if (queue.needsHelp()) {
                        help();
                    }
                    batch.run();
                    count(batch);
                    answer(batch);
                } catch (Batch.CannotOpenException e) {
                    LOG.warn("{}: what-if requests cannot be answered: {}", name(), e.getMessage());
                    queue.failAll("MODEL FAILED: " + e.getMessage());
                } catch (RuntimeException | OutOfMemoryError e) {
                    // those who wait must not wait for ever, and the next may fare better
                    LOG.error("{}: what-if requests failed", name(), e);
                    batch.fail("what-if requests failed: " + e);
                    queue.failAll("what-if requests failed: " + e);
                } finally {
                    queue.over();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: interrupted", name());
        } finally {
            queue.close();
            queue.failAll("the IOC is ending");
        }
    }

    private boolean await(Batch batch) throws InterruptedException {
        if (queue.await(batch::takes, IDLE_MILLIS)) {
            return true;
        }
        batch.release();
        return queue.await(batch::takes, 0);
    }

    private synchronized void count(Batch batch) {
        rows += batch.rows();
        batches += batch.ran() ? 1 : 0;
    }

    // as many as a batch holds: whoever sends the answers is woken when all are there
    private static void answer(Batch batch) {
        PostingThread.begin();
        try {
            batch.answer();
        } finally {
            PostingThread.end();
        }
    }

    /**
     * Requests taken.
     *
     * @return a count since start
     */
    public long requests() {
        return queue.accepted();
    }

    /**
     * Requests refused as a whole.
     *
     * @return a count since start
     */
    public long rejected() {
        return rejected;
    }

    /**
     * Rows answered.
     *
     * @return a count since start
     */
    public long rows() {
        return rows;
    }

    /**
     * Runs of the model.
     *
     * @return a count since start
     */
    public long batches() {
        return batches;
    }

    /**
     * Rows that wait.
     *
     * @return at present
     */
    public int waiting() {
        return queue.waiting();
    }

    /** Ends the batches after those under way; what waits is told so. */
    @Override
    public void close() {
        queue.close();
        List<Thread> ending;
        synchronized (this) {
            ending = List.copyOf(threads);
        }
        try {
            for (Thread thread : ending) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
