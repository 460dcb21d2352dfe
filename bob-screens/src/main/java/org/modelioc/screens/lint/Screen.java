package org.modelioc.screens.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One screen under examination.
 *
 * @param file name of its file
 * @param root its {@code display} element
 */
record Screen(String file, Element root) {

    /** All widgets, also those in groups and tabs, in the order of the file. */
    List<Element> widgets() {
        List<Element> widgets = new ArrayList<>();
        collect(root, widgets);
        return widgets;
    }

    private static void collect(Element element, List<Element> widgets) {
        for (Element child : element.children()) {
            if (child.name().equals("widget")) {
                widgets.add(child);
            }
            collect(child, widgets);
        }
    }

    /** Macros in its head, expanded with those that are passed to it. */
    Map<String, String> macros(Map<String, String> passed) {
        Map<String, String> macros = new LinkedHashMap<>(passed);
        root.child("macros").stream().flatMap(section -> section.children().stream())
            .forEach(macro -> macros.put(macro.name(), MacroText.expand(macro.text(), macros)));
        return macros;
    }

    /** All elements below and with an element. */
    static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), element.children().stream().flatMap(Screen::all));
    }
}
