package org.modelioc.screens.bob;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which widgets and properties there are in Phoebus 4.7 and 5, from the table {@code phoebus-widgets.txt} beside this class.
 *
 * <p>Phoebus itself is no judge: it skips a property that it does not know without a word.
 */
public final class WidgetFacts {

    /** The name under which the table has the display itself. */
    public static final String DISPLAY = "display";

    private static final String TABLE = "phoebus-widgets.txt";
    private static final WidgetFacts PHOEBUS = new WidgetFacts();

    private final Map<String, WidgetFact> widgets = new LinkedHashMap<>();

    private record Line(int depth, String name, String rest) {
        private static final int INDENT = 2;

        static Line of(String text) {
            String stripped = text.stripLeading();
            String[] words = stripped.split(" ", 2);
            return new Line((text.length() - stripped.length()) / INDENT, words[0], words.length > 1 ? words[1] : "");
        }
    }

    private WidgetFacts() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                WidgetFacts.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            List<Line> lines = reader.lines().filter(line -> !line.startsWith("#")).map(Line::of).toList();
            int at = 0;
            while (at < lines.size()) {
                Line line = lines.get(at);
                int end = end(lines, at);
                widgets.put(line.name(), new WidgetFact(line.name(), line.rest(), properties(lines.subList(at + 1, end))));
                at = end;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The facts of Phoebus.
     *
     * @return always the same
     */
    public static WidgetFacts phoebus() {
        return PHOEBUS;
    }

    /**
     * What is known of a type of widget.
     *
     * @param type the type, or {@link #DISPLAY}
     * @return the facts, empty if there is no such type
     */
    public Optional<WidgetFact> widget(String type) {
        return Optional.ofNullable(widgets.get(type));
    }

    /**
     * All types.
     *
     * @return in the order of Phoebus' palette, {@link #DISPLAY} first
     */
    public List<String> types() {
        return List.copyOf(widgets.keySet());
    }

    private static int end(List<Line> lines, int at) {
        int end = at + 1;
        while (end < lines.size() && lines.get(end).depth() > lines.get(at).depth()) {
            end++;
        }
        return end;
    }

    private static List<PropertyFact> properties(List<Line> lines) {
        List<PropertyFact> facts = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            Line line = lines.get(at);
            int end = end(lines, at);
            String[] words = line.rest().split(" ", 2);
            facts.add(new PropertyFact(line.name(), PropertyFact.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                words.length > 1 ? Arrays.asList(words[1].split("\\|")) : List.of(), properties(lines.subList(at + 1, end))));
            at = end;
        }
        return facts;
    }
}
