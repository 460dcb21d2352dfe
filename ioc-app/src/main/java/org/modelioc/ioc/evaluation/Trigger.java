package org.modelioc.ioc.evaluation;

import java.util.Arrays;
import org.modelioc.schema.evaluation.TriggerDefinition;

/**
 * Whether a change of an input asks for an evaluation. Periods, other PVs and operators ask for one beside it.
 *
 * <p>Not thread-safe: used under the lock of its {@link InputSet}. Allocates nothing once made.
 */
final class Trigger {

    private final TriggerDefinition definition;
    /** Which inputs have to change, and whether they have. */
    private final boolean[] awaited;
    private final boolean[] changed;
    private int missing;

    /**
     * For one pipeline.
     *
     * @param definition what the YAML says
     * @param followed   which inputs follow a live PV
     */
    Trigger(TriggerDefinition definition, boolean[] followed) {
        this.definition = definition;
        awaited = followed.clone();
        boolean any = false;
        for (boolean each : followed) {
            any |= each;
        }
        if (!any) {
            Arrays.fill(awaited, true);
        }
        changed = new boolean[awaited.length];
        begin();
    }

    /** Notes a change of an input; true if an evaluation is due. */
    boolean changed(int slot) {
        return switch (definition) {
            case TriggerDefinition.OnChange _ -> true;
            case TriggerDefinition.AllFresh _ -> completes(slot);
            case TriggerDefinition.Manual _, TriggerDefinition.Period _, TriggerDefinition.ByPv _ -> false;
        };
    }

    private boolean completes(int slot) {
        if (awaited[slot] && !changed[slot]) {
            changed[slot] = true;
            missing--;
        }
        if (missing > 0) {
            return false;
        }
        begin();
        return true;
    }

    private void begin() {
        Arrays.fill(changed, false);
        missing = 0;
        for (boolean each : awaited) {
            missing += each ? 1 : 0;
        }
    }
}
