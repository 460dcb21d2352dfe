package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.ioc.pv.Pv;

/**
 * Carries outputs of one pipeline into the inputs of another. Complete before the first evaluation, constant afterwards; used by
 * the owner thread of the pipeline that gives.
 */
final class Downstream {

    private record Step(Pv output, int offset, int slot) {
    }

    private final InputSet set;
    private final List<Step> steps = new ArrayList<>();
    private boolean triggers;

    Downstream(InputSet set) {
        this.set = set;
    }

    boolean leadsTo(InputSet other) {
        return set == other;
    }

    /** An output, the place of its first number among the results, and its place among the inputs there. */
    void carries(Pv output, int offset, int slot) {
        steps.add(new Step(output, offset, slot));
    }

    /** An output is the trigger of the other pipeline. */
    void triggers() {
        triggers = true;
    }

    /**
     * Hands one evaluation over: all of it, or nothing yet, is what the other pipeline sees.
     *
     * @param values the results, in the order of the giving pipeline
     * @param stamp  their stamp, nanoseconds since 1970
     */
    void push(double[] values, long stamp) {
        synchronized (set) {
            boolean due = triggers;
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                set.chain(step.slot, values, step.offset, stamp, step.output.userTag(), step.output.alarm());
            }
            // each counts as a change, and all together ask for one evaluation
            for (int i = 0; i < steps.size(); i++) {
                due |= set.notes(steps.get(i).slot);
            }
            if (due) {
                set.request();
            }
        }
    }
}
