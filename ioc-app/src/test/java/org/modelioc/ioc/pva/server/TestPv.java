package org.modelioc.ioc.pva.server;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVStructure;

/** One PV of the tests. */
final class TestPv {

    final String name;
    final PVStructure value;
    final CopyOnWriteArrayList<TestMonitor> monitors = new CopyOnWriteArrayList<>();
    /** What happens after a put. */
    volatile Runnable onPut = () -> { };

    TestPv(String name, PVStructure value) {
        this.name = name;
        this.value = value;
    }

    void set(double number) {
        change(structure -> structure.getSubField(PVDouble.class, "value").put(number));
    }

    void change(Consumer<PVStructure> how) {
        synchronized (this) {
            how.accept(value);
        }
        monitors.forEach(TestMonitor::posted);
    }
}
