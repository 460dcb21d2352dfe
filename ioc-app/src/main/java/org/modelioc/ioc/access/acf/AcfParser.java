package org.modelioc.ioc.access.acf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.modelioc.ioc.access.acf.AcfTokens.SyntaxException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/** Makes definitions of the pieces of an access file. After a fault it goes on with the next group. */
final class AcfParser {

    private static final List<String> ITEMS = List.of("UAG", "HAG", "ASG");
    private static final String ROLE = "role/";

    private final AcfTokens tokens;
    private final Problems problems;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, UserGroup> users = new LinkedHashMap<>();
    private final Map<String, HostGroup> hosts = new LinkedHashMap<>();
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
    private final Map<String, Mark> declared = new TreeMap<>();

    AcfParser(AcfText text, List<AcfToken> pieces, Problems problems) {
        this.tokens = new AcfTokens(text, pieces);
        this.problems = problems;
    }

    AcfFile parse(String file) {
        while (!tokens.atEnd()) {
            int start = tokens.position();
            try {
                item();
            } catch (SyntaxException e) {
                problems.add(e.at(), e.getMessage());
                tokens.recover(start);
            }
        }
        if (!declared.containsKey("ASG " + AcfFile.DEFAULT)) {
            problems.add(Mark.whole(file), "there is no ASG(DEFAULT), the group of all PVs that name none; add"
                + " ASG(DEFAULT) { RULE(1,READ) } or what shall hold for them");
        }
        return new AcfFile(users, hosts, groups, warnings);
    }

    private void item() throws SyntaxException {
        AcfToken keyword = tokens.next();
        String word = keyword.kind() == AcfToken.Kind.WORD ? keyword.text() : "";
        switch (word) {
            case "UAG" -> userGroup(keyword);
            case "HAG" -> hostGroup(keyword);
            case "ASG" -> securityGroup(keyword);
            default -> unknownItem(keyword);
        }
    }

    // as EPICS base does since 7.0.9, so that a file for a newer one can be read
    private void unknownItem(AcfToken keyword) throws SyntaxException {
        if (keyword.kind() == AcfToken.Kind.SIGN || AcfTokens.isKeyword(keyword.text())) {
            throw tokens.fault(keyword, "UAG, HAG or ASG is due here, not " + keyword.describe()
                + (keyword.isSign('}') ? "; there is one '}' too many above" : ""));
        }
        if (!tokens.peek().isSign('(')) {
            throw tokens.fault(keyword, "UAG, HAG or ASG is due here, not " + keyword.describe()
                + Suggestions.didYouMean(keyword.text(), ITEMS));
        }
        tokens.skipUnknown(keyword);
        if (!keyword.isWord("AUTHORITY")) {
            warn(keyword, keyword.describe() + " is not known and is ignored, as EPICS base does"
                + Suggestions.didYouMean(keyword.text(), ITEMS));
        }
    }

    private void userGroup(AcfToken keyword) throws SyntaxException {
        AcfToken name = tokens.head("UAG", "the name of the group");
        Set<String> names = new LinkedHashSet<>();
        Set<String> roles = new LinkedHashSet<>();
        if (tokens.take('{') && !tokens.take('}')) {
            for (AcfToken user : tokens.names('}', "a user name")) {
                if (user.text().startsWith(ROLE)) {
                    roles.add(user.text().substring(ROLE.length()));
                } else {
                    names.add(user.text());
                }
            }
        }
        if (declare(keyword, name)) {
            users.put(name.text(), new UserGroup(name.text(), names, roles));
        }
    }

    private void hostGroup(AcfToken keyword) throws SyntaxException {
        AcfToken name = tokens.head("HAG", "the name of the group");
        List<HostGroup.Host> members = new ArrayList<>();
        if (tokens.take('{') && !tokens.take('}')) {
            for (AcfToken host : tokens.names('}', "a host name")) {
                members.add(new HostGroup.Host(host.text().toLowerCase(Locale.ROOT), position(host)));
            }
        }
        if (declare(keyword, name)) {
            hosts.put(name.text(), new HostGroup(name.text(), members));
        }
    }

    private void securityGroup(AcfToken keyword) throws SyntaxException {
        AcfToken name = tokens.head("ASG", "the name of the group");
        boolean fresh = declare(keyword, name);
        List<SecurityGroup.Input> inputs = new ArrayList<>();
        RuleParser rules = new RuleParser(tokens, users.keySet(), hosts.keySet(), this::warn, problems);
        if (tokens.take('{')) {
            while (!tokens.take('}')) {
                AcfToken item = tokens.next();
                if (item.isWord("RULE")) {
                    rules.rule(item);
                } else if (item.kind() == AcfToken.Kind.WORD && AcfTokens.isInput(item.text())) {
                    input(item, name, inputs);
                } else {
                    throw tokens.fault(item, "RULE, INPA to INPU or '}' is due in ASG(" + name.text() + "), not "
                        + item.describe()
                        + Suggestions.didYouMean(item.text(), List.of("RULE", "INPA")));
                }
            }
        }
        rules.checkInputs(name.text(), inputs);
        if (fresh) {
            groups.put(name.text(), new SecurityGroup(name.text(), inputs, rules.rules()));
        }
    }

    private void input(AcfToken keyword, AcfToken group, List<SecurityGroup.Input> inputs) throws SyntaxException {
        AcfToken pv = tokens.head(keyword.text(), "the name of a PV");
        SecurityGroup.Input input = new SecurityGroup.Input(keyword.text().charAt(3) - 'A', pv.text(), position(pv));
        if (inputs.stream().anyMatch(other -> other.index() == input.index())) {
            problems.add(tokens.mark(keyword), keyword.text() + " is given twice in ASG(" + group.text()
                + "); each letter stands for one PV");
        } else {
            inputs.add(input);
        }
    }

    private boolean declare(AcfToken keyword, AcfToken name) {
        Mark first = declared.putIfAbsent(keyword.text() + " " + name.text(), tokens.mark(name));
        if (first != null) {
            problems.add(tokens.mark(name), keyword.text() + "(" + name.text() + ") is declared a second time; the first is at "
                + first);
        }
        return first == null;
    }

    private SourcePosition position(AcfToken token) {
        return SourcePosition.of(tokens.mark(token));
    }

    private void warn(AcfToken at, String sentence) {
        warnings.add(new Problem(position(at), sentence));
    }

    /** For what may have been meant: the names, or where one is declared further down. */
    static String known(String what, String name, Set<String> names) {
        return "there is no " + what + " " + Words.quote(name) + " above"
            + (names.isEmpty() ? "" : "; there are " + Words.list(names)) + Suggestions.didYouMean(name, names);
    }
}
