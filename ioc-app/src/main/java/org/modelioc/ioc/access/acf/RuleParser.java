package org.modelioc.ioc.access.acf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.modelioc.ioc.access.acf.AcfTokens.SyntaxException;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;

/** Reads the rules of one security group. */
final class RuleParser {

    private static final List<String> PERMISSIONS = List.of("NONE", "READ", "WRITE");
    private static final List<String> OPTIONS = List.of("TRAPWRITE", "NOTRAPWRITE");
    private static final List<String> CONDITIONS = List.of("UAG", "HAG", "CALC", "METHOD", "AUTHORITY", "PROTOCOL");
    private static final List<String> METHODS = List.of("ca", "anonymous");

    private final AcfTokens tokens;
    private final Set<String> users;
    private final Set<String> hosts;
    private final BiConsumer<AcfToken, String> warn;
    private final Problems problems;
    private final List<Rule> rules = new ArrayList<>();
    private final List<AcfToken> calcs = new ArrayList<>();

    /** The conditions of one rule as they come. */
    private static final class Conditions {
        private final List<String> users = new ArrayList<>();
        private final List<String> hosts = new ArrayList<>();
        private final List<String> methods = new ArrayList<>();
        private String calc = "";
        private String inert = "";
    }

    RuleParser(AcfTokens tokens, Set<String> users, Set<String> hosts, BiConsumer<AcfToken, String> warn, Problems problems) {
        this.tokens = tokens;
        this.users = users;
        this.hosts = hosts;
        this.warn = warn;
        this.problems = problems;
    }

    List<Rule> rules() {
        return rules;
    }

    /** Reads one rule, its keyword taken already. */
    void rule(AcfToken keyword) throws SyntaxException {
        tokens.expect('(', "after RULE");
        int level = level();
        tokens.expect(',', "after the level");
        AcfToken permission = tokens.name("NONE, READ or WRITE");
        boolean trap = tokens.take(',') && trap();
        tokens.expect(')', "after the permission");
        Conditions conditions = new Conditions();
        if (tokens.take('{')) {
            while (!tokens.take('}')) {
                condition(tokens.next(), conditions);
            }
        }
        if (!PERMISSIONS.contains(permission.text())) {
            warn.accept(permission, "the permission " + permission.describe()
                + " is not NONE, READ or WRITE, and its rule is ignored, as EPICS base does"
                + Suggestions.didYouMean(permission.text(), PERMISSIONS));
            return;
        }
        rules.add(new Rule(level, Permission.valueOf(permission.text()), trap, conditions.users, conditions.hosts,
            conditions.methods, conditions.calc, conditions.inert));
    }

    private int level() throws SyntaxException {
        AcfToken level = tokens.next();
        if (level.kind() != AcfToken.Kind.WORD || !AcfTokens.isNumber(level.text())) {
            throw tokens.fault(level, "a rule begins with its level, 0 or 1, as in RULE(1,READ), not with " + level.describe());
        }
        try {
            int number = Integer.parseInt(level.text());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(tokens.mark(level), "the level of a rule must be 0 or 1, not " + level.text());
        return 0;
    }

    private boolean trap() throws SyntaxException {
        AcfToken option = tokens.name("TRAPWRITE or NOTRAPWRITE");
        if (!OPTIONS.contains(option.text())) {
            problems.add(tokens.mark(option), "TRAPWRITE or NOTRAPWRITE is due here, not " + option.describe()
                + Suggestions.didYouMean(option.text(), OPTIONS));
        }
        return option.text().equals("TRAPWRITE");
    }

    private void condition(AcfToken keyword, Conditions into) throws SyntaxException {
        switch (keyword.kind() == AcfToken.Kind.WORD ? keyword.text() : "") {
            case "UAG" -> groups("UAG", users, into.users);
            case "HAG" -> groups("HAG", hosts, into.hosts);
            case "CALC" -> calc(keyword, into);
            case "METHOD" -> method(keyword, into);
            case "AUTHORITY" -> {
                tokens.skipUnknown(keyword);
                never(keyword, "AUTHORITY wants a certificate, and there is no TLS here", into);
            }
            case "PROTOCOL" -> protocol(keyword, into);
            default -> unknown(keyword, into);
        }
    }

    private void groups(String keyword, Set<String> known, List<String> into) throws SyntaxException {
        tokens.expect('(', "after " + keyword);
        for (AcfToken name : tokens.names(')', "the name of a " + keyword)) {
            if (!known.contains(name.text())) {
                problems.add(tokens.mark(name), AcfParser.known(keyword, name.text(), known));
            }
            into.add(name.text());
        }
    }

    private void calc(AcfToken keyword, Conditions into) throws SyntaxException {
        AcfToken text = tokens.head("CALC", "an expression in quotes");
        if (!into.calc.isEmpty()) {
            problems.add(tokens.mark(keyword), "a rule has one CALC; join two expressions by &&");
            return;
        }
        try {
            RuleCalc.compile(text.text());
            into.calc = text.text();
            calcs.add(text);
        } catch (RuleCalc.BadCalcException e) {
            problems.add(tokens.mark(text, e.column()), "CALC(\"" + text.text() + "\"): " + e.getMessage());
        }
    }

    private void method(AcfToken keyword, Conditions into) throws SyntaxException {
        tokens.expect('(', "after METHOD");
        List<String> named = tokens.names(')', "the name of a method").stream().map(AcfToken::text).toList();
        into.methods.addAll(named);
        if (named.stream().noneMatch(METHODS::contains)) {
            never(keyword, "METHOD(" + String.join(",", named) + ") is none of the methods served here, ca and anonymous", into);
        }
    }

    private void protocol(AcfToken keyword, Conditions into) throws SyntaxException {
        AcfToken protocol = tokens.head("PROTOCOL", "TCP or TLS");
        if (!protocol.text().equalsIgnoreCase("TCP")) {
            never(keyword, "PROTOCOL(" + protocol.text() + ") is not TCP, and there is nothing else here", into);
        }
    }

    private void unknown(AcfToken keyword, Conditions into) throws SyntaxException {
        if (keyword.kind() == AcfToken.Kind.SIGN || keyword.kind() == AcfToken.Kind.END) {
            throw tokens.fault(keyword, "a condition (" + String.join(", ", CONDITIONS) + ") or '}' is due in a rule, not "
                + keyword.describe() + (keyword.isSign(',') ? "; conditions stand one after the other, without commas" : ""));
        }
        if (keyword.isWord("RULE") || keyword.isWord("ASG")) {
            throw tokens.fault(keyword, "the rule above is not closed: '}' is due before " + keyword.describe());
        }
        tokens.skipUnknown(keyword);
        never(keyword, keyword.describe() + " is not known" + Suggestions.didYouMean(keyword.text(), CONDITIONS), into);
    }

    private void never(AcfToken keyword, String why, Conditions into) {
        into.inert = why;
        warn.accept(keyword, "this rule never matches: " + why);
    }

    /** A letter without input counts as 0, which is hardly ever meant. */
    void checkInputs(String group, List<SecurityGroup.Input> inputs) {
        int declared = inputs.stream().mapToInt(input -> 1 << input.index()).reduce(0, (a, b) -> a | b);
        for (AcfToken text : calcs) {
            int missing = RuleCalc.of(text.text()).used() & ~declared;
            if (missing != 0) {
                char letter = (char) ('A' + Integer.numberOfTrailingZeros(missing));
                warn.accept(text, "ASG(" + group + ") has no INP" + letter + ": " + letter + " is always 0 in this CALC");
            }
        }
    }
}
