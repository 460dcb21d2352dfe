package org.modelioc.ioc.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * One evaluation, from the copy of the inputs to the commit of the outputs. One object a pipeline is used again and again by its
 * owner thread, so that recording allocates nothing of ours.
 */
@Name("modelioc.Evaluation")
@Label("Evaluation")
@Description("A pipeline took its inputs, ran its model and committed its outputs")
@Category("Model IOC")
@StackTrace(false)
public final class EvaluationEvent extends Event {

    @Label("Pipeline")
    private final String pipeline;

    @Label("Id")
    @Description("userTag of the outputs")
    private int id;

    @Label("Failed")
    private boolean failed;

    @Label("Waited")
    @Description("From the request to the copy of the inputs")
    @Timespan(Timespan.NANOSECONDS)
    private long waited;

    /**
     * The event of a pipeline.
     *
     * @param pipeline its name
     */
    public EvaluationEvent(String pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * The evaluation that {@link #begin} began is over.
     *
     * @param evaluation its id
     * @param requested  when it was asked for, {@link System#nanoTime}
     * @param taken      when the inputs were copied, {@link System#nanoTime}; 0 if not known
     * @param failure    whether it failed
     */
    public void over(int evaluation, long requested, long taken, boolean failure) {
        end();
        if (shouldCommit()) {
            id = evaluation;
            waited = taken == 0 ? 0 : taken - requested;
            failed = failure;
            commit();
        }
    }
}
