package org.modelioc.screens.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.PropertyFact;
import org.modelioc.screens.bob.WidgetFact;
import org.modelioc.screens.bob.WidgetFacts;

/** Whether Phoebus 4.7 and 5 read all of a screen: widget types, versions, properties, ordinals, numbers, actions. */
final class FactsCheck {

    private static final Set<String> ACTIONS = Set.of("open_display", "write_pv", "execute", "command", "open_file",
        "open_webpage", "open_data_browser", "close_display");

    private final Screen screen;
    private final Findings findings;

    private FactsCheck(Screen screen, Findings findings) {
        this.screen = screen;
        this.findings = findings;
    }

    static void check(Screen screen, Findings findings) {
        new FactsCheck(screen, findings).check();
    }

    private void check() {
        Element root = screen.root();
        if (!root.name().equals("display")) {
            findings.add(screen, root, "a screen is a <display>, not a <" + root.name() + ">");
            return;
        }
        WidgetFact display = WidgetFacts.phoebus().widget(WidgetFacts.DISPLAY).orElseThrow();
        version(root, display);
        properties(root, "display", display.properties());
        screen.widgets().forEach(this::widget);
    }

    private void widget(Element widget) {
        String type = widget.attribute("type");
        Optional<WidgetFact> known = WidgetFacts.phoebus().widget(type);
        if (known.isEmpty()) {
            findings.add(screen, widget, "Phoebus has no widget '" + type + "'"
                + Suggestions.didYouMean(type, WidgetFacts.phoebus().types()));
            return;
        }
        if (known.get().version().isEmpty()) {
            findings.add(screen, widget, "the widget '" + type + "' is not in Phoebus 4.7");
            return;
        }
        version(widget, known.get());
        properties(widget, "widget '" + type + "'", known.get().properties());
    }

    private void version(Element element, WidgetFact fact) {
        String version = element.attribute("version");
        if (!version.equals(fact.version())) {
            findings.add(screen, element, "version of " + fact.type() + " must be " + fact.version() + ", which Phoebus 4.7 and 5"
                + " read, not " + (version.isEmpty() ? "missing" : version));
        }
    }

    private void properties(Element owner, String what, List<PropertyFact> facts) {
        for (Element property : owner.children()) {
            if (property.name().equals("widget")) {
                continue;
            }
            facts.stream().filter(fact -> fact.name().equals(property.name())).findFirst().ifPresentOrElse(
                fact -> value(property, fact),
                () -> findings.add(screen, property, what + " has no property '" + property.name() + "'"
                    + Suggestions.didYouMean(property.name(), facts.stream().map(PropertyFact::name).toList())));
        }
    }

    private void value(Element property, PropertyFact fact) {
        switch (fact.kind()) {
            case INTEGER -> number(property, text -> Integer.parseInt(text), "a whole number");
            case DOUBLE -> number(property, text -> Double.parseDouble(text), "a number");
            case BOOLEAN -> plain(property, Set.of("true", "false")::contains, "true or false");
            case ENUM -> plain(property, text -> ordinal(text, fact.choices().size()), "the number of a choice: "
                + choices(fact.choices()));
            case STRUCT -> properties(property, "'" + fact.name() + "'", fact.parts());
            case ARRAY -> properties(property, "'" + fact.name() + "'", fact.parts());
            case COLOR -> one(property, "color", List.of("red", "green", "blue"));
            case FONT -> {
                one(property, "font", List.of("family", "style", "size"));
                property.child("font").flatMap(font -> NamedFont.of(font.attribute("name")).isEmpty()
                        && font.attribute("style").isEmpty() ? Optional.of(font) : Optional.empty())
                    .ifPresent(font -> findings.add(screen, font, "a font needs a style"));
            }
            case ACTIONS -> property.children("action").stream()
                .filter(action -> !ACTIONS.contains(action.attribute("type")))
                .forEach(action -> findings.add(screen, action, "Phoebus has no action '" + action.attribute("type") + "'"
                    + Suggestions.didYouMean(action.attribute("type"), ACTIONS)));
            default -> { }
        }
    }

    private void one(Element property, String name, List<String> attributes) {
        Optional<Element> value = property.child(name);
        if (value.isEmpty()) {
            findings.add(screen, property, "'" + property.name() + "' needs a <" + name + ">");
            return;
        }
        for (String attribute : attributes) {
            if (value.get().attribute(attribute).isEmpty()) {
                findings.add(screen, value.get(), "a " + name + " needs '" + attribute + "'");
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        Number read(String text);
    }

    private void number(Element property, Reading reading, String expected) {
        plain(property, text -> {
            try {
                return reading.read(text) != null;
            } catch (NumberFormatException e) {
                return false;
            }
        }, expected);
    }

    private void plain(Element property, Predicate<String> allowed, String expected) {
        String text = property.text();
        if (MacroText.names(text).isEmpty() && !allowed.test(text)) {
            findings.add(screen, property, "'" + property.name() + "' must be " + expected + ", not '" + text + "'");
        }
    }

    private static boolean ordinal(String text, int count) {
        return text.matches("\\d{1,3}") && Integer.parseInt(text) < count;
    }

    private static String choices(List<String> choices) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(i).append(' ').append(choices.get(i));
        }
        return text.toString();
    }
}
