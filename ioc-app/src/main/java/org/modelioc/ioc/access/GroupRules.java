package org.modelioc.ioc.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.acf.Permission;
import org.modelioc.ioc.access.acf.RuleCalc;
import org.modelioc.ioc.access.acf.SecurityGroup;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.yaml.Words;

/**
 * One access security group at work: its rules, and the inputs that their CALCs follow.
 *
 * <p>The algorithm is that of {@code asComputePvt} in EPICS base: the best permission of all rules that match, and the trap
 * option of the first rule that grants it. An input that is INVALID or not connected keeps the rules that use it from matching.
 *
 * <p>Decisions from any thread, without a lock; changes of inputs under the lock of the group.
 */
final class GroupRules implements AutoCloseable {

    private static final int MOST_SHOWN = 3;

    private final SecurityGroup group;
    private final List<GroupRule> rules;
    private final Runnable changed;
    private final double[] values = new double[RuleCalc.INPUTS];
    private final List<AccessInput> inputs = new ArrayList<>();
    private int bad;

    /**
     * Resolves a group; its inputs are not followed yet.
     *
     * @param changed called when a CALC has another answer than before; never blocks
     */
    GroupRules(SecurityGroup group, AcfFile file, HostAddresses addresses, Runnable changed) {
        this.group = group;
        this.changed = changed;
        rules = group.rules().stream().map(rule -> new GroupRule(rule, file, addresses)).toList();
        group.inputs().forEach(input -> bad |= bit(input));
        rules.forEach(rule -> rule.calculate(values, bad));
    }

    private static int bit(SecurityGroup.Input input) {
        return 1 << input.index();
    }

    String name() {
        return group.name();
    }

    boolean usesRoles() {
        return rules.stream().anyMatch(GroupRule::usesRoles);
    }

    /** Follows the inputs; those that there are not are told of. */
    void follow(AccessInputs pvs, List<Problem> warnings) {
        for (SecurityGroup.Input input : group.inputs()) {
            Optional<AccessInput> found = pvs.find(input.pv());
            if (found.isPresent()) {
                inputs.add(found.get());
                found.get().follow((value, severity) -> changed(input, value, severity));
            } else {
                warnings.add(AccessCheck.missing(input, List.of()));
            }
        }
    }

    private void changed(SecurityGroup.Input input, double value, AlarmSeverity severity) {
        boolean any = false;
        synchronized (this) {
            if (severity == AlarmSeverity.INVALID) {
                bad |= bit(input);
            } else {
                bad &= ~bit(input);
                values[input.index()] = value;
            }
            for (int i = 0; i < rules.size(); i++) {
                GroupRule rule = rules.get(i);
                any |= (rule.used() & bit(input)) != 0 && rule.calculate(values, bad);
            }
        }
        if (any) {
            changed.run();
        }
    }

    Rights rights(int level, Identity who) {
        Permission best = Permission.NONE;
        boolean trap = false;
        for (int i = 0; i < rules.size() && best != Permission.WRITE; i++) {
            GroupRule rule = rules.get(i);
            Permission granted = rule.rule().permission();
            if (granted.compareTo(best) > 0 && level <= rule.rule().level() && rule.matches(who)) {
                best = granted;
                trap = rule.rule().trap();
            }
        }
        return Rights.get(best, trap);
    }

    /** What the group would want of a client that has less than wanted: {@code ASG OPS wants UAG(ops)}. */
    String refusal(int level, Identity who, Permission wanted) {
        List<GroupRule> near = rules.stream()
            .filter(rule -> rule.rule().permission().compareTo(wanted) >= 0 && level <= rule.rule().level()
                && rule.rule().inert().isEmpty() && !rule.matches(who))
            .toList();
        if (near.isEmpty()) {
            return "ASG " + name() + " lets nobody " + (wanted == Permission.WRITE ? "write" : "read")
                + (level == 0 ? "" : " at level " + level);
        }
        String wishes = String.join(", or ", near.stream().map(rule -> rule.unmet(who)).distinct().limit(MOST_SHOWN).toList());
        boolean nameless = who.user().isEmpty() && near.stream().anyMatch(rule -> rule.failsByUser(who));
        return "ASG " + name() + " wants " + wishes + (near.size() > MOST_SHOWN ? ", …" : "") + values(near)
            + (nameless ? " (this client says no user name, as those of PVXS)" : "");
    }

    // the values that decide now: "where A is LI:OPSTATE = 1"
    private String values(List<GroupRule> near) {
        int used = near.stream().filter(GroupRule::failsByCalc).mapToInt(GroupRule::used).reduce(0, (a, b) -> a | b);
        double[] now;
        int badNow;
        synchronized (this) {
            now = Arrays.copyOf(values, values.length);
            badNow = bad;
        }
        Stream<String> shown = group.inputs().stream().filter(input -> (used & bit(input)) != 0)
            .map(input -> input.letter() + " is " + input.pv() + ((badNow & bit(input)) != 0 ? ", which is INVALID or not there"
                : " = " + Words.number(now[input.index()])));
        String all = String.join(" and ", shown.toList());
        return all.isEmpty() ? "" : ", where " + all;
    }

    @Override
    public void close() {
        inputs.forEach(AccessInput::close);
    }
}
