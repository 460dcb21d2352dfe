package org.modelioc.ioc.whatif;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.DeclaredPv;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.schema.PvDefinition;

/**
 * PVs that nobody sees, made as the declared ones are: what these would say to a value, they say. Each is made when first
 * needed. One thread at a time.
 */
final class Trial {

    private static final Setpoint NOBODY = new Setpoint() {
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
    private final Pv[] pvs;

    Trial(String prefix, List<PvDefinition> definitions) {
        this.prefix = prefix;
        this.definitions = definitions;
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
        return pv;
    }

    /** The same, as the model sees it. */
    ModelValue value(int index) {
        return (ModelValue) pv(index);
    }
}
