package org.modelioc.ioc.link;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the units that an input declares with those that its source says it has.
 *
 * <p>The text must be the same, blanks at its ends aside and upper and lower case apart ({@code mA} is not {@code MA}). Taken
 * as the same are only spellings that mean one thing: the two characters for µ, and {@code u} for it before a unit; those for
 * Ω; °C, degC, deg C and C (a C is a degree here, never a coulomb); °, deg and degrees; % and percent; and A, V, W, s and m
 * written out. Nothing is ever converted: kG and T differ.
 */
public final class UnitCheck {

    /** What a comparison says. */
    public enum Result {
        /** They mean the same. */
        SAME,
        /** One of the two says nothing, so that there is nothing to compare. To be accepted. */
        UNKNOWN,
        /** They differ: values must not be taken as they are. */
        DIFFERENT
    }

    private static final Map<String, String> SPELLINGS = spellings(List.of(
        List.of("°C", "℃", "degC", "deg C", "deg_C", "C"), List.of("°F", "℉", "degF", "deg F", "deg_F"),
        List.of("°", "deg", "degs", "degree", "degrees"), List.of("%", "percent"),
        List.of("A", "Amp", "Amps", "amp", "amps", "ampere", "amperes", "Ampere"),
        List.of("V", "Volt", "Volts", "volt", "volts"), List.of("W", "Watt", "Watts", "watt", "watts"),
        List.of("Ω", "Ohm", "Ohms", "ohm", "ohms"), List.of("s", "sec", "secs", "second", "seconds"),
        List.of("m", "meter", "meters", "metre", "metres"), List.of("T", "Tesla", "tesla"), List.of("Hz", "hz", "hertz")));

    private UnitCheck() {
    }

    /**
     * Compares.
     *
     * @param declared what the input declares, or what its conversion converts from; empty if nothing
     * @param source   what the source says; empty if nothing
     * @param cut      whether the source's text may have lost its end, as Channel Access cuts it after seven characters
     * @return the result
     */
    public static Result compare(String declared, String source, boolean cut) {
        String ours = normal(declared);
        String theirs = normal(source);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Result.UNKNOWN;
        }
        boolean same = ours.equals(theirs) || cut && isBeginning(declared.strip(), source.strip());
        return same ? Result.SAME : Result.DIFFERENT;
    }

    // the cut may go through a character of several bytes
    private static boolean isBeginning(String whole, String beginning) {
        byte[] all = whole.getBytes(StandardCharsets.UTF_8);
        byte[] some = beginning.getBytes(StandardCharsets.UTF_8);
        return all.length >= some.length && new String(all, 0, some.length, StandardCharsets.UTF_8).equals(beginning)
            || whole.startsWith(beginning);
    }

    private static String normal(String text) {
        String same = text.strip().replace('\u03BC', 'µ').replace('\u2126', 'Ω').replaceAll("\\s+", " ");
        if (same.matches("u[AVWsmTFHNgJ].*|uOhm|urad|uradian|ubar|uPa|uL|ul|uC|uin")) {
            same = "µ" + same.substring(1);
        }
        return SPELLINGS.getOrDefault(same, same);
    }

    private static Map<String, String> spellings(List<List<String>> groups) {
        Map<String, String> all = new HashMap<>();
        groups.forEach(group -> group.forEach(spelling -> all.put(spelling, group.getFirst())));
        return Map.copyOf(all);
    }
}
