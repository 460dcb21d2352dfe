package org.modelioc.ioc.recorder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.service.FlightRecorderDefinition;

/**
 * Records the evaluations of all pipelines of an IOC, if the configuration has a section {@code flight-recorder}.
 *
 * <p>Used by the thread that starts and closes the IOC. Does not touch the disk before {@link #start}.
 */
public final class FlightRecorder implements AutoCloseable {

    private static final long REFRESH_MILLIS = 500;
    private static final long CLOSE_MILLIS = 5_000;

    private final List<PipelineRecorder> pipelines;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("flight-recorder").factory());

    private FlightRecorder(IocDefinition ioc, FlightRecorderDefinition definition, UnaryOperator<Path> files,
            List<Pipeline> pipelines, List<Evaluator> evaluators, PvDatabase database) {
        this.pipelines = evaluators.stream().map(evaluator -> new PipelineRecorder(ioc, definition, files,
            pipelines.stream().filter(each -> each.name().equals(evaluator.name())).findFirst().orElseThrow(), evaluator,
            database, thread)).toList();
    }

    /**
     * Prepares what a configuration asks for.
     *
     * @param ioc        the configuration
     * @param files      from the place that the configuration names for a model to the file that is loaded at first
     * @param pipelines  its pipelines
     * @param evaluators their evaluators, not started yet
     * @param database   receives the PVs
     * @return nothing if evaluations are not to be recorded
     */
    public static Optional<FlightRecorder> of(IocDefinition ioc, UnaryOperator<Path> files, List<Pipeline> pipelines,
            List<Evaluator> evaluators, PvDatabase database) {
        return ioc.recorder().map(definition -> new FlightRecorder(ioc, definition, files, pipelines, evaluators, database));
    }

    /** Makes the files and begins to record, before the evaluators start. What fails shows in the PVs and the log. */
    public void start() {
        pipelines.forEach(PipelineRecorder::start);
        thread.scheduleWithFixedDelay(() -> pipelines.forEach(PipelineRecorder::refresh), REFRESH_MILLIS, REFRESH_MILLIS,
            TimeUnit.MILLISECONDS);
    }

    /** After the evaluators have ended. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            // a copy under way must not lose the memory that it reads
            if (thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                pipelines.forEach(PipelineRecorder::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
