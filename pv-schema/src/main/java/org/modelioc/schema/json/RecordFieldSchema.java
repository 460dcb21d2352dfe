package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that EPICS records have for keys of a PV: each has the schema of its key. A section and the fields that stand for
 * parts of it exclude one another.
 */
final class RecordFieldSchema {

    private static final List<String> LIMITS = List.of("LOLO", "LOW", "HIGH", "HIHI");
    private static final List<String> SEVERITIES = List.of("LLSV", "LSV", "HSV", "HHSV");

    private RecordFieldSchema() {
    }

    /** Adds the fields whose keys the PV has. */
    static Schema add(Mapping pv) {
        Map<String, Schema> keys = pv.keys();
        List<Schema> rules = new ArrayList<>();
        Stream.of("DESC description", "EGU units", "PREC precision", "VAL value").map(pair -> pair.split(" "))
            .filter(pair -> keys.containsKey(pair[1])).forEach(pair -> {
                pv.key(pair[0], keys.get(pair[1]).described("Record name of '" + pair[1] + "'."));
                rules.add(never(pair[1], List.of(pair[0])));
            });
        if (keys.containsKey("display")) {
            range(pv, rules, "display", "LOPR", "HOPR");
        }
        if (keys.containsKey("limits")) {
            range(pv, rules, "limits", "DRVL", "DRVH");
        }
        if (keys.containsKey("alarms")) {
            alarms(pv, rules);
        }
        return pv.schema().and("allOf", rules);
    }

    private static void range(Mapping pv, List<Schema> rules, String section, String low, String high) {
        pv.key(low, Values.number().described("Record name of '" + section + ".low'; with " + high + "."));
        pv.key(high, Values.number().described("Record name of '" + section + ".high', above " + low + "."));
        rules.add(never(section, List.of(low, high)));
        rules.add(Mapping.onlyWith(low, Mapping.has(high)));
        rules.add(Mapping.onlyWith(high, Mapping.has(low)));
    }

    private static void alarms(Mapping pv, List<Schema> rules) {
        for (String limit : LIMITS) {
            pv.key(limit, Values.number().described("Record name of 'alarms." + key(limit) + "'."));
        }
        pv.key("HYST", Values.numberFrom(0).described("Record name of 'alarms.hysteresis'."));
        for (int i = 0; i < LIMITS.size(); i++) {
            String severity = SEVERITIES.get(i);
            pv.key(severity, PvSchema.severity().described("Record name of 'alarms.severities." + key(LIMITS.get(i)) + "'."));
            rules.add(Mapping.onlyWith(severity, Mapping.has(LIMITS.get(i))));
        }
        rules.add(Mapping.onlyWith("HYST", Schema.of("anyOf", LIMITS.stream().map(Mapping::has).toList())));
        rules.add(never("alarms", Stream.of(LIMITS, SEVERITIES, List.of("HYST")).flatMap(List::stream).toList()));
    }

    private static String key(String limit) {
        return limit.toLowerCase(Locale.ROOT);
    }

    private static Schema never(String key, List<String> fields) {
        return Schema.of("if", Mapping.has(key))
            .and("then", Schema.of("not", Schema.of("anyOf", fields.stream().map(Mapping::has).toList())));
    }
}
