package org.modelioc.screens.bob;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One widget. Immutable; {@link Widgets} makes them.
 *
 * @param type       one of the types that Phoebus 4.7 and later have
 * @param name       what the editor of Phoebus shows; may be empty
 * @param box        where it lies in its parent
 * @param properties what is set; the rest is left to Phoebus' defaults
 * @param children   what lies in it, if it is a group
 */
public record Widget(WidgetFact type, String name, Box box, Properties properties, List<Widget> children) {

    /** Keeps an unmodifiable copy. */
    public Widget {
        children = List.copyOf(children);
    }

    /**
     * A widget with nothing set.
     *
     * @param type its type
     * @param name what the editor shows
     * @param box  where it lies
     * @return the widget
     * @throws IllegalArgumentException if Phoebus 4.7 does not have the type
     */
    public static Widget of(String type, String name, Box box) {
        WidgetFact fact = WidgetFacts.phoebus().widget(type).filter(known -> !known.version().isEmpty())
            .orElseThrow(() -> new IllegalArgumentException("Phoebus 4.7 has no widget '" + type + "'"));
        return new Widget(fact, name, box, Properties.none(type, fact.properties()), List.of());
    }

    /**
     * With more properties.
     *
     * @param set sets them
     * @return a copy with them
     */
    public Widget with(UnaryOperator<Properties> set) {
        return new Widget(type, name, box, set.apply(properties), children);
    }

    /**
     * With these children instead of those it has.
     *
     * @param within what lies in it
     * @return a copy with them
     */
    public Widget with(List<Widget> within) {
        return new Widget(type, name, box, properties, within);
    }

    /**
     * The same elsewhere.
     *
     * @param byX pixels to the right
     * @param byY pixels down
     * @return a copy there
     */
    public Widget moved(int byX, int byY) {
        return new Widget(type, name, box.moved(byX, byY), properties, children);
    }
}
