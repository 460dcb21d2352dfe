package org.modelioc.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The PVs of one section, and which of them the pipelines refer to. */
final class PvSet {

    private final String section;
    private final Map<String, PvDefinition> pvs = new HashMap<>();
    private final List<PvDefinition> inOrder;
    private final Set<String> doubtful;
    /** Referred to, or perhaps meant by a reference that is misspelt. */
    private final Set<String> touched = new HashSet<>();

    /**
     * A set.
     *
     * @param section  {@code inputs} or {@code outputs}
     * @param pvs      the PVs; none if they could not be read
     * @param doubtful those whose types are not known
     */
    PvSet(String section, List<PvDefinition> pvs, Set<String> doubtful) {
        this.section = section;
        this.inOrder = pvs;
        this.doubtful = doubtful;
        pvs.forEach(pv -> this.pvs.putIfAbsent(pv.name(), pv));
    }

    String section() {
        return section;
    }

    boolean isEmpty() {
        return pvs.isEmpty();
    }

    Optional<PvDefinition> find(String name) {
        return Optional.ofNullable(pvs.get(name));
    }

    /** Whether the type of a PV is not known, because it has faults. */
    boolean isDoubtful(String name) {
        return doubtful.contains(name);
    }

    void touch(String name) {
        touched.add(name);
    }

    List<String> names() {
        return inOrder.stream().map(PvDefinition::name).toList();
    }

    List<String> names(boolean whichAreTouched) {
        return inOrder.stream().map(PvDefinition::name).filter(name -> touched.contains(name) == whichAreTouched).toList();
    }

    List<PvDefinition> untouched() {
        return inOrder.stream().filter(pv -> !touched.contains(pv.name())).toList();
    }
}
