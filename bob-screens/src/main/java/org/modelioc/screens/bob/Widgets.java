package org.modelioc.screens.bob;

import java.util.List;
import java.util.Map;

/**
 * Widgets as they look on all our screens: text in the middle of its line, numbers to the right with their unit, what can be
 * set on the colour that operators know as settable. Whatever differs is set on the result.
 */
public final class Widgets {

    private static final String TEXT = "text";
    private static final String PV = "pv_name";

    private Widgets() {
    }

    /**
     * A text.
     *
     * @param box  where
     * @param text one line, or several where the box has room for them
     * @return a label, left-aligned
     */
    public static Widget label(Box box, String text) {
        return Widget.of("label", text, box).with(p -> p.text(TEXT, text).choice("vertical_alignment", "Middle"));
    }

    /**
     * A text in a font.
     *
     * @param box  where
     * @param text the text
     * @param font the font
     * @return a label, left-aligned
     */
    public static Widget label(Box box, String text, NamedFont font) {
        return label(box, text).with(p -> p.font("font", font));
    }

    /**
     * The value of a PV as text: a number to the right, with its unit.
     *
     * @param box where
     * @param pv  full name
     * @return a text update
     */
    public static Widget number(Box box, String pv) {
        return text(box, pv).with(p -> p.choice("horizontal_alignment", "Right"));
    }

    /**
     * A number of a PV times a factor, where the unit of the PV is not one to be read. Phoebus takes the unit of a product from
     * its first factor, so this one has none, and a label beside it tells it.
     *
     * @param box    where
     * @param pv     full name
     * @param factor the factor, as Phoebus' formulas write it
     * @return a text update with one decimal
     */
    public static Widget scaled(Box box, String pv, String factor) {
        return number(box, "=" + factor + " * `" + pv + "`").with(p -> p.choice("format", "Decimal").whole("precision", 1));
    }

    /**
     * The value of a PV as text.
     *
     * @param box where
     * @param pv  full name
     * @return a text update, left-aligned
     */
    public static Widget text(Box box, String pv) {
        return Widget.of("textupdate", pv, box).with(p -> p.text(PV, pv).choice("vertical_alignment", "Middle")
            .flag("wrap_words", false));
    }

    /**
     * A field in which a value is typed.
     *
     * @param box where
     * @param pv  full name
     * @return a text entry
     */
    public static Widget entry(Box box, String pv) {
        return Widget.of("textentry", pv, box).with(p -> p.text(PV, pv).choice("horizontal_alignment", "Right"));
    }

    /**
     * A bar between the display limits of a PV.
     *
     * @param box where
     * @param pv  full name
     * @return a progress bar
     */
    public static Widget bar(Box box, String pv) {
        return Widget.of("progressbar", pv, box)
            .with(p -> p.text(PV, pv).color("fill_color", NamedColor.HEADER_BACKGROUND)
                .color("background_color", NamedColor.READ_BACKGROUND));
    }

    /**
     * A choice among the words of an enum.
     *
     * @param box where
     * @param pv  full name
     * @return a combo box
     */
    public static Widget combo(Box box, String pv) {
        return Widget.of("combo", pv, box).with(p -> p.text(PV, pv).color("background_color", NamedColor.WRITE_BACKGROUND));
    }

    /**
     * A slider between the limits of a PV.
     *
     * @param box       where
     * @param pv        full name
     * @param increment step of the keys, in the units of the PV
     * @return a slider with a scale
     */
    public static Widget slider(Box box, String pv, double increment) {
        return Widget.of("scaledslider", pv, box).with(p -> p.text(PV, pv).number("increment", increment)
            .flag("show_hihi", false).flag("show_high", false).flag("show_low", false).flag("show_lolo", false));
    }

    /**
     * A field that tells a state by a colour and a word; it says so too where there is no connection.
     *
     * @param box    where
     * @param pv     full name of a PV that holds a whole number
     * @param states what each number means
     * @return a rectangular light
     */
    public static Widget state(Box box, String pv, List<State> states) {
        return Widget.of("multi_state_led", pv, box).with(p -> p.text(PV, pv).flag("square", true)
            .font("font", NamedFont.DEFAULT_BOLD)
            .structs("states", states, state -> s -> s.whole("value", state.value()).text("label", state.label())
                .color("color", state.color()))
            .text("fallback_label", "No connection").color("fallback_color", NamedColor.INVALID));
    }

    /**
     * One state of a light.
     *
     * @param value the number of the PV
     * @param label the word
     * @param color the colour
     */
    public record State(int value, String label, NamedColor color) {
    }

    /**
     * A button.
     *
     * @param box     where
     * @param text    what it says
     * @param actions what it does; with several, one click does all
     * @return an action button
     */
    public static Widget button(Box box, String text, Action... actions) {
        return Widget.of("action_button", text, box)
            .with(p -> p.actions(List.of(actions), actions.length > 1).text(TEXT, text).text("tooltip", "$(actions)"));
    }

    /**
     * A button that asks first.
     *
     * @param box      where
     * @param text     what it says
     * @param question what will happen, as a question
     * @param actions  what it does; with several, one click does all
     * @return an action button
     */
    public static Widget button(Box box, String text, String question, Action... actions) {
        return button(box, text, actions).with(p -> p.flag("show_confirm_dialog", true).text("confirm_message", question));
    }

    /**
     * A frame with a title around widgets.
     *
     * @param box      where
     * @param title    its title
     * @param children what lies in it, from the top left of {@link #inside}
     * @return a group
     */
    public static Widget group(Box box, String title, List<Widget> children) {
        return Widget.of("group", title, box).with(p -> p.choice("style", "Group Box").font("font", NamedFont.DEFAULT_BOLD)
            .flag("transparent", true)).with(children);
    }

    /** Pixels that the frame of a group takes at each side: 2 + 1.2 times the size of its font, as Phoebus has it. */
    public static final int GROUP_FRAME = 18;

    /**
     * The room inside a group.
     *
     * @param box box of the group
     * @return width and height inside its frame, at 0, 0, where the coordinates of its children begin
     */
    public static Box inside(Box box) {
        return new Box(0, 0, box.width() - 2 * GROUP_FRAME, box.height() - 2 * GROUP_FRAME);
    }

    /**
     * Another display inside this one.
     *
     * @param box    where; the other display has this size
     * @param file   path relative to the file of this display
     * @param macros macros passed on
     * @return an embedded display without a frame
     */
    public static Widget embedded(Box box, String file, Map<String, String> macros) {
        return Widget.of("embedded", file, box).with(p -> p.macros("macros", macros).text("file", file)
            .choice("resize", "No Resize").flag("transparent", true));
    }

    /**
     * One display several times, below each other.
     *
     * @param box       room for all of them
     * @param file      path relative to the file of this display
     * @param gap       pixels between two
     * @param instances the macros of each
     * @return a template
     */
    public static Widget repeated(Box box, String file, int gap, List<Map<String, String>> instances) {
        return Widget.of("template", file, box).with(p -> p.text("file", file)
            .structs("instances", instances, macros -> i -> i.macros("macros", macros)).whole("gap", gap)
            .flag("transparent", true));
    }
}
