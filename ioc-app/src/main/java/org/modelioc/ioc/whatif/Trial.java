package org.modelioc.ioc.whatif;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.DeclaredPv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.pv.PvDefinition;

/**
 * PVs that nobody sees, made as the declared ones are: what these would say to a value, they say. Each is made when first
 * needed. One thread at a time.
 */
final class Trial {

    private static final Setpoint NOBODY = new Setpoint() {
        @Override
        public long stamp() {
            // nobody looks at it
            return 0;
        }

        @Override
        public void stored(Pv pv) {
            // nothing follows
        }

        @Override
        public void process() {
            // nothing follows
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.completedFuture(null);
        }
    };

    private final String prefix;
    private final List<PvDefinition> definitions;
    private final List<Pv> live;
    private final Pv[] pvs;

    /**
     * Like some PVs.
     *
     * @param prefix      of the IOC
     * @param definitions what they were declared as
     * @param live        the PVs themselves, in the same order: their limits may have been changed since
     */
    Trial(String prefix, List<PvDefinition> definitions, List<Pv> live) {
        this.prefix = prefix;
        this.definitions = definitions;
        this.live = live;
        pvs = new Pv[definitions.size()];
    }

    /** A PV that remembers nothing of what it was before. */
    Pv pv(int index) {
        Pv pv = pvs[index];
        // with a hysteresis, an alarm depends on the values before
        if (pv == null || pv.metadata().alarms().hysteresis() > 0) {
            pv = DeclaredPv.of(prefix, definitions.get(index), NOBODY);
            pvs[index] = pv;
        }
        if (pv.metadata() != live.get(index).metadata()) {
            pv.describe(live.get(index).metadata());
        }
        return pv;
    }

    /** The same, as the model sees it. */
    ModelValue value(int index) {
        return (ModelValue) pv(index);
    }
}
