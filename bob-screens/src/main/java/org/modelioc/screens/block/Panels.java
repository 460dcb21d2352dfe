package org.modelioc.screens.block;

import java.util.List;
import java.util.stream.Stream;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** PVs that hold more than one value: a waveform as a plot, an image, a table. */
public final class Panels {

    private static final int PLOT_HEIGHT = 260;
    private static final int IMAGE_HEIGHT = 400;
    private static final int MOST_ROWS = 12;
    private static final int TABLE_ROW = 30;
    /** What the scroll bar and the frame of a table take. */
    private static final int TABLE_FRAME = 30;

    private Panels() {
    }

    /**
     * How high the panel of a PV is.
     *
     * @param pv a PV that is no {@linkplain RowKind row}
     * @return pixels
     */
    public static int height(PvDefinition pv) {
        return switch (pv.type()) {
            case PvType.Array array when array.value() == ValueType.STRING -> tableHeight(array.length());
            case PvType.Image image -> IMAGE_HEIGHT;
            case PvType.Table table -> tableHeight(table.rows());
            default -> PLOT_HEIGHT;
        };
    }

    /**
     * The panel of a PV.
     *
     * @param x     left edge
     * @param y     upper edge
     * @param width width; its height is {@link #height}
     * @param pv    a PV that is no {@linkplain RowKind row}
     * @return widgets, a title among them
     */
    public static List<Widget> of(int x, int y, int width, PvDefinition pv) {
        Widget title = Widgets.label(new Box(x, y, width, Grid.LINE), Texts.fit(Texts.axis(Texts.label(pv), pv.units()),
            NamedFont.DEFAULT_BOLD, width), NamedFont.DEFAULT_BOLD).with(p -> p.text("tooltip", "$(P)" + pv.name()));
        Box box = new Box(x, y + Grid.PITCH, width, height(pv) - Grid.PITCH);
        String name = Site.pv(pv.name());
        return List.of(title, switch (pv.type()) {
            case PvType.Image image -> image(box, name, image);
            case PvType.Table table -> table(box, name, alike(table.columns().stream().map(PvType.Table.Column::label)));
            case PvType.Array array when array.value() == ValueType.STRING -> table(box, name, alike(Stream.of(Texts.label(pv))));
            default -> waveform(box, name, pv);
        });
    }

    private static int tableHeight(int rows) {
        return Grid.PITCH + TABLE_FRAME + (Math.min(rows, MOST_ROWS) + 1) * TABLE_ROW;
    }

    private static Widget waveform(Box box, String name, PvDefinition pv) {
        Range range = pv.display();
        return Plots.xy(box, Plots.Axis.automatic("Element (number)"),
            range.declared() ? Plots.Axis.fixed(Texts.axis("Value", pv.units()), range) : Plots.Axis.automatic(
                Texts.axis("Value", pv.units())),
            List.of(Plots.Trace.line(Texts.label(pv), "", name, NamedColor.TEXT)));
    }

    private static Widget image(Box box, String name, PvType.Image image) {
        return Widget.of("image", name, box).with(p -> p.text("pv_name", name)
            .struct("color_bar", bar -> bar.flag("visible", !image.colour()))
            .struct("x_axis", axis -> axis.text("title", "Column (pixel)").number("maximum", image.width()))
            .struct("y_axis", axis -> axis.text("title", "Row (pixel)").number("minimum", image.height()).number("maximum", 0))
            .whole("data_width", image.width()).whole("data_height", image.height())
            .choice("color_mode", image.colour() ? "TYPE_RGB1" : "TYPE_MONO")
            .flag("unsigned", image.value().name().startsWith("U")));
    }

    /**
     * A column of a table.
     *
     * @param name  its head, for a table whose PV gives none
     * @param share how much of the width it takes, in any unit
     */
    record Column(String name, int share) {
    }

    /** A table whose columns share the width that its frame and its scroll bar leave. */
    static Widget table(Box box, String name, List<Column> columns) {
        int width = box.width() - TABLE_FRAME;
        int shares = columns.stream().mapToInt(Column::share).sum();
        return Widget.of("table", name, box).with(p -> p.text("pv_name", name)
            .structs("columns", columns, column -> c -> c.text("name", column.name()).whole("width",
                width * column.share() / shares).flag("editable", false))
            .flag("editable", false));
    }

    private static List<Column> alike(Stream<String> names) {
        return names.map(name -> new Column(name, 1)).toList();
    }
}
