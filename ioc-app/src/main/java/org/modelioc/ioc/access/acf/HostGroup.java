package org.modelioc.ioc.access.acf;

import java.util.List;
import org.modelioc.schema.problem.SourcePosition;

/**
 * A host access group, {@code HAG(name) {…}}.
 *
 * @param name  its name
 * @param hosts names or addresses
 */
public record HostGroup(String name, List<Host> hosts) {

    /** Keeps an unmodifiable copy. */
    public HostGroup {
        hosts = List.copyOf(hosts);
    }

    /**
     * One host.
     *
     * @param name a name in lower case, or a numeric address
     * @param at   where the file names it
     */
    public record Host(String name, SourcePosition at) {
    }
}
