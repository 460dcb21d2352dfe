package org.modelioc.ioc.access.acf;

import java.util.List;

/**
 * One rule of a group. It matches if each kind of condition that it has is met; of several of one kind, one is enough.
 *
 * @param level      for fields of this access security level and below
 * @param permission what it grants
 * @param trap       whether puts that it allows go to the put log (TRAPWRITE)
 * @param users      names of user groups; empty for everybody
 * @param hosts      names of host groups; empty for everywhere
 * @param methods    how the client named itself ({@code ca}, {@code anonymous}); empty for any
 * @param calc       an expression over the inputs of the group that must be 1; empty for always
 * @param inert      why the rule never matches, as the end of a sentence; empty if it can
 */
public record Rule(
        int level, Permission permission, boolean trap, List<String> users, List<String> hosts, List<String> methods,
        String calc, String inert) {

    /** Keeps unmodifiable copies. */
    public Rule {
        users = List.copyOf(users);
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
    }
}
