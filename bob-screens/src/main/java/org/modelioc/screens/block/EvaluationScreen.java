package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * The last evaluation of a pipeline as a whole: its outputs beside exactly the inputs that they were made from, and what is asked
 * of it beside, as what-if requests.
 */
public final class EvaluationScreen {

    /** What the IOC calls the columns, and how the width is shared. */
    private static final List<Panels.Column> COLUMNS = List.of(new Panels.Column("name", 20), new Panels.Column("value", 16),
        new Panels.Column("text", 12), new Panels.Column("units", 8), new Panels.Column("severity", 10),
        new Panels.Column("message", 24), new Panels.Column("direction", 10));
    private static final List<Fields.Field> REQUESTS = List.of(
        Fields.Field.number(BuiltInNames.WHAT_IF_REQUESTS, "Requests taken"),
        Fields.Field.number(BuiltInNames.WHAT_IF_REJECTED, "Requests refused"),
        Fields.Field.number(BuiltInNames.WHAT_IF_ROWS, "Rows answered"),
        Fields.Field.number(BuiltInNames.WHAT_IF_BATCHES, "Runs of the model"),
        Fields.Field.number(BuiltInNames.WHAT_IF_QUEUE, "Rows that wait"));
    private static final int COUNT_WIDTH = 120;
    private static final int TABLE_HEIGHT = 560;

    private EvaluationScreen() {
    }

    /**
     * Whether there is anything to show.
     *
     * @param site the IOC
     * @return true if its pipelines serve their evaluations as tables
     */
    public static boolean exists(Site site) {
        return site.pipelinesHave(BuiltInNames.EVAL_TABLE);
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param width its width
     * @return the display, with the macros P, PIPE and MODEL
     */
    public static Display screen(Site site, int width) {
        List<Widget> widgets =
            new ArrayList<>(Header.of("Last evaluation of $(PIPE)", width, Screens.links(site, Links.EVALUATION)));
        int inner = width - 2 * Header.MARGIN;
        int y = Header.BOTTOM;
        widgets.add(Widgets.embedded(new Box(Header.MARGIN, y, inner, StatusStrip.HEIGHT), Links.STATUS, Map.of()));
        y += StatusStrip.HEIGHT + Grid.STEP;
        widgets.addAll(Header.message(y, width));
        y += Grid.PITCH;
        widgets.add(Widgets.label(new Box(Header.MARGIN, y, inner, Grid.LINE),
            "Outputs, and the inputs that they were made from; arrays and images are not in it", NamedFont.DEFAULT_BOLD));
        y += Grid.PITCH;
        List<Fields.Field> requests = REQUESTS.stream().filter(field -> site.pipelinesHave(field.name())).toList();
        int beside = requests.isEmpty() ? 0 : Fields.width(COUNT_WIDTH) + Grid.STEP;
        widgets.add(Panels.table(new Box(Header.MARGIN, y, inner - beside, TABLE_HEIGHT),
            Site.pipelinePv(BuiltInNames.EVAL_TABLE), COLUMNS));
        if (!requests.isEmpty()) {
            widgets.add(Fields.group(width - Header.MARGIN - beside + Grid.STEP, y, COUNT_WIDTH, "What-if requests since start",
                requests, Site::pipelinePv));
        }
        return new Display("Last evaluation of $(PIPE)", StatusStrip.macros(site), width, y + TABLE_HEIGHT + Header.MARGIN,
            widgets);
    }
}
