package org.modelioc.runtime.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.card.ModelCard;

/** Whether the numbers of one version of a model mean the same as those of another one. */
public final class CardDifference {

    private CardDifference() {
    }

    /**
     * Compares features by tensor, name, place and units.
     *
     * @param served what is on the card of the version that runs
     * @param next   what is on that of the one that shall take over
     * @return the first difference as a sentence; empty if there is none
     */
    public static Optional<String> of(ModelCard served, ModelCard next) {
        return difference("input", inputs(served), inputs(next)).or(() -> difference("output", outputs(served), outputs(next)));
    }

    private static Optional<String> difference(String side, Map<String, String> served, Map<String, String> next) {
        for (Map.Entry<String, String> feature : served.entrySet()) {
            String units = next.get(feature.getKey());
            if (units == null) {
                return Optional.of(side + " " + feature.getKey() + " of the version that runs is not in the new one,"
                    + " or elsewhere");
            }
            if (!units.equals(feature.getValue())) {
                return Optional.of(side + " " + feature.getKey() + " is in '" + feature.getValue() + "' in the version that runs,"
                    + " and in '" + units + "' in the new one");
            }
        }
        return next.size() == served.size() ? Optional.empty()
            : Optional.of("the new version has " + next.size() + " " + side + " features, the one that runs " + served.size());
    }

    private static Map<String, String> inputs(ModelCard card) {
        Map<String, String> units = new LinkedHashMap<>();
        card.inputs().forEach(tensor -> tensor.features().forEach(feature ->
            units.put(tensor.name() + '[' + tensor.features().indexOf(feature) + "] " + feature.name(), feature.units())));
        return units;
    }

    private static Map<String, String> outputs(ModelCard card) {
        Map<String, String> units = new LinkedHashMap<>();
        card.outputs().forEach(tensor -> tensor.features().forEach(feature ->
            units.put(tensor.name() + '[' + tensor.features().indexOf(feature) + "] " + feature.name(), feature.units())));
        return units;
    }
}
