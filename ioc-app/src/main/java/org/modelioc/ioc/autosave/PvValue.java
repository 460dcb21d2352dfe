package org.modelioc.ioc.autosave;

import java.util.OptionalDouble;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PutRejectedException;

/** The value of a setpoint. */
record PvValue(DoublePv pv) implements Saveable {

    @Override
    public String name() {
        return pv.name();
    }

    @Override
    public SavedValue copy() {
        double value;
        synchronized (pv) {
            value = pv.value();
        }
        return new SavedValue.Single(NumberText.of(value));
    }

    @Override
    public void restore(SavedValue value) throws PutRejectedException {
        switch (value) {
            case SavedValue.Single single -> {
                OptionalDouble number = NumberText.read(single.text());
                if (number.isEmpty()) {
                    throw new PutRejectedException("the PV takes a number, not '" + single.text() + "'");
                }
                pv.put(number.getAsDouble());
            }
            case SavedValue.Several several ->
                throw new PutRejectedException("the PV takes one number, not an array of " + several.texts().size());
        }
    }

    @Override
    public void onChange(Runnable changed) {
        pv.subscribe((_, changes) -> {
            if ((changes & Change.VALUE) != 0) {
                changed.run();
            }
        });
    }
}
