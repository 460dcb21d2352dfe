package org.modelioc.screens.bob;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes displays in the form of {@code .bob} files. Properties stand in the order in which Phoebus itself writes them, so that
 * a file that is saved there differs from ours only where something was changed.
 */
public final class BobWriter {

    private final Xml xml = new Xml();

    private BobWriter() {
    }

    /**
     * The text of a display.
     *
     * @param display the display
     * @param comment first line of the file, for people; Phoebus drops it when it saves the file
     * @return the file's text
     */
    public static String write(Display display, String comment) {
        BobWriter writer = new BobWriter();
        writer.xml.comment(comment);
        writer.display(display);
        return writer.xml.text();
    }

    private void display(Display display) {
        xml.open("display", "version", WidgetFacts.phoebus().widget(WidgetFacts.DISPLAY).orElseThrow().version());
        xml.element("name", display.name());
        macros("macros", display.macros());
        xml.element("width", Integer.toString(display.width()));
        xml.element("height", Integer.toString(display.height()));
        display.widgets().forEach(this::widget);
        xml.close("display");
    }

    private void widget(Widget widget) {
        xml.open("widget", "type", widget.type().type(), "version", widget.type().version());
        for (PropertyFact fact : widget.type().properties()) {
            switch (fact.name()) {
                case "name" -> xml.element("name", widget.name());
                case "x" -> xml.element("x", Integer.toString(widget.box().x()));
                case "y" -> xml.element("y", Integer.toString(widget.box().y()));
                case "width" -> xml.element("width", Integer.toString(widget.box().width()));
                case "height" -> xml.element("height", Integer.toString(widget.box().height()));
                default -> property(fact, widget.properties().get(fact.name()));
            }
        }
        widget.children().forEach(this::widget);
        xml.close("widget");
    }

    private void property(PropertyFact fact, Value value) {
        String name = fact.name();
        switch (value) {
            case null -> { }
            case Value.Plain plain -> xml.element(name, plain.text());
            case Value.Color color -> color(name, color.color());
            case Value.Font font -> font(name, font.font());
            case Value.Macros macros -> macros(name, macros.macros());
            case Value.Actions actions -> actions(actions);
            case Value.Points points -> points(name, points.numbers());
            case Value.ColorMap map -> xml.open(name).element("name", map.name()).close(name);
            case Value.Struct struct -> struct(name, struct.members());
            case Value.Elements elements -> {
                xml.open(name);
                elements.elements().forEach(element -> property(fact.parts().getFirst(), element));
                xml.close(name);
            }
        }
    }

    private void struct(String name, Properties members) {
        xml.open(name);
        members.facts().forEach(fact -> property(fact, members.get(fact.name())));
        xml.close(name);
    }

    private void color(String name, NamedColor color) {
        xml.open(name);
        xml.empty("color", "name", color.text(), "red", Integer.toString(color.red()), "green", Integer.toString(color.green()),
            "blue", Integer.toString(color.blue()));
        xml.close(name);
    }

    private void font(String name, NamedFont font) {
        xml.open(name);
        xml.empty("font", "name", font.text(), "family", "Liberation Sans", "style", font.style(), "size", font.size() + ".0");
        xml.close(name);
    }

    private void macros(String name, Map<String, String> macros) {
        if (!macros.isEmpty()) {
            xml.open(name);
            // sorted, since a map of constants has another order in every run of the program
            new TreeMap<>(macros).forEach(xml::element);
            xml.close(name);
        }
    }

    private void points(String name, List<Integer> numbers) {
        xml.open(name);
        for (int i = 0; i < numbers.size(); i += 2) {
            xml.empty("point", "x", numbers.get(i) + ".0", "y", numbers.get(i + 1) + ".0");
        }
        xml.close(name);
    }

    private void actions(Value.Actions actions) {
        if (actions.asOne()) {
            xml.open("actions", "execute_as_one", "true");
        } else {
            xml.open("actions");
        }
        actions.actions().forEach(this::action);
        xml.close("actions");
    }

    private void action(Action action) {
        switch (action) {
            case Action.OpenDisplay open -> {
                xml.open("action", "type", "open_display").element("description", open.description());
                xml.element("file", open.file());
                macros("macros", open.macros());
                xml.element("target", open.target().name().toLowerCase(Locale.ROOT));
            }
            case Action.OpenFile open ->
                xml.open("action", "type", "open_file").element("description", open.description()).element("file", open.file());
            case Action.WritePv write ->
                xml.open("action", "type", "write_pv").element("pv_name", write.pv()).element("value", write.value())
                    .element("description", write.description());
        }
        xml.close("action");
    }
}
