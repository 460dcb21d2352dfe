package org.modelioc.schema.pv;

import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlScalar;

/** What a PV may be called. */
public final class PvNames {

    /** Longest name with prefix. pvAccess has no limit of its own; search replies and clients' tables do. */
    private static final int LONGEST = 500;
    private static final String SIGNS = "_-+:[]<>;";

    private PvNames() {
    }

    /**
     * Reports what is wrong with a name or a prefix. A name whose macros have no values is passed over.
     *
     * @param what     what it names, for example {@code "PV name"}
     * @param name     the name
     * @param prefix   what will stand before it
     * @param suffix   how many characters will stand behind it
     * @param problems takes what is wrong
     */
    public static void check(String what, YamlScalar name, String prefix, int suffix, Problems problems) {
        if (!name.resolved()) {
            return;
        }
        if (name.text().isEmpty()) {
            problems.add(name.at(), "the " + what + " is empty; give it a name");
            return;
        }
        checkCharacters(what, name, problems);
        int length = prefix.length() + name.text().length() + suffix;
        if (length > LONGEST) {
            problems.add(name.at(), "the " + what + " has " + length + " characters with the prefix"
                + (suffix > 0 ? " and what is built from it" : "") + "; at most " + LONGEST + " are allowed");
        }
    }

    /**
     * Reports a character that no name of a PV may have; at most one.
     *
     * @param what     what it is, for example {@code "PV name"}
     * @param name     the name or part of one, may be empty
     * @param problems takes what is wrong
     */
    public static void checkCharacters(String what, YamlScalar name, Problems problems) {
        String text = name.text();
        int wrong = firstForbidden(text);
        if (wrong == '.') {
            problems.add(name.at(), "the " + what + " " + Words.quote(text) + " has a '.', which is reserved for fields"
                + " such as '.EGU'; use ':', '-' or '_'");
        } else if (wrong >= 0) {
            String shown = wrong == ' ' ? "a blank" : "the character "
                + (Character.isLetterOrDigit(wrong) || wrong > ' ' && wrong < 0x7F ? "'" + Character.toString(wrong) + "'"
                : Words.codePoint(wrong));
            problems.add(name.at(), "the " + what + " " + Words.quote(text) + " has " + shown
                + "; allowed are the letters A to Z and a to z, digits, and " + String.join(" ", SIGNS.split("")));
        }
    }

    /** Whether a name has no character that a PV may not have. */
    public static boolean allowed(String name) {
        return !name.isEmpty() && firstForbidden(name) < 0;
    }

    /** The first code point that no name may have; -1 if there is none. */
    private static int firstForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                return text.codePointAt(i);
            }
        }
        return -1;
    }

    private static boolean allowed(int point) {
        return point >= 'A' && point <= 'Z' || point >= 'a' && point <= 'z' || point >= '0' && point <= '9'
            || SIGNS.indexOf(point) >= 0;
    }
}
