package org.modelioc.schema.pv;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;

/**
 * The PVs that a template makes of the same lines. The devices of a large file are many and differ in little else than names: of
 * the first one the whole definition is read, of its twins the texts that are their own.
 */
final class DeviceTwins {

    private final Map<YamlMapping, PvDefinition> firsts = new IdentityHashMap<>();

    /**
     * Keeps a PV as the model of its twins.
     *
     * @param entry where it was read from
     * @param pv    what was read, without fault
     */
    void keep(YamlMapping.Entry entry, PvDefinition pv) {
        // what is said of a followed PV tells its device
        if (entry.value() instanceof YamlMapping mapping && mapping.written() != mapping && pv.follow().isEmpty()) {
            firsts.put(mapping.written(), pv);
        }
    }

    /**
     * Makes a PV after its twin.
     *
     * @param entry the PV
     * @return nothing if it has none, differs in more than texts for people, or has a text that may be at fault
     */
    Optional<PvDefinition> of(YamlMapping.Entry entry) {
        PvDefinition first = entry.value() instanceof YamlMapping mapping ? firsts.get(mapping.written()) : null;
        if (first == null) {
            return Optional.empty();
        }
        String description = first.description();
        String units = first.units();
        String guidance = first.guidance();
        for (YamlMapping.Entry own : ((YamlMapping) entry.value()).own()) {
            boolean sound = own.key().macros().isEmpty() && own.value() instanceof YamlScalar text && text.resolved()
                && !text.isNull() && Words.isLine(text.text());
            switch (sound ? own.key().text() : "") {
                case "description", "DESC" -> description = ((YamlScalar) own.value()).text();
                case "units", "EGU" -> units = ((YamlScalar) own.value()).text();
                case PvReader.GUIDANCE -> guidance = ((YamlScalar) own.value()).text();
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(first.like(entry.key().text(), SourcePosition.of(entry.key().at()), description, units, guidance));
    }
}
