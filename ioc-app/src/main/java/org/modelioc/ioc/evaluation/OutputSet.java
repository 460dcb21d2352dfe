package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ModelValue;

/**
 * The outputs of one pipeline. Each commit gives all of them the same stamp and the same evaluation number, by which a
 * client joins them into one set. Used by the owner thread of the pipeline; {@link #invalidate} by its watchdog too.
 */
final class OutputSet {

    /** Somebody who is told when all outputs have changed, by the thread that changed them. */
    @FunctionalInterface
    interface Audience {
        /**
         * All outputs are as an evaluation left them.
         *
         * @param stamp      their stamp, nanoseconds since 1970
         * @param evaluation its number
         * @param cause      what is wrong with the set as a whole
         */
        void changed(long stamp, int evaluation, Alarm cause);
    }

    private final ModelValue[] pvs;
    private final int[] offsets;
    private final List<Calculation> calculations = new ArrayList<>();
    private final List<Downstream> downstream = new ArrayList<>();
    // what was last wrong with each by itself, and what to tell of it
    private final Alarm[] faults;
    private final Alarm[] told;
    private Audience audience = (_, _, _) -> { };

    OutputSet(Row row, List<? extends ModelValue> pvs) {
        this.pvs = pvs.toArray(ModelValue[]::new);
        offsets = row.offsets();
        faults = new Alarm[this.pvs.length];
        told = new Alarm[this.pvs.length];
        Arrays.fill(faults, Alarm.NONE);
        Arrays.fill(told, Alarm.NONE);
    }

    /** Tells somebody who shows whole evaluations. Before the first evaluation. */
    void tells(Audience newAudience) {
        audience = newAudience;
    }

    /** Adds a PV that is calculated from inputs and outputs of this pipeline. Before the first evaluation. */
    void adds(Calculation calculation) {
        calculations.add(calculation);
    }

    /** The way to a pipeline that takes outputs of this one. Before the first evaluation. */
    Downstream to(InputSet other) {
        for (Downstream each : downstream) {
            if (each.leadsTo(other)) {
                return each;
            }
        }
        downstream.add(new Downstream(other));
        return downstream.getLast();
    }

    /**
     * Commits the values of one evaluation.
     *
     * @param values as the row has them
     * @param cause  what its inputs make wrong with all of them
     * @return what is wrong with the set as a whole: the cause, or an output that is no value
     */
    Alarm commit(double[] values, long stamp, int evaluation, Alarm cause) {
        Alarm worst = cause;
        for (int i = 0; i < pvs.length; i++) {
            Alarm fault = pvs[i].commit(values, offsets[i], stamp, evaluation, cause);
            if (fault != Alarm.NONE) {
                worst = Alarm.worst(worst, told(i, fault));
            }
        }
        for (int i = 0; i < calculations.size(); i++) {
            calculations.get(i).commit(stamp, evaluation, cause);
        }
        audience.changed(stamp, evaluation, worst);
        push(values, stamp);
        return worst;
    }

    // the same for the same, so that a lasting fault is logged once
    private Alarm told(int output, Alarm fault) {
        if (faults[output] != fault) {
            faults[output] = fault;
            told[output] = new Alarm(fault.severity(), fault.condition(), "OUTPUT " + fault.message());
        }
        return told[output];
    }

    /** Marks all outputs as not to be trusted; they keep their last values. */
    void invalidate(long stamp, int evaluation, Alarm cause) {
        for (ModelValue pv : pvs) {
            pv.invalidate(stamp, evaluation, cause);
        }
        for (int i = 0; i < calculations.size(); i++) {
            calculations.get(i).pv().invalidate(stamp, evaluation, cause);
        }
        audience.changed(stamp, evaluation, cause);
    }

    /** Adds an alarm to all outputs, which does not hide a worse one; they keep their last values. */
    void mark(long stamp, int evaluation, Alarm cause) {
        for (ModelValue pv : pvs) {
            pv.mark(stamp, evaluation, cause);
        }
        for (Calculation calculation : calculations) {
            calculation.pv().mark(stamp, evaluation, cause);
        }
        audience.changed(stamp, evaluation, cause);
    }

    /** Hands values and alarms to the pipelines that take them. */
    void push(double[] values, long stamp) {
        for (int i = 0; i < downstream.size(); i++) {
            downstream.get(i).push(values, stamp);
        }
    }
}
