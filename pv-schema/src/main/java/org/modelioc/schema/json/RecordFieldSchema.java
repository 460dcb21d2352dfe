package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** The fields that stand for a key of a PV, or for parts of it. */
    static List<String> fields(String key) {
        return switch (key) {
            case "description" -> List.of("DESC");
            case "units" -> List.of("EGU");
            case "precision" -> List.of("PREC");
            case "value" -> List.of("VAL");
            case "mdel" -> List.of("MDEL");
            case "adel" -> List.of("ADEL");
            case "asg" -> List.of("ASG");
            case "display" -> List.of("LOPR", "HOPR");
            case "limits" -> List.of("DRVL", "DRVH");
            case "alarms" -> Stream.of(LIMITS, SEVERITIES, List.of("HYST")).flatMap(List::stream).toList();
            default -> List.of();
        };
    }

    /**
     * Adds the fields whose keys the PV has.
     *
     * @param pv    the keys of the PV
     * @param rules its rules
     * @return the PV as a whole
     */
    static Schema add(Mapping pv, List<Schema> rules) {
        List<Schema> all = new ArrayList<>(rules);
        pv.keys().forEach((key, schema) -> {
            switch (key) {
                case "description", "units", "precision", "value", "mdel", "adel", "asg" ->
                    pv.key(fields(key).getFirst(), schema.described("Record name of '" + key + "'."));
                case "display", "limits" -> range(pv, all, key);
                case "alarms" -> alarms(pv, all);
                default -> {
                    return;
                }
            }
            all.add(never(key, fields(key)));
        });
        return pv.schema().and("allOf", all);
    }

    private static void range(Mapping pv, List<Schema> rules, String section) {
        String low = fields(section).getFirst();
        String high = fields(section).getLast();
        pv.key(low, Values.number().described("Record name of '" + section + ".low'; with " + high + "."));
        pv.key(high, Values.number().described("Record name of '" + section + ".high', above " + low + "."));
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
    }

    private static String key(String limit) {
        return limit.toLowerCase(Locale.ROOT);
    }

    private static Schema never(String key, List<String> fields) {
        return Schema.of("if", Mapping.has(key))
            .and("then", Schema.of("not", Schema.of("anyOf", fields.stream().map(Mapping::has).toList())));
    }
}
