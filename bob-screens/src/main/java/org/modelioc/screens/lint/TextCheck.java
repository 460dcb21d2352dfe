package org.modelioc.screens.lint;

import java.util.List;
import java.util.Map;
import org.modelioc.screens.bob.NamedFont;

/** Whether texts fit where they stand, with the values that macros have there. */
final class TextCheck {

    /** What the frame of a button or a light takes, both sides together. */
    private static final int FRAME = 16;

    /** What the other axis and a legend take of the length of an axis. */
    private static final int AXES = 80;

    private TextCheck() {
    }

    /** Checks the texts of a screen for one set of macros; {@code where} tells which in the findings. */
    static void check(Screen screen, Map<String, String> macros, String where, Findings findings) {
        for (Element widget : screen.widgets()) {
            switch (widget.attribute("type")) {
                case "label" -> fits(screen, widget, "text", widget.text("text"), 0, macros, where, findings);
                case "action_button" -> fits(screen, widget, "text", widget.text("text"), FRAME, macros, where, findings);
                case "group" -> fits(screen, widget, "name", widget.text("name"), 2 * FRAME, macros, where, findings);
                case "led" -> {
                    fits(screen, widget, "off_label", widget.text("off_label"), FRAME, macros, where, findings);
                    fits(screen, widget, "on_label", widget.text("on_label"), FRAME, macros, where, findings);
                }
                case "multi_state_led" -> widget.child("states").map(Element::children).orElse(List.of())
                    .forEach(state ->
                        fits(screen, widget, "label", state.text("label"), FRAME, macros, where, findings));
                case "xyplot", "stripchart" -> axes(screen, widget, macros, where, findings);
                default -> { }
            }
        }
    }

    /** Titles stand along their axes, which end where the other axis and the legend begin. */
    private static void axes(Screen screen, Element widget, Map<String, String> macros, String where, Findings findings) {
        widget.child("x_axis").ifPresent(axis -> axis(screen, axis, number(widget, "width"), macros, where, findings));
        widget.child("y_axes").map(Element::children).orElse(List.of())
            .forEach(axis -> axis(screen, axis, number(widget, "height"), macros, where, findings));
    }

    private static void axis(Screen screen, Element axis, int length, Map<String, String> macros, String where,
            Findings findings) {
        String title = MacroText.expand(axis.text("title"), macros);
        int needed = NamedFont.DEFAULT_BOLD.width(title);
        if (needed > length - AXES) {
            findings.add(screen, axis, "title '" + title + "' is clipped" + where + ": " + needed
                + " pixels along an axis of about " + (length - AXES));
        }
    }

    private static void fits(Screen screen, Element widget, String what, String text, int frame,
            Map<String, String> macros, String where, Findings findings) {
        String expanded = MacroText.expand(text, macros);
        NamedFont font = LayoutCheck.font(widget, NamedFont.DEFAULT);
        int width = number(widget, "width") - frame;
        int height = number(widget, "height");
        int lines = widget.attribute("type").equals("group") ? 1 : Math.max(1, height / font.height());
        if (widget.text("wrap_words").equals("false")) {
            lines = 1;
        }
        int needed = lines(expanded, font, width);
        boolean tooHigh = !widget.attribute("type").equals("group") && font.height() > height;
        if (needed > lines || tooHigh) {
            findings.add(screen, widget, what + " '" + expanded + "' of " + widget.attribute("type") + " is clipped" + where
                + ": " + font.width(expanded) + " x " + font.height() + " pixels in " + width + " x " + height);
        }
    }

    /** Lines that a text takes when it is wrapped between words; too many where a single word is wider than the line. */
    private static int lines(String text, NamedFont font, int width) {
        int lines = 0;
        for (String paragraph : text.split("\n", -1)) {
            lines++;
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ")) {
                if (font.width(word) > width) {
                    return Integer.MAX_VALUE;
                }
                if (!line.isEmpty() && font.width(line + " " + word) > width) {
                    lines++;
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        return lines;
    }

    private static int number(Element widget, String property) {
        String text = widget.text(property);
        return text.matches("\\d+") ? Integer.parseInt(text) : 0;
    }
}
