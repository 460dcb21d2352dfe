package org.modelioc.ioc.access;

import java.util.Optional;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;

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
            return pv == null || pv instanceof StringPv ? Optional.empty() : Optional.of(new PvInput(pv));
        };
    }

    /** The PV that an access file means: the field VAL is its value. */
    static String pvName(String name) {
        return name.endsWith(VALUE_FIELD) ? name.substring(0, name.length() - VALUE_FIELD.length()) : name;
    }

    @Override
    public void follow(Follower follower) {
        synchronized (pv) {
            subscriber = (changed, _) -> follower.changed(number(changed), changed.alarm().severity());
            pv.subscribe(subscriber);
            subscriber.posted(pv, 0);
        }
    }

    private static double number(Pv pv) {
        return switch (pv) {
            case DoublePv number -> number.value();
            case LongPv number -> number.value();
            case StringPv _ -> Double.NaN;
        };
    }

    @Override
    public void close() {
        pv.unsubscribe(subscriber);
    }
}
