package org.modelioc.schema.pv;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The PVs of one section, and which of them the pipelines refer to. */
public final class PvSet {

    private final String section;
    private final Map<String, PvDefinition> pvs;
    private final List<PvDefinition> inOrder;
    private final Set<String> doubtful;
    /** Referred to, or perhaps meant by a reference that is misspelt. */
    private final Set<String> touched;

    /**
     * A set.
     *
     * @param section  {@code inputs} or {@code outputs}
     * @param pvs      the PVs; none if they could not be read
     * @param doubtful those whose types are not known
     */
    public PvSet(String section, List<PvDefinition> pvs, Set<String> doubtful) {
        this.section = section;
        this.inOrder = pvs;
        this.pvs = HashMap.newHashMap(pvs.size());
        this.touched = HashSet.newHashSet(pvs.size());
        this.doubtful = doubtful;
        pvs.forEach(pv -> this.pvs.putIfAbsent(pv.name(), pv));
    }

    public String section() {
        return section;
    }

    public boolean isEmpty() {
        return pvs.isEmpty();
    }

    public Optional<PvDefinition> find(String name) {
        return Optional.ofNullable(pvs.get(name));
    }

    /** Whether the type of a PV is not known, because it has faults. */
    public boolean isDoubtful(String name) {
        return doubtful.contains(name);
    }

    public void touch(String name) {
        touched.add(name);
    }

    public List<String> names() {
        return inOrder.stream().map(PvDefinition::name).toList();
    }

    public List<String> names(boolean whichAreTouched) {
        return inOrder.stream().map(PvDefinition::name).filter(name -> touched.contains(name) == whichAreTouched).toList();
    }

    public List<PvDefinition> untouched() {
        return inOrder.stream().filter(pv -> !touched.contains(pv.name())).toList();
    }
}
