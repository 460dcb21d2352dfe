package org.modelioc.ioc.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.evaluation.EvaluationMode;

/** Stands behind the PV by which operators choose the mode of a pipeline. */
final class ModeSwitch implements Setpoint {

    private final InputSet set;
    private final List<FollowedInput> followed = new ArrayList<>();
    private EvaluationMode chosen;

    ModeSwitch(InputSet set) {
        this.set = set;
        chosen = set.mode();
    }

    /** An input of the pipeline that follows a live PV. Before the first put. */
    void adds(FollowedInput input) {
        followed.add(input);
    }

    @Override
    public void stored(Pv pv) {
        // the inputs are switched without the monitor of the mode's PV
        chosen = EvaluationMode.values()[((EnumPv) pv).index()];
    }

    @Override
    public void process() {
        processAndWait();
    }

    @Override
    public synchronized CompletableFuture<Void> processAndWait() {
        EvaluationMode old = set.mode();
        EvaluationMode next = chosen;
        CompletableFuture<Void> done = set.enter(next);
        if (next == EvaluationMode.WHAT_IF && old != EvaluationMode.WHAT_IF) {
            followed.forEach(input -> input.handOver(set));
        } else if (next != EvaluationMode.WHAT_IF && old == EvaluationMode.WHAT_IF) {
            followed.forEach(FollowedInput::resume);
        }
        return next == old ? done : CompletableFuture.allOf(done, set.requestAndWait());
    }
}
