package org.modelioc.ioc.autosave;

import java.util.Optional;
import org.modelioc.ioc.pv.PutRejectedException;

/**
 * The mode of a pipeline: to be set is not enough, it has to be entered.
 *
 * @param value of the PV by which operators choose it
 */
record ModeValue(PvValue value) implements Saveable {

    @Override
    public String name() {
        return value.name();
    }

    @Override
    public Optional<SavedValue> copy() {
        return value.copy();
    }

    @Override
    public void restore(SavedValue saved) throws PutRejectedException {
        value.restore(saved);
        value.pv().setpoint().process();
    }

    @Override
    public void onChange(Runnable changed) {
        value.onChange(changed);
    }

    // inputs that follow take puts in one mode and not in another
    @Override
    public boolean first() {
        return true;
    }
}
