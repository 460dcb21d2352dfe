package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.whatif.WhatIf;
import org.modelioc.schema.type.PvType;

/**
 * The names by which a what-if request may call an input: that of its PV, with or without the prefix, or its field in the PV
 * EVAL:GROUP. They are put together when a request needs them, for there may be as many as the IOC has PVs, and most IOCs
 * are never asked. Thread-safe.
 */
final class WhatIfNames {

    private final WhatIf whatIf;
    private Map<String, Integer> byName;
    private Map<String, Integer> byField;

    WhatIfNames(WhatIf whatIf) {
        this.whatIf = whatIf;
    }

    /** Which of the inputs is meant; -1 if none is. */
    int find(String name) {
        Integer input = byName().get(name);
        if (input == null && name.startsWith(whatIf.prefix())) {
            input = byName().get(name.substring(whatIf.prefix().length()));
        }
        if (input == null) {
            input = byField().get(name);
        }
        return input == null ? -1 : input;
    }

    /** Every name that there is, for a suggestion. */
    List<String> all() {
        return Stream.of(whatIf.inputs().stream(), whatIf.inputs().stream().map(whatIf.prefix()::concat),
            byField().keySet().stream()).flatMap(each -> each).toList();
    }

    private synchronized Map<String, Integer> byName() {
        if (byName == null) {
            List<String> names = whatIf.inputs();
            byName = HashMap.newHashMap(names.size());
            for (int i = 0; i < names.size(); i++) {
                byName.put(names.get(i), i);
            }
        }
        return byName;
    }

    private synchronized Map<String, Integer> byField() {
        if (byField == null) {
            List<Integer> grouped = new ArrayList<>();
            for (int i = 0; i < whatIf.inputs().size(); i++) {
                PvType type = whatIf.input(i).type();
                if (!(type instanceof PvType.Image || type instanceof PvType.Table)) {
                    grouped.add(i);
                }
            }
            List<String> fields = GroupPv.fieldNames(grouped.stream().map(whatIf.inputs()::get).toList());
            byField = HashMap.newHashMap(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                byField.put(fields.get(i), grouped.get(i));
            }
        }
        return byField;
    }
}
