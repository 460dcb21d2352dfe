package org.modelioc.ioc.evaluation;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;

/**
 * The outputs of one pipeline. Each commit gives all of them the same stamp and the same evaluation number, by which a
 * client joins them into one set. Used by the owner thread of the pipeline.
 */
final class OutputSet {

    private final DoublePv[] pvs;

    OutputSet(List<DoublePv> pvs) {
        this.pvs = pvs.toArray(DoublePv[]::new);
    }

    /** Commits the values of one evaluation; {@code cause} is what its inputs make wrong with all of them. */
    void commit(double[] values, long stamp, int evaluation, Alarm cause) {
        for (int i = 0; i < pvs.length; i++) {
            pvs[i].commit(values[i], stamp, evaluation, cause);
        }
    }

    /** Marks all outputs as not to be trusted; they keep their last values. */
    void invalidate(long stamp, int evaluation, Alarm cause) {
        for (DoublePv pv : pvs) {
            pv.invalidate(stamp, evaluation, cause);
        }
    }
}
