package org.modelioc.ioc.access.acf;

import java.util.List;
import java.util.Map;
import org.modelioc.schema.problem.Problem;

/**
 * What an access file says.
 *
 * @param users    user groups by name
 * @param hosts    host groups by name
 * @param groups   security groups by name; {@value #DEFAULT} is always among them
 * @param warnings what was passed over or looks wrong, in the order of the file
 */
public record AcfFile(
        Map<String, UserGroup> users, Map<String, HostGroup> hosts, Map<String, SecurityGroup> groups,
        List<Problem> warnings) {

    /** The group of all PVs that name none. */
    public static final String DEFAULT = "DEFAULT";

    /** Keeps unmodifiable copies. */
    public AcfFile {
        users = Map.copyOf(users);
        hosts = Map.copyOf(hosts);
        groups = Map.copyOf(groups);
        warnings = List.copyOf(warnings);
    }
}
