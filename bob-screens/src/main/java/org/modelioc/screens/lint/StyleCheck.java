package org.modelioc.screens.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.PropertyFact;
import org.modelioc.screens.bob.WidgetFacts;

/**
 * The conventions of our own screens: named colours and fonts only, no colour as the only signal, no number without its unit,
 * alarms shown wherever there can be one, nothing that has to run in Phoebus.
 */
final class StyleCheck {

    private final Screen screen;
    private final Findings findings;

    private StyleCheck(Screen screen, Findings findings) {
        this.screen = screen;
        this.findings = findings;
    }

    static void check(Screen screen, Findings findings) {
        StyleCheck check = new StyleCheck(screen, findings);
        Screen.all(screen.root()).forEach(check::colorOrFont);
        screen.widgets().forEach(check::widget);
    }

    private void colorOrFont(Element element) {
        if (element.name().equals("color") && element.attributes().containsKey("red")
                && NamedColor.of(element.attribute("name")).isEmpty()) {
            findings.add(screen, element, "only colours that Phoebus has a name for, not '" + element.attribute("name") + "'");
        }
        if (element.name().equals("font") && element.attributes().containsKey("size")
                && NamedFont.of(element.attribute("name")).isEmpty()) {
            findings.add(screen, element, "only fonts that Phoebus has a name for, not '" + element.attribute("name") + "'");
        }
    }

    private void widget(Element widget) {
        String type = widget.attribute("type");
        List<PropertyFact> facts = WidgetFacts.phoebus().widget(type).map(fact -> fact.properties()).orElse(List.of());
        for (PropertyFact fact : facts) {
            if (fact.kind() == PropertyFact.Kind.PVNAME) {
                widget.child(fact.name()).ifPresent(this::pv);
            }
        }
        refuse(widget, "border_alarm_sensitive", "false", "alarms of a PV are shown wherever it is");
        refuse(widget, "show_units", "false", "a number is shown with its unit");
        if (has(widget, "rules") || has(widget, "scripts")) {
            findings.add(screen, widget, "rules and scripts start Jython in Phoebus: let the IOC work it out");
        }
        switch (type) {
            case "led" -> light(widget);
            case "multi_state_led" -> states(widget);
            case "table" -> {
                if (!widget.text("editable").equals("false")) {
                    findings.add(screen, widget, "a table is not editable: set editable to false");
                }
            }
            case "xyplot" -> {
                widget.child("x_axis").ifPresent(this::axis);
                plot(widget);
            }
            case "stripchart" -> plot(widget);
            default -> { }
        }
    }

    private static boolean has(Element widget, String section) {
        return widget.child(section).filter(found -> !found.children().isEmpty()).isPresent();
    }

    private void refuse(Element widget, String property, String value, String why) {
        widget.child(property).filter(found -> found.text().equals(value))
            .ifPresent(found -> findings.add(screen, found, why));
    }

    private void pv(Element name) {
        String text = name.text();
        boolean named = text.startsWith("=") ? PvNames.inFormula(text).stream().allMatch(StyleCheck::byMacro)
            : text.isEmpty() || text.startsWith("loc://") || text.equals("$(READBACK)") || byMacro(text);
        if (!named) {
            findings.add(screen, name, "a PV is named pva://$(P)…, so that one screen serves every prefix, not '" + text + "'");
        }
    }

    private static boolean byMacro(String name) {
        return name.startsWith("pva://$(P)");
    }

    private void light(Element widget) {
        boolean words = !widget.text("off_label").isEmpty() && !widget.text("on_label").isEmpty();
        if (!words && !widget.text("labels_from_pv").equals("true")) {
            findings.add(screen, widget, "colour must not be the only signal: give off_label and on_label");
        }
    }

    private void states(Element widget) {
        for (Element state : widget.child("states").map(Element::children).orElse(List.of())) {
            if (state.text("label").isEmpty()) {
                findings.add(screen, state, "colour must not be the only signal: give the state a label");
            }
        }
    }

    private void plot(Element widget) {
        widget.child("y_axes").stream().flatMap(axes -> axes.children().stream()).forEach(this::axis);
        Set<String> looks = new HashSet<>();
        for (Element trace : widget.child("traces").map(Element::children).orElse(List.of())) {
            trace.child("y_pv").ifPresent(this::pv);
            trace.child("x_pv").ifPresent(this::pv);
            String look = String.join(" ", trace.text("trace_type"), trace.text("line_style"), trace.text("line_width"),
                trace.text("point_type"));
            if (!looks.add(look)) {
                findings.add(screen, trace, "traces must differ by more than their colour: another line style, width or point");
            }
        }
    }

    private void axis(Element axis) {
        Optional<Element> title = axis.child("title");
        if (title.isEmpty() || title.get().text().isEmpty()) {
            findings.add(screen, axis, "an axis needs a title with its unit");
        }
    }
}
