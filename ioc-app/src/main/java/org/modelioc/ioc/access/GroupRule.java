package org.modelioc.ioc.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.acf.Rule;
import org.modelioc.ioc.access.acf.RuleCalc;
import org.modelioc.ioc.access.acf.UserGroup;

/** A rule with its groups resolved, so that matching it is a matter of looking into sets. */
final class GroupRule {

    private final Rule rule;
    private final Set<String> users = new HashSet<>();
    private final Set<String> roles = new HashSet<>();
    private final Set<InetAddress> hosts;
    private final RuleCalc calc;
    private volatile boolean calcTrue;

    GroupRule(Rule rule, AcfFile file, HostAddresses addresses) {
        this.rule = rule;
        for (String name : rule.users()) {
            UserGroup group = file.users().get(name);
            users.addAll(group.users());
            roles.addAll(group.roles());
        }
        // what a client that says no name would match
        users.remove("");
        hosts = addresses.of(rule.hosts().stream().flatMap(name -> file.hosts().get(name).hosts().stream())
            .map(host -> host.name()).toList());
        calc = rule.calc().isEmpty() ? null : RuleCalc.of(rule.calc());
    }

    Rule rule() {
        return rule;
    }

    boolean usesRoles() {
        return !roles.isEmpty();
    }

    /** The inputs of its CALC, the lowest bit for A. */
    int used() {
        return calc == null ? 0 : calc.used();
    }

    /**
     * Works its CALC out. One thread at a time.
     *
     * @param values of the inputs
     * @param bad    a bit for each input that is INVALID or not connected
     * @return whether the answer is another one than before
     */
    boolean calculate(double[] values, int bad) {
        if (calc == null) {
            return false;
        }
        boolean before = calcTrue;
        calcTrue = (bad & calc.used()) == 0 && calc.isTrue(values);
        return calcTrue != before;
    }

    boolean matches(Identity who) {
        return rule.inert().isEmpty() && userMatches(who) && hostMatches(who) && methodMatches(who) && calcMatches();
    }

    private boolean userMatches(Identity who) {
        return rule.users().isEmpty() || users.contains(who.user())
            || usesRoles() && !Collections.disjoint(roles, who.roles());
    }

    private boolean hostMatches(Identity who) {
        return rule.hosts().isEmpty() || who.address() != null && hosts.contains(who.address());
    }

    private boolean methodMatches(Identity who) {
        return rule.methods().isEmpty() || rule.methods().contains(who.method());
    }

    private boolean calcMatches() {
        return calc == null || calcTrue;
    }

    /** The conditions that are not met, as they stand in the file; not for a rule that matches. */
    String unmet(Identity who) {
        List<String> unmet = new ArrayList<>();
        if (!userMatches(who)) {
            unmet.add("UAG(" + String.join(",", rule.users()) + ")");
        }
        if (!hostMatches(who)) {
            unmet.add("HAG(" + String.join(",", rule.hosts()) + ")");
        }
        if (!methodMatches(who)) {
            unmet.add("METHOD(" + String.join(",", rule.methods()) + ")");
        }
        if (!calcMatches()) {
            unmet.add("CALC(\"" + rule.calc() + "\")");
        }
        return String.join(" and ", unmet);
    }

    boolean failsByCalc() {
        return !calcMatches();
    }

    boolean failsByUser(Identity who) {
        return !userMatches(who);
    }
}
