package org.modelioc.ioc.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.pipeline.BatchPipeline;
import org.modelioc.runtime.pipeline.TrainingRange;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;

/** The batches of one thread, one after the other: the rows of the batch under way, and the memory. */
final class Batch implements AutoCloseable {

    /** Rows without work for the model that are passed over in one run at most. */
    private static final int MOST_REFUSED = 10_000;

    private final PipelineDefinition definition;
    private final Evaluator evaluator;
    private final Layout layout;
    private final Supplier<LoadedModel> model;
    private final Trial trial;
    private BatchPipeline pipeline;
    /** Of what {@link #pipeline} is made. */
    private LoadedModel made;
    private boolean stale;
    private Question[] questions = {};
    private int[] places = {};
    private final RowQueue.Taken taken = new RowQueue.Taken();
    private int count;
    /** Once for each row that does not come to the model. */
    private final List<Question> refused = new ArrayList<>();
    private long stamp;

    /** The model cannot be run in batches. */
    static final class CannotOpenException extends Exception {
        CannotOpenException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    Batch(PipelineDefinition definition, Evaluator evaluator, Layout layout, Supplier<LoadedModel> model) {
        this.definition = definition;
        this.evaluator = evaluator;
        this.layout = layout;
        this.model = model;
        trial = new Trial(layout.prefix(), layout.outputs(), layout.outputPvs());
    }

    /** Whether it can take rows of a question: the version of the model must be the same for all of them. */
    boolean takes(Question question) {
        LoadedModel version = question.version();
        return version == null || version == made || version == model.get();
    }

    /** Goes over to the model that runs now, unless a question in the queue has been begun with the one before. */
    void refresh(RowQueue queue) throws CannotOpenException {
        stale = pipeline != null && made != model.get();
        if (pipeline != null && (!stale || queue.hasBegun(made))) {
            return;
        }
        stale = false;
        release();
        LoadedModel now = model.get();
        while (pipeline == null) {
            try {
                pipeline = BatchPipeline.open(definition, now.model(), now.files().card(),
                    definition.evaluation().whatIf().largestBatch());
                made = now;
            } catch (InvalidConfigurationException | ModelLoadException | RuntimeException e) {
                // closed in between, because another one has taken over
                if (model.get() == now) {
                    throw new CannotOpenException(e);
                }
                now = model.get();
            }
        }
        questions = new Question[pipeline.largest()];
        places = new int[pipeline.largest()];
    }

    /** Takes as many rows as there are, and as one batch holds. */
    void fill(RowQueue queue) {
        count = 0;
        refused.clear();
        stamp = Pv.now();
        while (count < questions.length && refused.size() < MOST_REFUSED
                && queue.take(made, stale, questions.length - count, taken)) {
            for (int row = taken.from(); row < taken.to(); row++) {
                questions[count] = taken.question();
                places[count] = row;
                if (taken.question().refused(row) || !before(count, count)) {
                    refused.add(taken.question());
                } else {
                    count++;
                }
            }
        }
        if (count < questions.length) {
            // of one that did not go into the batch
            questions[count] = null;
        }
    }

    /** Runs them. */
    void run() {
        if (count > 0 && !infer(count)) {
            // one row must not spoil the others
            for (int i = 0; i < count; i++) {
                alone(i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                after(i, i);
            }
        }
    }

    /** Rows of the batch, with those that did not come to the model. */
    int rows() {
        return count + refused.size();
    }

    /** Whether any of them came to the model. */
    boolean ran() {
        return count > 0;
    }

    private void alone(int i) {
        if (before(i, 0)) {
            try {
                pipeline.infer(1);
                after(i, 0);
            } catch (InferenceException | RuntimeException e) {
                failed(i, e);
            }
        }
    }

    private boolean infer(int all) {
        try {
            pipeline.infer(all);
            return true;
        } catch (InferenceException | RuntimeException e) {
            return false;
        }
    }

    private boolean before(int i, int place) {
        Question question = questions[i];
        try {
            pipeline.before(place, question.inputs(), places[i] * (question.inputs().length / question.rows()), stamp);
            question.adds(places[i], evaluator.standing());
            TrainingRange left = pipeline.outsideTraining();
            if (left != null) {
                question.adds(places[i], new Alarm(definition.evaluation().trainingRange(), Condition.SOFT, left.message()));
            }
            return true;
        } catch (InferenceException | RuntimeException e) {
            failed(i, e);
            return false;
        }
    }

    private void after(int i, int place) {
        Question question = questions[i];
        try {
            int from = places[i] * layout.outputSize();
            pipeline.after(place, question.inputs(), places[i] * (question.inputs().length / question.rows()), stamp,
                question.outputs(), from);
            for (int output = 0; output < layout.outputs().size(); output++) {
                judge(question, places[i], output, from + layout.outputOffsets()[output]);
            }
        } catch (InferenceException | RuntimeException e) {
            failed(i, e);
        }
    }

    /** Lets a PV like the output say what it would of the numbers. */
    private void judge(Question question, int row, int output, int at) {
        ModelValue value = trial.value(output);
        Alarm fault = value.commit(question.outputs(), at, stamp, 0, Alarm.NONE);
        Alarm alarm = ((Pv) value).alarm();
        if (fault == Alarm.NONE) {
            value.read(question.outputs(), at);
        } else if (value.elements() == 1 && Double.isFinite(question.outputs()[at])) {
            question.outputs()[at] = Double.NaN;
        }
        if (alarm.severity() != AlarmSeverity.NO_ALARM) {
            question.adds(row, new Alarm(alarm.severity(), alarm.condition(),
                "OUTPUT " + layout.outputs().get(output).name() + ' ' + alarm.message()));
        }
    }

    private void failed(int i, Throwable failure) {
        // worse than what else is wrong with the row, and not hidden by an INVALID of before
        questions[i].fails(places[i], new Alarm(AlarmSeverity.INVALID, Condition.CALC,
            "MODEL FAILED: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage())));
    }

    /** Ends those whose rows are under way without an answer. */
    void fail(String why) {
        for (int i = 0; i < questions.length && questions[i] != null; i++) {
            questions[i].fails(why);
            questions[i] = null;
        }
        refused.forEach(question -> question.fails(why));
        refused.clear();
        release();
    }

    /** Tells those whose rows are all done. */
    void answer() {
        int first = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || questions[i] != questions[first]) {
                questions[first].done(i - first);
                first = i;
            }
        }
        Arrays.fill(questions, 0, count, null);
        refused.forEach(question -> question.done(1));
        refused.clear();
    }

    /** Frees the memory; the next row has it made again. */
    void release() {
        if (pipeline != null) {
            pipeline.close();
            pipeline = null;
            made = null;
        }
    }

    @Override
    public void close() {
        release();
    }
}
