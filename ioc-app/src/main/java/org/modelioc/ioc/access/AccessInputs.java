package org.modelioc.ioc.access;

import java.util.Optional;

/** Finds the PVs that rules calculate with. */
@FunctionalInterface
public interface AccessInputs {

    /**
     * Looks a PV up.
     *
     * @param pv full name, as the access file has it
     * @return the input, if there is such a PV; otherwise rules that use it never match
     */
    Optional<AccessInput> find(String pv);
}
