package org.modelioc.screens.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.WidgetFacts;
import org.modelioc.screens.bob.Widgets;

/** Whether widgets lie on the grid, inside their parent, beside each other, and with room for the borders of alarms. */
final class LayoutCheck {

    private static final int GRID = 10;
    /** Drawings, on and under which other widgets may lie. */
    private static final Set<String> DRAWINGS = Set.of("rectangle", "ellipse", "arc", "polygon", "polyline");

    private final Screen screen;
    private final Findings findings;

    private LayoutCheck(Screen screen, Findings findings) {
        this.screen = screen;
        this.findings = findings;
    }

    static void check(Screen screen, Findings findings) {
        LayoutCheck check = new LayoutCheck(screen, findings);
        box(screen.root()).ifPresentOrElse(
            box -> check.siblings(screen.root(), new Box(0, 0, box.width(), box.height())),
            () -> findings.add(screen, screen.root(), "a display needs a width and a height"));
    }

    private record Placed(Element widget, Box box) {
    }

    private void siblings(Element parent, Box room) {
        List<Placed> placed = new ArrayList<>();
        for (Element widget : parent.children("widget")) {
            Optional<Box> box = box(widget);
            if (box.isEmpty()) {
                findings.add(screen, widget, name(widget) + " needs a width and a height above 0");
                continue;
            }
            grid(widget, box.get());
            if (!room.contains(box.get())) {
                findings.add(screen, widget, name(widget) + " is outside its parent, whose room is " + room.width() + " x "
                    + room.height());
            }
            for (Placed other : placed) {
                apart(new Placed(widget, box.get()), other);
            }
            placed.add(new Placed(widget, box.get()));
            if (widget.attribute("type").equals("group")) {
                siblings(widget, inside(widget, box.get()));
            }
        }
    }

    private void grid(Element widget, Box box) {
        if ((box.x() | box.y()) < 0 || box.x() % GRID != 0 || box.y() % GRID != 0 || box.width() % GRID != 0
                || box.height() % GRID != 0) {
            findings.add(screen, widget, name(widget) + " is off the grid of " + GRID + ": " + box.x() + ", " + box.y() + ", "
                + box.width() + " x " + box.height());
        }
    }

    private void apart(Placed one, Placed other) {
        if (DRAWINGS.contains(one.widget().attribute("type")) || DRAWINGS.contains(other.widget().attribute("type"))) {
            return;
        }
        int gap = hasBorder(one.widget()) || hasBorder(other.widget()) ? GRID : 0;
        if (one.box().near(other.box(), gap)) {
            findings.add(screen, one.widget(), name(one.widget()) + " and " + name(other.widget()) + " in line "
                + other.widget().line() + (gap == 0 || one.box().near(other.box(), 0) ? " overlap"
                : " are less than " + gap + " apart, and alarm borders are drawn outside"));
        }
    }

    private static boolean hasBorder(Element widget) {
        return !widget.text("pv_name").isEmpty() && WidgetFacts.phoebus().widget(widget.attribute("type"))
            .flatMap(fact -> fact.property("border_alarm_sensitive")).isPresent();
    }

    private static Box inside(Element group, Box box) {
        boolean framed = group.text("style").isEmpty() || group.text("style").equals("0");
        int frame = framed ? Widgets.GROUP_FRAME : 0;
        return new Box(0, 0, Math.max(1, box.width() - 2 * frame), Math.max(1, box.height() - 2 * frame));
    }

    private static Optional<Box> box(Element element) {
        try {
            return Optional.of(new Box(number(element, "x"), number(element, "y"), number(element, "width"),
                number(element, "height")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Width of a widget or a display; 0 if it has none, which is a fault of its own. */
    static int width(Element element) {
        return box(element).map(Box::width).orElse(0);
    }

    private static int number(Element element, String property) {
        String text = element.text(property);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    static String name(Element widget) {
        String name = widget.text("name");
        return widget.attribute("type") + (name.isEmpty() ? "" : " '" + name + "'");
    }

    /** Font of a property, Phoebus' default if it is not set. */
    static NamedFont font(Element widget, NamedFont otherwise) {
        return widget.child("font").flatMap(property -> property.child("font"))
            .flatMap(font -> NamedFont.of(font.attribute("name"))).orElse(otherwise);
    }
}
