package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * Inputs with a slider over their range, for trying settings by hand: the slider shows where in its range the value lies as
 * well, so it stands where a row has its bar. All inputs need a range.
 */
public final class Sliders {

    /** Name of the screen of which each is an instance. */
    public static final String FILE = "row-slider.bob";

    private static final int VALUE = 100;
    private static final int SLIDER = 220;
    private static final int MOST_LABEL = 340;
    private static final double STEPS = 100;

    private final String prefix;
    private final List<PvDefinition> inputs;
    private final int label;
    private final int value;
    private final int limit;

    /**
     * Columns that fit all inputs.
     *
     * @param site the IOC
     */
    public Sliders(Site site) {
        prefix = site.ioc().prefix();
        inputs = site.ioc().inputs();
        label = Math.min(MOST_LABEL, widest(Texts::label));
        limit = Math.max(widest(pv -> Texts.number(Texts.scale(pv).low(), pv.units())),
            widest(pv -> Texts.number(Texts.scale(pv).high(), pv.units())));
        value = Grid.up(Math.max(VALUE, inputs.stream().mapToInt(Texts::fieldWidth).max().orElse(0)));
    }

    private int widest(Function<PvDefinition, String> text) {
        return Grid.up(inputs.stream().mapToInt(pv -> NamedFont.DEFAULT.width(text.apply(pv))).max().orElse(0));
    }

    /**
     * Width of a row.
     *
     * @return pixels
     */
    public int width() {
        return sliderAt() + SLIDER + Grid.STEP + limit;
    }

    /**
     * Height of rows below each other.
     *
     * @param rows how many
     * @return pixels
     */
    public int height(int rows) {
        return rows * (Grid.BUTTON + Grid.STEP) - Grid.STEP;
    }

    /**
     * The screen of which the rows are instances.
     *
     * @return the display by its file name
     */
    public Map<String, Display> screens() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("P", "$(P=" + prefix + ")");
        macros(inputs.getFirst()).forEach((name, text) -> defaults.put(name, "$(" + name + "=" + text + ")"));
        String name = Site.pv("$(NAME)");
        return Map.of(FILE, new Display("Input $(NAME)", defaults, width(), Grid.BUTTON, List.of(
            Widgets.label(new Box(0, 0, label, Grid.BUTTON), "$(DESC)").with(p -> p.text("tooltip", "$(P)$(NAME)")),
            Widgets.entry(new Box(label + Grid.STEP, 0, value, Grid.BUTTON), name),
            Widgets.number(new Box(label + value + 2 * Grid.STEP, 0, value, Grid.BUTTON), "$(READBACK)"),
            Widgets.label(new Box(sliderAt() - Grid.STEP - limit, 0, limit, Grid.BUTTON), "$(LOW_TEXT)")
                .with(p -> p.choice("horizontal_alignment", "Right")),
            // a slider draws its bar above its middle: a step lower it is in line with the text
            Widgets.slider(new Box(sliderAt(), Grid.STEP, SLIDER, Grid.LINE), name, 1).with(p -> p.flag("show_scale", false)
                .flag("limits_from_pv", false).number("minimum", "$(LOW)").number("maximum", "$(HIGH)")
                .number("increment", "$(INCREMENT)")),
            Widgets.label(new Box(sliderAt() + SLIDER + Grid.STEP, 0, limit, Grid.BUTTON), "$(HIGH_TEXT)"))));
    }

    /**
     * The names of the columns.
     *
     * @param x left edge
     * @param y upper edge
     * @return labels in one line
     */
    public List<Widget> heads(int x, int y) {
        List<Widget> heads = new ArrayList<>();
        heads.add(head(new Box(x + label + Grid.STEP, y, value, Grid.LINE), "Setpoint"));
        heads.add(head(new Box(x + label + value + 2 * Grid.STEP, y, value, Grid.LINE), "Readback"));
        heads.add(head(new Box(x + sliderAt(), y, SLIDER, Grid.LINE), "What if (domain)"));
        return heads;
    }

    /**
     * Rows below each other.
     *
     * @param x   left edge
     * @param y   upper edge
     * @param pvs the inputs
     * @return a template
     */
    public Widget widget(int x, int y, List<PvDefinition> pvs) {
        return Widgets.repeated(new Box(x, y, width(), height(pvs.size())), FILE, Grid.STEP,
            pvs.stream().map(this::macros).toList());
    }

    private static Widget head(Box box, String text) {
        return Widgets.label(box, text, NamedFont.DEFAULT_BOLD).with(p -> p.choice("horizontal_alignment", "Center"));
    }

    private int sliderAt() {
        return label + 2 * (Grid.STEP + value) + Grid.STEP + limit + Grid.STEP;
    }

    private Map<String, String> macros(PvDefinition pv) {
        Range range = Texts.scale(pv);
        double increment = pv.minimumStep() > 0 ? pv.minimumStep() : (range.high() - range.low()) / STEPS;
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("NAME", pv.name());
        macros.put("READBACK", Rows.readback(pv));
        macros.put("DESC", Texts.fit(Texts.label(pv), NamedFont.DEFAULT, label));
        macros.put("LOW", Texts.number(range.low(), ""));
        macros.put("HIGH", Texts.number(range.high(), ""));
        macros.put("LOW_TEXT", Texts.number(range.low(), pv.units()));
        macros.put("HIGH_TEXT", Texts.number(range.high(), pv.units()));
        macros.put("INCREMENT", Texts.number(increment, ""));
        return macros;
    }
}
