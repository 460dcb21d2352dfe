package org.modelioc.screens.lint;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Macros of Phoebus in a text: {@code $(NAME)}, <code>${NAME}</code>, {@code $(NAME=default)}. */
final class MacroText {

    private static final Pattern MACRO =
        Pattern.compile("\\$\\(([A-Za-z0-9_.\\-\\[\\]]+)(=([^()]*))?\\)|\\$\\{([A-Za-z0-9_.\\-\\[\\]]+)(=([^{}]*))?\\}");
    private static final int MOST_TURNS = 20;

    private MacroText() {
    }

    /** Replaces what is known or has a default; the rest stays as it is. */
    static String expand(String text, Map<String, String> macros) {
        String expanded = text;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Matcher matcher = MACRO.matcher(expanded);
            String next = matcher.replaceAll(match -> {
                String name = match.group(1) != null ? match.group(1) : match.group(4);
                String otherwise = match.group(1) != null ? match.group(3) : match.group(6);
                String value = macros.get(name);
                return Matcher.quoteReplacement(value != null ? value : otherwise != null ? otherwise : match.group());
            });
            if (next.equals(expanded)) {
                return expanded;
            }
            expanded = next;
        }
        return expanded;
    }

    /** Names of the macros that are left in a text. */
    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = MACRO.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(4));
        }
        return names;
    }
}
