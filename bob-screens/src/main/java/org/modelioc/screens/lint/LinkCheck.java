package org.modelioc.screens.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelioc.schema.yaml.Suggestions;

/**
 * Whether every file that a screen leads to or embeds is there, and every macro has a value: on a screen opened alone, and on
 * each screen where another embeds it or leads to it with macros of its own.
 */
final class LinkCheck {

    /** Macros that Phoebus itself gives a value. */
    private static final Set<String> BUILT_IN =
        Set.of("pv_name", "pv_value", "actions", "name", "type", "DID", "DNAME", "width", "height", "text", "traces[0].y_pv");

    private final Map<String, Screen> screens;
    private final Set<String> files;
    private final Findings findings;
    private final Deque<String> under = new ArrayDeque<>();
    private final boolean style;

    private LinkCheck(Map<String, Screen> screens, Set<String> files, boolean style, Findings findings) {
        this.screens = screens;
        this.files = files;
        this.style = style;
        this.findings = findings;
    }

    static void check(Map<String, Screen> screens, Set<String> files, boolean style, Findings findings) {
        LinkCheck check = new LinkCheck(screens, files, style, findings);
        screens.values().forEach(screen -> check.open(screen, Map.of(), ""));
    }

    /** A screen with macros that are passed to it. */
    private void open(Screen screen, Map<String, String> passed, String where) {
        if (under.contains(screen.file())) {
            findings.add(screen, screen.root(), "the screen embeds itself, by way of " + String.join(", ", under));
            return;
        }
        under.push(screen.file());
        Map<String, String> macros = screen.macros(passed);
        below(screen, screen.root(), macros, where);
        if (style) {
            TextCheck.check(screen, macros, where, findings);
        }
        under.pop();
    }

    private void below(Screen screen, Element element, Map<String, String> macros, String where) {
        for (Element child : element.children()) {
            if (child.name().equals("widget")) {
                widget(screen, child, macros, where);
            } else if (!child.name().equals("macros")) {
                below(screen, child, macros, where);
            }
        }
    }

    private void widget(Screen screen, Element widget, Map<String, String> outer, String where) {
        Map<String, String> macros = with(widget, outer);
        switch (widget.attribute("type")) {
            case "embedded", "databrowser" -> {
                embed(screen, widget, widget, macros);
                wideEnough(screen, widget, macros);
            }
            case "template" -> widget.child("instances").map(Element::children).orElse(List.of())
                .forEach(instance -> embed(screen, widget, instance, with(instance, macros)));
            case "navtabs" -> widget.child("tabs").map(Element::children).orElse(List.of())
                .forEach(tab -> embed(screen, tab, tab, with(tab, macros)));
            default -> { }
        }
        resolved(screen, widget, macros, where);
        actions(screen, widget, macros);
        below(screen, widget, macros, where);
    }

    private void actions(Screen screen, Element widget, Map<String, String> macros) {
        for (Element action : widget.child("actions").map(Element::children).orElse(List.of())) {
            String type = action.attribute("type");
            if (type.equals("open_display") || type.equals("open_file")) {
                Element file = action.child("file").orElse(action);
                String target = MacroText.expand(file.text(), macros);
                if (exists(screen, file, target) && screens.containsKey(target)) {
                    leadsTo(screen, action, screens.get(target), with(action, macros));
                }
            }
        }
    }

    /** A screen that a button leads to gets the macros of this one; each of its own must come out with a value. */
    private void leadsTo(Screen screen, Element action, Screen target, Map<String, String> macros) {
        target.macros(macros).forEach((name, value) -> {
            if (!MacroText.names(value).isEmpty()) {
                findings.add(screen, action, target.file() + " is opened without a value for $(" + name + ")");
            }
        });
    }

    private void embed(Screen screen, Element holder, Element at, Map<String, String> macros) {
        Element file = holder.child("file").orElse(holder);
        String target = MacroText.expand(file.text(), macros);
        if (exists(screen, file, target) && screens.containsKey(target)) {
            open(screens.get(target), macros, ", embedded by " + screen.file() + ":" + at.line());
        }
    }

    /** A screen that is wider than its place is scrolled sideways, and what stands at its right is not seen. */
    private void wideEnough(Screen screen, Element widget, Map<String, String> macros) {
        Screen inner = screens.get(MacroText.expand(widget.text("file"), macros));
        boolean asItIs = widget.text("resize").isEmpty() || widget.text("resize").equals("0");
        if (style && inner != null && asItIs) {
            int needed = LayoutCheck.width(inner.root());
            int room = LayoutCheck.width(widget);
            if (needed > room) {
                findings.add(screen, widget, inner.file() + " is " + needed + " pixels wide, its place only " + room);
            }
        }
    }

    private boolean exists(Screen screen, Element at, String target) {
        if (!MacroText.names(target).isEmpty()) {
            return false;
        }
        if (!files.contains(target) && !target.contains("://") && !target.startsWith("examples:")) {
            findings.add(screen, at, "there is no file '" + target + "' beside this one" + Suggestions.didYouMean(target, files));
            return false;
        }
        return true;
    }

    private void resolved(Screen screen, Element widget, Map<String, String> macros, String where) {
        for (Element child : widget.children()) {
            boolean inner = child.name().equals("widget") || child.name().equals("macros") || child.name().equals("instances")
                || child.name().equals("tabs");
            if (!inner) {
                Screen.all(child).forEach(element -> MacroText.names(MacroText.expand(element.text(), macros)).stream()
                    .filter(name -> !BUILT_IN.contains(name))
                    .forEach(name -> findings.add(screen, element, "the macro $(" + name + ") has no value" + where)));
            }
        }
    }

    private static Map<String, String> with(Element holder, Map<String, String> outer) {
        Map<String, String> macros = new LinkedHashMap<>(outer);
        holder.child("macros").map(Element::children).orElse(List.of())
            .forEach(macro -> macros.put(macro.name(), MacroText.expand(macro.text(), macros)));
        return macros;
    }
}
