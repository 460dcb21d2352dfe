package org.modelioc.screens.lint;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names of PVs in the places where Phoebus takes more than a name. */
final class PvNames {

    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

    private PvNames() {
    }

    /** The PVs of a formula such as {@code =0.001 * `pva://X`}, with macros as they stand. */
    static List<String> inFormula(String formula) {
        return QUOTED.matcher(formula).results().map((MatchResult match) -> match.group(1)).toList();
    }
}
