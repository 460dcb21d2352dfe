package org.modelioc.ioc.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.acf.HostGroup;
import org.modelioc.ioc.access.acf.Permission;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.yaml.Words;

/** The rules of an access file at work. */
final class RulePolicy implements Policy {

    private final Map<String, GroupRules> groups = new TreeMap<>();
    private final GroupRules otherwise;
    private final boolean usesRoles;
    private final List<Problem> warnings;

    /**
     * Looks the hosts of a file up and follows the inputs of its rules; all decisions are right when this returns.
     *
     * @param file    the file
     * @param inputs  finds the PVs that its rules use
     * @param changed called when decisions may be others than before; never blocks
     */
    RulePolicy(AcfFile file, AccessInputs inputs, Runnable changed) {
        warnings = new ArrayList<>(file.warnings());
        HostAddresses addresses = HostAddresses.of(file.hosts().values().stream().flatMap(group -> group.hosts().stream())
            .map(HostGroup.Host::name).collect(Collectors.toSet()));
        for (HostGroup group : file.hosts().values()) {
            group.hosts().stream().filter(host -> !addresses.knows(host.name())).forEach(host ->
                warnings.add(new Problem(host.at(), "no name server knows the host " + Words.quote(host.name()) + " of HAG("
                    + group.name() + "), which never matches until the file is read again")));
        }
        file.groups().values().forEach(group ->
            groups.put(group.name(), new GroupRules(group, file, addresses, changed)));
        otherwise = groups.get(AcfFile.DEFAULT);
        usesRoles = groups.values().stream().anyMatch(GroupRules::usesRoles);
        groups.values().forEach(group -> group.follow(inputs, warnings));
        warnings.sort(Comparator.comparing((Problem problem) -> problem.at().line()).thenComparing(
            problem -> problem.at().column()));
    }

    /** What was passed over or looks wrong, in the order of the file. */
    List<Problem> warnings() {
        return warnings;
    }

    /** The names of its groups. */
    Set<String> groups() {
        return groups.keySet();
    }

    private GroupRules group(Protection protection) {
        return groups.getOrDefault(protection.group(), otherwise);
    }

    @Override
    public boolean usesRoles() {
        return usesRoles;
    }

    @Override
    public Rights rights(Protection protection, Identity who) {
        return group(protection).rights(protection.level(), who);
    }

    @Override
    public String refusal(Protection protection, Identity who, Permission wanted) {
        return group(protection).refusal(protection.level(), who, wanted);
    }

    @Override
    public void close() {
        groups.values().forEach(GroupRules::close);
    }
}
