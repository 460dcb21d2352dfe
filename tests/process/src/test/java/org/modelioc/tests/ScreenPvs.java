package org.modelioc.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The PVs of a Phoebus screen and of all that it embeds, with macros replaced as Phoebus does. */
final class ScreenPvs {

    private static final Pattern MACRO = Pattern.compile("\\$\\((\\w+)(?:=([^()]*))?\\)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final List<String> PVS = List.of("pv_name", "x_pv", "y_pv");

    private final List<Use> uses = new ArrayList<>();

    private ScreenPvs() {
    }

    /**
     * A PV on a screen.
     *
     * @param screen   file of the screen
     * @param widget   type of the widget, or of the element around the PV in it
     * @param property the property that names the PV
     * @param pv       its full name
     */
    record Use(String screen, String widget, String property, String pv) {
    }

    static List<Use> of(Path screen, Map<String, String> macros) throws Exception {
        ScreenPvs pvs = new ScreenPvs();
        pvs.read(screen, macros);
        return pvs.uses;
    }

    private void read(Path screen, Map<String, String> passed) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(screen.toString()))
            .getDocumentElement();
        widgets(screen, root, macros(root, passed));
    }

    private void widgets(Path screen, Element parent, Map<String, String> macros) throws Exception {
        for (Element widget : children(parent, "widget")) {
            Map<String, String> inner = macros(widget, macros);
            String type = widget.getAttribute("type");
            pvs(screen, type, widget, inner);
            switch (type) {
                case "embedded" -> read(screen.resolveSibling(expand(text(widget, "file"), inner)), inner);
                case "template" -> {
                    for (Element instance : children(children(widget, "instances").getFirst(), "instance")) {
                        read(screen.resolveSibling(expand(text(widget, "file"), inner)), macros(instance, inner));
                    }
                }
                default -> widgets(screen, widget, inner);
            }
        }
    }

    private void pvs(Path screen, String type, Element element, Map<String, String> macros) {
        for (Element child : children(element, null)) {
            if (PVS.contains(child.getTagName()) && !child.getTextContent().isBlank()) {
                names(expand(child.getTextContent().strip(), macros)).forEach(name ->
                    uses.add(new Use(screen.getFileName().toString(), type, child.getTagName(), name)));
            } else if (!child.getTagName().equals("widget") && !child.getTagName().equals("instances")) {
                pvs(screen, type, child, macros);
            }
        }
    }

    /** The PV itself, or those of a formula. */
    private static List<String> names(String text) {
        return text.startsWith("=") ? QUOTED.matcher(text).results().map(match -> match.group(1)).toList() : List.of(text);
    }

    private static Map<String, String> macros(Element holder, Map<String, String> outer) {
        Map<String, String> macros = new LinkedHashMap<>(outer);
        for (Element section : children(holder, "macros")) {
            children(section, null)
                .forEach(macro -> macros.put(macro.getTagName(), expand(macro.getTextContent().strip(), macros)));
        }
        return macros;
    }

    private static String expand(String text, Map<String, String> macros) {
        Matcher matcher = MACRO.matcher(text);
        String next = matcher.replaceAll(match -> {
            String value = macros.getOrDefault(match.group(1), match.group(2));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
        return next.equals(text) ? text : expand(next, macros);
    }

    private static String text(Element element, String name) {
        return children(element, name).getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && (name == null || element.getTagName().equals(name))) {
                children.add(element);
            }
        }
        return children;
    }
}
