package org.modelioc.ioc.whatif;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.evaluation.PresentInputs;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * Rows of inputs, and what came out of them. An input that is not given has its present value, the same in all rows.
 *
 * <p>Belongs to the thread that asks until it is handed to {@link WhatIf#ask}, then to the batches, and when its future is
 * complete to whoever reads it.
 */
public final class Question {

    private final WhatIf owner;
    private final int rows;
    private final double[] inputs;
    private final double[] outputs;
    /** What is wrong with each row. */
    private final Alarm[] alarms;
    /** Rows that do not go into the model. */
    private final boolean[] refused;
    private final boolean[] given;
    private final PresentInputs present;
    private final CompletableFuture<Question> answer = new CompletableFuture<>();
    private Trial trial;
    /** Guarded by the queue: how many rows have been taken, by batches of which model. */
    private int taken;
    private LoadedModel version;
    private final AtomicInteger open;

    /** What a client gives for one input in one row. */
    @FunctionalInterface
    public interface Put {
        /**
         * Puts it.
         *
         * @param pv a PV like the one of the input, which nobody sees
         * @throws PutRejectedException if the input does not take it
         */
        void to(Pv pv) throws PutRejectedException;
    }

    Question(WhatIf owner, int rows) {
        this.owner = owner;
        this.rows = rows;
        open = new AtomicInteger(rows);
        trial = owner.borrow();
        present = owner.present();
        int width = present.values().length;
        inputs = rows == 1 ? present.values() : new double[rows * width];
        for (int row = 0; row < rows && rows > 1; row++) {
            System.arraycopy(present.values(), 0, inputs, row * width, width);
        }
        outputs = new double[rows * owner.outputSize()];
        Arrays.fill(outputs, Double.NaN);
        alarms = new Alarm[rows];
        Arrays.fill(alarms, Alarm.NONE);
        refused = new boolean[rows];
        given = new boolean[owner.inputs().size()];
    }

    /**
     * Gives an input of one row. A value that the input's PV would refuse is refused for the row, with the same sentence.
     *
     * @param row   0 to {@link #rows()} - 1
     * @param input its place among {@link WhatIf#inputs()}
     * @param put   the value
     */
    public void give(int row, int input, Put put) {
        given[input] = true;
        if (refused[row]) {
            return;
        }
        try {
            Pv pv = trial.pv(input);
            put.to(pv);
            ((ModelValue) pv).read(inputs, row * present.values().length + owner.inputOffset(input));
            alarms[row] = Alarm.worst(alarms[row], PresentInputs.passedOn(owner.inputs().get(input), pv.alarm()));
        } catch (PutRejectedException e) {
            refused[row] = true;
            alarms[row] = new Alarm(AlarmSeverity.INVALID, Condition.SOFT, e.getMessage());
        }
    }

    /**
     * As {@link #give(int, int, Put)} with a put of a number. One that the PV has nothing to say to, as almost all are, costs
     * little.
     *
     * @param row    0 to {@link #rows()} - 1
     * @param input  its place among {@link WhatIf#inputs()}
     * @param number the value, in units
     */
    public void give(int row, int input, double number) {
        if (owner.live(input) instanceof DoublePv pv && pv.plain(number)) {
            given[input] = true;
            inputs[row * present.values().length + owner.inputOffset(input)] = number;
        } else {
            give(row, input, trying -> trying.put(number));
        }
    }

    /** Adds what the present values of the other inputs make wrong. To be called once, after the last {@link #give}. */
    void close() {
        owner.giveBack(trial);
        trial = null;
        Alarm others = Alarm.NONE;
        for (int input = 0; input < given.length; input++) {
            others = given[input] ? others : Alarm.worst(Alarm.worst(others, present.together()), present.causes().get(input));
        }
        for (int row = 0; row < rows; row++) {
            alarms[row] = Alarm.worst(alarms[row], others);
        }
    }

    /**
     * How many rows there are.
     *
     * @return at least 1
     */
    public int rows() {
        return rows;
    }

    /**
     * An output of a row, when it is answered.
     *
     * @param row    0 to {@link #rows()} - 1
     * @param number its place among the numbers of all outputs
     * @return NaN where there is none
     */
    public double output(int row, int number) {
        return outputs[row * owner.outputSize() + number];
    }

    /**
     * What is wrong with a row, when it is answered.
     *
     * @param row 0 to {@link #rows()} - 1
     * @return {@link Alarm#NONE} if nothing
     */
    public Alarm alarm(int row) {
        return alarms[row];
    }

    CompletableFuture<Question> answer() {
        return answer;
    }

    double[] inputs() {
        return inputs;
    }

    double[] outputs() {
        return outputs;
    }

    boolean refused(int row) {
        return refused[row];
    }

    /** How many rows have been taken into batches. */
    int taken() {
        return taken;
    }

    /** The model by which all rows are answered; null before the first is taken. */
    LoadedModel version() {
        return version;
    }

    /** Takes rows up to one, exclusively. */
    void take(LoadedModel by, int to) {
        version = by;
        taken = to;
    }

    void adds(int row, Alarm alarm) {
        alarms[row] = Alarm.worst(alarms[row], alarm);
    }

    /** Notes that a row has no outputs, whatever else is wrong with it. */
    void fails(int row, Alarm alarm) {
        alarms[row] = alarm;
        Arrays.fill(outputs, row * owner.outputSize(), (row + 1) * owner.outputSize(), Double.NaN);
    }

    /** Notes that rows are done. */
    void done(int count) {
        if (open.addAndGet(-count) == 0) {
            answer.complete(this);
        }
    }

    /** Ends it without an answer. */
    void fails(String why) {
        answer.completeExceptionally(new RequestRejectedException(why));
    }
}
