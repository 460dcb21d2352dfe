package org.modelioc.ioc.access.acf;

import java.util.Set;

/**
 * A user access group, {@code UAG(name) {…}}.
 *
 * @param name  its name
 * @param users user names
 * @param roles groups of the operating system, from members written {@code "role/GROUP"}
 */
public record UserGroup(String name, Set<String> users, Set<String> roles) {

    /** Keeps unmodifiable copies. */
    public UserGroup {
        users = Set.copyOf(users);
        roles = Set.copyOf(roles);
    }
}
