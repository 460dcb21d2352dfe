package org.modelioc.ioc.access;

import org.modelioc.schema.problem.InvalidConfigurationException;

/** What is wrong with a file, for a PV or a client. */
final class Faults {

    private Faults() {
    }

    /** The first problem, and how many more there are. */
    static String inOneLine(InvalidConfigurationException fault) {
        int more = fault.problems().size() - 1;
        return fault.problems().getFirst() + (more == 0 ? "" : " (and " + more + " more)");
    }
}
