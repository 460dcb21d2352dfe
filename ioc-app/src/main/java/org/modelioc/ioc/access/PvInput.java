package org.modelioc.ioc.access;

import java.util.Optional;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.TablePv;

/** A PV of this IOC as an input of rules. */
final class PvInput implements AccessInput {

    private static final String VALUE_FIELD = ".VAL";

    private final Pv pv;
    private Pv.Subscriber subscriber;

    private PvInput(Pv pv) {
        this.pv = pv;
    }

    /** The PVs of a database that have a number. */
    static AccessInputs of(PvDatabase database) {
        return name -> {
            Pv pv = database.get(pvName(name));
            return pv != null && isNumber(pv) ? Optional.of(new PvInput(pv)) : Optional.empty();
        };
    }

    /** Whether a PV has one number: no text, array or table. */
    static boolean isNumber(Pv pv) {
        return pv instanceof ModelValue value && value.elements() == 1 && !(pv instanceof ArrayPv || pv instanceof TablePv);
    }

    /** The PV that an access file means: the field VAL is its value. */
    static String pvName(String name) {
        return name.endsWith(VALUE_FIELD) ? name.substring(0, name.length() - VALUE_FIELD.length()) : name;
    }

    @Override
    public void follow(Follower follower) {
        synchronized (pv) {
            double[] number = new double[1];
            subscriber = (changed, _) -> {
                ((ModelValue) changed).read(number, 0);
                follower.changed(number[0], changed.alarm().severity());
            };
            pv.subscribe(subscriber);
            subscriber.posted(pv, 0);
        }
    }

    @Override
    public void close() {
        pv.unsubscribe(subscriber);
    }
}
