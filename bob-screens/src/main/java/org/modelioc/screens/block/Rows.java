package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * Rows of inputs or of outputs, in columns that fit all of them: label, setpoint, readback, and where the value lies in its
 * range. A row is an instance of the screen of its {@linkplain RowKind kind}, so that one more PV is a few more lines of XML
 * and moves no others.
 */
public final class Rows {

    private static final int LEAST_LABEL = 130;
    private static final int MOST_LABEL = 340;
    private static final int LEAST_VALUE = 110;
    private static final int MOST_VALUE = 260;
    private static final int BAR = 140;
    /** The arrow of a combo box. */
    private static final int ARROW = 40;

    private static final Function<PvDefinition, String> LABEL = Texts::label;

    private static final String DESCRIPTION = "DESC";
    private static final String NAME = "NAME";
    private static final String READBACK = "READBACK";
    private static final String READBACK_PV = "$(READBACK)";
    private static final String LOW = "LOW";
    private static final String HIGH = "HIGH";
    private static final String LOW_TEXT = "LOW_TEXT";
    private static final String HIGH_TEXT = "HIGH_TEXT";

    private final String prefix;
    private final boolean input;
    private final Function<PvDefinition, String> labels;
    private final List<PvDefinition> pvs;
    private final int label;
    private final int value;
    private final int limit;

    private Rows(String prefix, List<PvDefinition> all, boolean input, Function<PvDefinition, String> labels) {
        this.prefix = prefix;
        this.input = input;
        this.labels = labels;
        this.pvs = all.stream().filter(pv -> RowKind.of(pv, input).isPresent()).toList();
        label = width(pv -> NamedFont.DEFAULT.width(labels.apply(pv)), LEAST_LABEL, MOST_LABEL);
        value = width(Rows::valueWidth, LEAST_VALUE, MOST_VALUE);
        limit = width(Rows::limitWidth, 0, MOST_VALUE);
    }

    /**
     * The rows of the inputs.
     *
     * @param site the IOC
     * @return rows with a setpoint and a readback
     */
    public static Rows inputs(Site site) {
        return new Rows(site.ioc().prefix(), site.ioc().inputs(), true, LABEL);
    }

    /**
     * The rows of the outputs.
     *
     * @param site the IOC
     * @return rows with a value
     */
    public static Rows outputs(Site site) {
        return new Rows(site.ioc().prefix(), site.outputs(), false, LABEL);
    }

    /**
     * Rows with short labels, for an overview that is made for one machine.
     *
     * @param site   the IOC
     * @param input  whether they are the inputs; else the outputs
     * @param labels what an operator reads beside each
     * @return the rows; their screens have names of their own
     */
    public static Rows labelled(Site site, boolean input, Function<PvDefinition, String> labels) {
        return new Rows(site.ioc().prefix(), input ? site.ioc().inputs() : site.ioc().outputs(), input, labels);
    }

    private String file(RowKind kind) {
        return labels == LABEL ? kind.file() : kind.shortFile();
    }

    /**
     * Width of the labels.
     *
     * @return pixels
     */
    public int labelWidth() {
        return label;
    }

    /**
     * The screens of which the rows are instances.
     *
     * @return one for each kind of row that there is, by file name
     */
    public Map<String, Display> screens() {
        Map<String, Display> screens = new LinkedHashMap<>();
        for (PvDefinition pv : pvs) {
            RowKind kind = RowKind.of(pv, input).orElseThrow();
            screens.computeIfAbsent(file(kind), file -> screen(kind, pv));
        }
        return screens;
    }

    /**
     * Width of every row.
     *
     * @return pixels
     */
    public int width() {
        int width = label + Grid.STEP + value + (input ? Grid.STEP + value : 0);
        return limit == 0 ? width : width + 2 * (Grid.STEP + limit) + Grid.STEP + BAR;
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
        if (input) {
            heads.add(head(x + entryAt(), y, value, "Setpoint"));
            heads.add(head(x + readbackAt(), y, value, "Readback"));
        } else {
            heads.add(head(x + entryAt(), y, value, "Value"));
        }
        if (limit > 0) {
            heads.add(Widgets.label(new Box(x + barAt(), y, BAR, Grid.LINE), input ? "Domain" : "Scale", NamedFont.DEFAULT_BOLD)
                .with(p -> p.choice("horizontal_alignment", "Center")));
        }
        return heads;
    }

    /**
     * Rows below each other.
     *
     * @param x    left edge
     * @param y    upper edge
     * @param some PVs that are rows
     * @return a template for each run of rows of the same kind
     */
    public List<Widget> widgets(int x, int y, List<PvDefinition> some) {
        List<Widget> widgets = new ArrayList<>();
        int from = 0;
        while (from < some.size()) {
            RowKind kind = RowKind.of(some.get(from), input).orElseThrow();
            int to = from + 1;
            while (to < some.size() && RowKind.of(some.get(to), input).orElseThrow() == kind) {
                to++;
            }
            widgets.add(Widgets.repeated(new Box(x, y + from * Grid.PITCH, width(), Grid.rows(to - from)), file(kind), Grid.STEP,
                some.subList(from, to).stream().map(pv -> macros(kind, pv)).toList()));
            from = to;
        }
        return widgets;
    }

    private Display screen(RowKind kind, PvDefinition pv) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("P", "$(P=" + prefix + ")");
        macros(kind, pv).forEach((name, text) -> defaults.put(name, "$(" + name + "=" + text + ")"));
        String name = Site.pv("$(NAME)");
        Box at = new Box(entryAt(), 0, value, Grid.LINE);
        Box readback = new Box(readbackAt(), 0, value, Grid.LINE);
        List<Widget> widgets = new ArrayList<>();
        widgets.add(Widgets.label(new Box(0, 0, label, Grid.LINE), "$(DESC)").with(p -> p.text("tooltip", "$(P)$(NAME)")));
        switch (kind) {
            case INPUT_RANGE -> {
                widgets.addAll(List.of(Widgets.entry(at, name), Widgets.number(readback, READBACK_PV)));
                widgets.addAll(scale(name));
            }
            case INPUT_NUMBER -> widgets.addAll(List.of(Widgets.entry(at, name), Widgets.number(readback, READBACK_PV)));
            case INPUT_CHOICE -> widgets.addAll(List.of(Widgets.combo(at, name), Widgets.text(readback, READBACK_PV)));
            case INPUT_SWITCH -> widgets.addAll(List.of(button(at, name), light(readback, READBACK_PV)));
            case INPUT_TEXT -> widgets.addAll(List.of(
                Widgets.entry(at, name).with(p -> p.choice("horizontal_alignment", "Left").choice("format", "String")),
                Widgets.text(readback, READBACK_PV).with(p -> p.choice("format", "String"))));
            case OUTPUT_RANGE -> {
                widgets.add(Widgets.number(at, name));
                widgets.addAll(scale(name));
            }
            case OUTPUT_NUMBER -> widgets.add(Widgets.number(at, name));
            case OUTPUT_SWITCH -> widgets.add(light(at, name));
            case OUTPUT_TEXT -> widgets.add(Widgets.text(at, name).with(p -> p.choice("format", "String")));
            default -> throw new IllegalArgumentException(kind.toString());
        }
        return new Display(kind.input() ? "Input $(NAME)" : "Output $(NAME)", defaults, width(), Grid.LINE, widgets);
    }

    private List<Widget> scale(String name) {
        return List.of(
            Widgets.label(new Box(barAt() - Grid.STEP - limit, 0, limit, Grid.LINE), "$(LOW_TEXT)")
                .with(p -> p.choice("horizontal_alignment", "Right")),
            Widgets.bar(new Box(barAt(), 0, BAR, Grid.LINE), name)
                .with(p -> p.flag("limits_from_pv", false).number("minimum", "$(LOW)").number("maximum", "$(HIGH)")),
            Widgets.label(new Box(barAt() + BAR + Grid.STEP, 0, limit, Grid.LINE), "$(HIGH_TEXT)"));
    }

    private static Widget button(Box box, String name) {
        return Widget.of("bool_button", name, box).with(p -> p.text("pv_name", name).whole("bit", -1)
            .color("off_color", NamedColor.OFF).color("on_color", NamedColor.ON)
            .color("background_color", NamedColor.WRITE_BACKGROUND));
    }

    private static Widget light(Box box, String name) {
        return Widget.of("led", name, box).with(p -> p.text("pv_name", name).text("off_label", "Off").text("on_label", "On")
            .flag("square", true).color("off_color", NamedColor.READ_BACKGROUND).color("on_color", NamedColor.ON));
    }

    private Map<String, String> macros(RowKind kind, PvDefinition pv) {
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put(NAME, pv.name());
        if (input) {
            macros.put(READBACK, readback(pv));
        }
        macros.put(DESCRIPTION, Texts.fit(labels.apply(pv), NamedFont.DEFAULT, label));
        if (kind == RowKind.INPUT_RANGE || kind == RowKind.OUTPUT_RANGE) {
            Range range = Texts.scale(pv);
            macros.put(LOW, Texts.number(range.low(), ""));
            macros.put(HIGH, Texts.number(range.high(), ""));
            macros.put(LOW_TEXT, Texts.number(range.low(), pv.units()));
            macros.put(HIGH_TEXT, Texts.number(range.high(), pv.units()));
        }
        return macros;
    }

    /** Where the value of an input is read back: from the machine, if the input follows it. */
    static String readback(PvDefinition pv) {
        return pv.follow().map(follow -> follow.source().toString()).orElse(Site.pv(pv.name()));
    }

    private int entryAt() {
        return label + Grid.STEP;
    }

    private int readbackAt() {
        return entryAt() + value + Grid.STEP;
    }

    private int barAt() {
        return (input ? readbackAt() : entryAt()) + value + Grid.STEP + limit + Grid.STEP;
    }

    private static Widget head(int x, int y, int width, String text) {
        return Widgets.label(new Box(x, y, width, Grid.LINE), text, NamedFont.DEFAULT_BOLD)
            .with(p -> p.choice("horizontal_alignment", "Center"));
    }

    private int width(ToIntFunction<PvDefinition> needed, int least, int most) {
        return Math.min(most, Grid.up(pvs.stream().mapToInt(needed).reduce(least, Math::max)));
    }

    private static int valueWidth(PvDefinition pv) {
        return switch (pv.type()) {
            case PvType.Enumeration words ->
                words.choices().stream().mapToInt(NamedFont.DEFAULT::width).max().orElse(0) + ARROW;
            case PvType.Scalar scalar when scalar.value() == ValueType.STRING -> MOST_VALUE;
            case PvType.Scalar scalar when scalar.value() != ValueType.BOOLEAN -> Texts.fieldWidth(pv);
            default -> 0;
        };
    }

    private static int limitWidth(PvDefinition pv) {
        Range range = Texts.scale(pv);
        return range.declared() ? Math.max(NamedFont.DEFAULT.width(Texts.number(range.low(), pv.units())),
            NamedFont.DEFAULT.width(Texts.number(range.high(), pv.units()))) : 0;
    }
}
