package org.modelioc.screens.bob;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.modelioc.screens.bob.PropertyFact.Kind;

/**
 * Values of the properties of a widget, or of the members of a struct. Immutable. A name or a kind of value that Phoebus does
 * not know is a mistake in the program that makes the screen, and answered with {@link IllegalArgumentException}.
 */
public final class Properties {

    private static final Set<Kind> TEXTS = Set.of(Kind.STRING, Kind.PVNAME, Kind.FILENAME);

    private final String owner;
    private final List<PropertyFact> facts;
    private final Map<String, Value> values;

    private Properties(String owner, List<PropertyFact> facts, Map<String, Value> values) {
        this.owner = owner;
        this.facts = facts;
        this.values = values;
    }

    static Properties none(String owner, List<PropertyFact> facts) {
        return new Properties(owner, facts, Map.of());
    }

    /**
     * With a text, PV or file.
     *
     * @param name property
     * @param text value, may hold macros
     * @return a copy with the value
     */
    public Properties text(String name, String text) {
        return with(name, TEXTS, new Value.Plain(text));
    }

    /**
     * With a whole number.
     *
     * @param name   property
     * @param number value
     * @return a copy with the value
     */
    public Properties whole(String name, int number) {
        return with(name, Set.of(Kind.INTEGER), new Value.Plain(Integer.toString(number)));
    }

    /**
     * With a number.
     *
     * @param name   property
     * @param number value
     * @return a copy with the value
     */
    public Properties number(String name, double number) {
        return with(name, Set.of(Kind.DOUBLE), new Value.Plain(Double.toString(number)));
    }

    /**
     * With a number that macros tell.
     *
     * @param name   property
     * @param macros text with macros that make up a number
     * @return a copy with the value
     */
    public Properties number(String name, String macros) {
        return with(name, Set.of(Kind.DOUBLE), new Value.Plain(macros));
    }

    /**
     * With a truth value.
     *
     * @param name property
     * @param on   value
     * @return a copy with the value
     */
    public Properties flag(String name, boolean on) {
        return with(name, Set.of(Kind.BOOLEAN), new Value.Plain(Boolean.toString(on)));
    }

    /**
     * With one of the choices of an enum.
     *
     * @param name   property
     * @param choice the choice in words; what the file gets is its ordinal
     * @return a copy with the value
     */
    public Properties choice(String name, String choice) {
        int ordinal = fact(name, Set.of(Kind.ENUM)).choices().indexOf(choice);
        if (ordinal < 0) {
            throw new IllegalArgumentException(name + " of " + owner + " has no choice '" + choice + "'");
        }
        return with(name, Set.of(Kind.ENUM), new Value.Plain(Integer.toString(ordinal)));
    }

    /**
     * With a colour.
     *
     * @param name  property
     * @param color value
     * @return a copy with the value
     */
    public Properties color(String name, NamedColor color) {
        return with(name, Set.of(Kind.COLOR), new Value.Color(color));
    }

    /**
     * With a font.
     *
     * @param name property
     * @param font value
     * @return a copy with the value
     */
    public Properties font(String name, NamedFont font) {
        return with(name, Set.of(Kind.FONT), new Value.Font(font));
    }

    /**
     * With a colour map.
     *
     * @param name property
     * @param map  name of the map, for example {@code "VIRIDIS"}
     * @return a copy with the value
     */
    public Properties colorMap(String name, String map) {
        return with(name, Set.of(Kind.COLORMAP), new Value.ColorMap(map));
    }

    /**
     * With macros.
     *
     * @param name   property
     * @param macros names and values
     * @return a copy with the value
     */
    public Properties macros(String name, Map<String, String> macros) {
        return with(name, Set.of(Kind.MACROS), new Value.Macros(macros));
    }

    /**
     * With actions.
     *
     * @param actions the actions
     * @param asOne   whether one click does all of them; else the operator picks one
     * @return a copy with the value
     */
    public Properties actions(List<Action> actions, boolean asOne) {
        return with("actions", Set.of(Kind.ACTIONS), new Value.Actions(actions, asOne));
    }

    /**
     * With the corners of a line or an area.
     *
     * @param numbers x and y in turn
     * @return a copy with the value
     */
    public Properties points(List<Integer> numbers) {
        return with("points", Set.of(Kind.POINTS), new Value.Points(numbers));
    }

    /**
     * With the members of a struct.
     *
     * @param name property
     * @param fill sets the members, beginning with none
     * @return a copy with the value
     */
    public Properties struct(String name, UnaryOperator<Properties> fill) {
        PropertyFact fact = fact(name, Set.of(Kind.STRUCT));
        return with(name, Set.of(Kind.STRUCT), new Value.Struct(fill.apply(none(owner + " " + name, fact.parts()))));
    }

    /**
     * With the elements of an array of structs.
     *
     * @param name  property
     * @param items what the elements are made from
     * @param fill  makes an element of an item: sets members, beginning with none
     * @param <T>   type of an item
     * @return a copy with the value
     */
    public <T> Properties structs(String name, List<T> items, Function<T, UnaryOperator<Properties>> fill) {
        PropertyFact element = fact(name, Set.of(Kind.ARRAY)).parts().getFirst();
        return with(name, Set.of(Kind.ARRAY), new Value.Elements(items.stream().<Value>map(item -> new Value.Struct(
            fill.apply(item).apply(none(owner + " " + element.name(), element.parts())))).toList()));
    }

    /**
     * With the elements of an array of texts.
     *
     * @param name  property
     * @param texts the elements
     * @return a copy with the value
     */
    public Properties texts(String name, List<String> texts) {
        return with(name, Set.of(Kind.ARRAY), new Value.Elements(texts.stream().<Value>map(Value.Plain::new).toList()));
    }

    List<PropertyFact> facts() {
        return facts;
    }

    /** The value of a property, null if it is left to Phoebus' default. */
    Value get(String name) {
        return values.get(name);
    }

    private Properties with(String name, Set<Kind> kinds, Value value) {
        fact(name, kinds);
        Map<String, Value> copy = new HashMap<>(values);
        copy.put(name, Objects.requireNonNull(value));
        return new Properties(owner, facts, Map.copyOf(copy));
    }

    private PropertyFact fact(String name, Set<Kind> kinds) {
        PropertyFact fact = facts.stream().filter(known -> known.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(owner + " has no property '" + name + "'"));
        if (!kinds.contains(fact.kind())) {
            throw new IllegalArgumentException(name + " of " + owner + " is a " + fact.kind() + ", not one of " + kinds);
        }
        return fact;
    }
}
