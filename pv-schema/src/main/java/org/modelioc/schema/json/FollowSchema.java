package org.modelioc.schema.json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.link.FollowDefinition;
import org.modelioc.schema.link.LinkAddress;
import org.modelioc.schema.link.SeverityRule;

/** The schema of {@code follow}: the PV of another IOC that an input takes its values from. */
final class FollowSchema {

    /** Definition of {@link #follow}. */
    static final String FOLLOW = "follow";

    private FollowSchema() {
    }

    static Schema follow(List<String> times) {
        Schema convert = new Mapping()
            .required("from", Values.filledLine().described("The units that the source must have."))
            .required("factor", Values.number().and("not", Schema.of("const", 0)).described("Not 0."))
            .key("offset", Values.number().described("In the units of the input.").otherwise(0))
            .schema().described("Makes 'factor' × value + 'offset' of each value.");
        Schema section = new Mapping()
            .required("pv", address())
            .key("stale-after", Values.quantity(times)
                .described("Silence, from 10 ms to 24 h, after which the value is INVALID. Servers send what changes: without it"
                    + " silence is no fault."))
            .key("severity", Values.choice(Arrays.stream(SeverityRule.values()).map(Enum::name).toList())
                .described("What is taken over from the alarm of the source: nothing (NMS), its severity (MS), its severity if"
                    + " INVALID (MSI), severity and status (MSS).").otherwise(FollowDefinition.DEFAULT_SEVERITY.name()))
            .key("convert", convert)
            .schema();
        return Schema.of("anyOf", List.of(address(), section))
            .described("The PV of another IOC that the values come from: its address, or a mapping.");
    }

    private static Schema address() {
        return Schema.reference(Values.LINE)
            .and("pattern", "^\\s*(?:[Pp][Vv][Aa]|[Cc][Aa])://\\S{1," + LinkAddress.LONGEST_NAME + "}\\s*$|" + Values.ANY_MACRO)
            .described("pva://NAME or ca://NAME.");
    }

    /** A conversion needs units to convert to. */
    static Schema rule() {
        Schema converts = Mapping.has(FOLLOW).and("properties", Map.of(FOLLOW, Mapping.has("convert").and("type", "object")));
        return Schema.of("if", converts).and("then", Schema.of("anyOf", List.of(Mapping.has("units"), Mapping.has("EGU"))));
    }
}
