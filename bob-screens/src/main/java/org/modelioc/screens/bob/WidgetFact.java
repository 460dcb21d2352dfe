package org.modelioc.screens.bob;

import java.util.List;
import java.util.Optional;

/**
 * What Phoebus knows of one type of widget.
 *
 * @param type       the attribute {@code type}
 * @param version    the version that the oldest supported Phoebus reads; empty if it does not have the type
 * @param properties its properties, in the order in which Phoebus writes them
 */
public record WidgetFact(String type, String version, List<PropertyFact> properties) {

    /** Keeps an unmodifiable copy. */
    public WidgetFact {
        properties = List.copyOf(properties);
    }

    /**
     * A property.
     *
     * @param name its XML element
     * @return what is known of it, empty if the widget has none of that name
     */
    public Optional<PropertyFact> property(String name) {
        return properties.stream().filter(fact -> fact.name().equals(name)).findFirst();
    }
}
