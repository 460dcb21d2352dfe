package org.modelioc.ioc.pv;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All PVs of the IOC, by name. Filled before the servers start, and only read afterwards. */
public final class PvDatabase {

    private final Map<String, Pv> pvs = new LinkedHashMap<>();

    /**
     * Adds a PV.
     *
     * @param pv  the PV
     * @param <T> its type
     * @return the same
     * @throws IllegalArgumentException if its name is taken
     */
    public <T extends Pv> T add(T pv) {
        if (pvs.putIfAbsent(pv.name(), pv) != null) {
            throw new IllegalArgumentException("PV " + pv.name() + " exists already");
        }
        return pv;
    }

    /**
     * Looks a PV up.
     *
     * @param name full name
     * @return null if there is none
     */
    public Pv get(String name) {
        return pvs.get(name);
    }

    /**
     * All of them, in the order they were added.
     *
     * @return a view that cannot be changed
     */
    public Collection<Pv> all() {
        return Collections.unmodifiableCollection(pvs.values());
    }
}
