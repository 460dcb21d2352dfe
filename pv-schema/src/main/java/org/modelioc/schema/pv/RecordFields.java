package org.modelioc.schema.pv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/**
 * The names that EPICS records have for keys of a PV, such as EGU for {@code units}. A definition with such names is rewritten
 * before it is read; each value stays where it was written, so that its faults are shown there.
 */
final class RecordFields {

    /** The key that each field stands for, sections joined by dots. */
    private static final Map<String, String> KEYS = ordered(
        "DESC description", "EGU units", "PREC precision", "VAL value",
        "LOPR display.low", "HOPR display.high", "DRVL limits.low", "DRVH limits.high",
        "LOLO alarms.lolo", "LOW alarms.low", "HIGH alarms.high", "HIHI alarms.hihi", "HYST alarms.hysteresis",
        "LLSV alarms.severities.lolo", "LSV alarms.severities.low", "HSV alarms.severities.high",
        "HHSV alarms.severities.hihi", "MDEL mdel", "ADEL adel", "ASG asg");
    /** Fields that say something only together. */
    private static final Map<String, String> PAIRS =
        Map.of("LOPR", "HOPR", "HOPR", "LOPR", "DRVL", "DRVH", "DRVH", "DRVL");
    private static final Pattern FIELD = Pattern.compile("[A-Z][A-Z0-9]*");

    private final List<String> allowed;
    private final Problems problems;
    private final Map<String, YamlMapping.Entry> fields = new LinkedHashMap<>();
    private final List<YamlMapping.Entry> entries = new ArrayList<>();

    private RecordFields(List<String> allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
    }

    /**
     * The fields and the keys that they stand for.
     *
     * @return in the order to show them; a key in sections has their names before it, joined by dots
     */
    static Map<String, String> keys() {
        return KEYS;
    }

    /**
     * Rewrites the definition of a PV.
     *
     * @param definition the definition
     * @param allowed    the keys that it may have
     * @param problems   takes what is wrong with the fields
     * @return the definition without fields; the same if it has none
     */
    static YamlNode replace(YamlNode definition, List<String> allowed, Problems problems) {
        return definition instanceof YamlMapping mapping && mayHaveField(mapping, allowed)
            ? new RecordFields(allowed, problems).rewritten(mapping) : definition;
    }

    private static boolean mayHaveField(YamlMapping mapping, List<String> allowed) {
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (mayBeField(entry.key().text(), allowed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeField(String key, List<String> allowed) {
        return !allowed.contains(key) && (KEYS.containsKey(key.toUpperCase(Locale.ROOT)) || looksLikeField(key));
    }

    private static boolean looksLikeField(String key) {
        return FIELD.matcher(key).matches();
    }

    private YamlNode rewritten(YamlMapping mapping) {
        Map<String, Mark> own = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!mayBeField(key, allowed)) {
                own.putIfAbsent(key, entry.key().at());
                entries.add(entry);
            } else if (!KEYS.containsKey(key)) {
                reportUnknown(entry.key());
            } else if (fields.putIfAbsent(key, entry) != null) {
                problems.add(entry.key().at(), Words.quote(key) + " stands here a second time; the first is at "
                    + fields.get(key).key().at());
            }
        }
        fields.entrySet().removeIf(field -> clashes(field.getKey(), field.getValue().key().at(), own));
        fields.entrySet().removeIf(field -> isAlone(field.getKey(), field.getValue().key().at()));
        fields.forEach((field, entry) -> add(entries, KEYS.get(field), entry));
        return new YamlMapping(mapping.at(), entries);
    }

    private void reportUnknown(YamlScalar key) {
        String field = key.text().toUpperCase(Locale.ROOT);
        if (KEYS.containsKey(field)) {
            problems.add(key.at(), "unknown key " + Words.quote(key.text()) + "; did you mean '" + KEYS.get(field)
                + "', or '" + field + "', its record name?");
        } else {
            problems.add(key.at(), "unknown key " + Words.quote(key.text()) + "; of a record's fields, those that can stand here"
                + " are " + String.join(", ", KEYS.keySet()) + Suggestions.didYouMean(key.text(), KEYS.keySet()));
        }
    }

    /** Whether what a field stands for is given under its own name, in whole or in part. */
    private boolean clashes(String field, Mark at, Map<String, Mark> own) {
        String key = KEYS.get(field);
        String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        Mark given = own.get(section);
        if (given != null) {
            problems.add(at, "'" + field + "' is the record name of '" + key + "', " + (section.equals(key) ? "which" : "and '"
                + section + "'") + " is given at " + given + "; keep one"
                + (section.equals(key) ? "" : ", with all that belongs to it"));
        }
        return given != null;
    }

    private boolean isAlone(String field, Mark at) {
        Optional<String> other = Optional.ofNullable(PAIRS.get(field)).filter(pair -> !fields.containsKey(pair));
        other.ifPresent(pair -> problems.add(at, "'" + field + "' needs '" + pair + "' beside it: they are '" + KEYS.get(field)
            + "' and '" + KEYS.get(pair) + "'"));
        return other.isPresent();
    }

    /** Puts the value of a field where its key belongs; sections that this makes stand where their first field does. */
    private static void add(List<YamlMapping.Entry> into, String key, YamlMapping.Entry field) {
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        YamlScalar name = new YamlScalar(field.key().at(), first, false, List.of(), true, false);
        if (dot < 0) {
            into.add(new YamlMapping.Entry(name, field.value()));
            return;
        }
        int known = 0;
        while (known < into.size() && !into.get(known).key().text().equals(first)) {
            known++;
        }
        if (known == into.size()) {
            into.add(new YamlMapping.Entry(name, new YamlMapping(field.key().at(), List.of())));
        }
        YamlMapping.Entry section = into.get(known);
        List<YamlMapping.Entry> inner = new ArrayList<>(((YamlMapping) section.value()).entries());
        add(inner, key.substring(dot + 1), field);
        into.set(known, new YamlMapping.Entry(section.key(), new YamlMapping(section.value().at(), inner)));
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : pairs) {
            map.put(pair.split(" ")[0], pair.split(" ")[1]);
        }
        return map;
    }
}
