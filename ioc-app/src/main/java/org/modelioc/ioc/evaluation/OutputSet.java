package org.modelioc.ioc.evaluation;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.schema.AlarmSeverity;

/**
 * The outputs of one pipeline. Each commit gives all of them the same stamp and the same evaluation number, by which a
 * client joins them into one set. Used by the owner thread of the pipeline.
 */
final class OutputSet {

    private final DoublePv[] pvs;
    private final Alarm[] notFinite;

    OutputSet(List<DoublePv> pvs) {
        this.pvs = pvs.toArray(DoublePv[]::new);
        notFinite = pvs.stream().map(pv -> new Alarm(AlarmSeverity.INVALID, Condition.UDF,
            "OUTPUT " + pv.name() + " is not a finite number")).toArray(Alarm[]::new);
    }

    /**
     * Commits the values of one evaluation.
     *
     * @param cause what its inputs make wrong with all of them
     * @return what is wrong with the set as a whole: the cause, or an output that is NaN or infinite
     */
    Alarm commit(double[] values, long stamp, int evaluation, Alarm cause) {
        Alarm worst = cause;
        for (int i = 0; i < pvs.length; i++) {
            pvs[i].commit(values[i], stamp, evaluation, cause);
            if (!Double.isFinite(values[i])) {
                worst = Alarm.worst(worst, notFinite[i]);
            }
        }
        return worst;
    }

    /** Marks all outputs as not to be trusted; they keep their last values. */
    void invalidate(long stamp, int evaluation, Alarm cause) {
        for (DoublePv pv : pvs) {
            pv.invalidate(stamp, evaluation, cause);
        }
    }
}
