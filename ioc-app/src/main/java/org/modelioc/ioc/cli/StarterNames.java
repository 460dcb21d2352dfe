package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.modelioc.schema.json.Json;
import org.modelioc.schema.pv.BuiltInNames;

/** Names of PVs, made from what people called the features of a model; each is given once. */
final class StarterNames {

    private static final int LONGEST = 100;
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final Set<String> taken = new HashSet<>(Set.of(BuiltInNames.HEARTBEAT, BuiltInNames.MESSAGE));

    /** The name of a file without its ending. */
    static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    /** A word that can be part of a PV name: what is not allowed becomes '_', without colons. */
    static String word(String text) {
        return limited(text.replaceAll("[^A-Za-z0-9_-]+", "_"));
    }

    /** A new name of a PV, as near to a text as is allowed. */
    String next(String text) {
        String wanted = limited(text.strip().replaceAll("[^A-Za-z0-9_:+\\-\\[\\]<>;]+", "_"));
        for (String room : new String[] {BuiltInNames.EVAL, BuiltInNames.LATENCY, BuiltInNames.MODEL}) {
            // below a pipeline or a model of that name they would be reserved
            wanted = wanted.replace(':' + room, '_' + room);
        }
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static String limited(String name) {
        String shown = name.isEmpty() ? "_" : name;
        return shown.substring(0, Math.min(shown.length(), LONGEST));
    }

    /** A text as YAML: plain if it certainly is a text so, else in quotes; its dollar signs are no macros. */
    static String yaml(String text) {
        boolean plain = text.matches("(?:\\.\\./)*[A-Za-z](?:[A-Za-z0-9_:./-]*[A-Za-z0-9_])?")
            && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : Json.quote(text.replaceAll("\\$(?=[({])", "\\\\\\$"));
    }
}
