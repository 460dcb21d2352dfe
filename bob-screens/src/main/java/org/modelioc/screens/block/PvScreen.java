package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** The inputs and outputs of one pipeline, grouped as its tensors group them, inputs left and outputs right. */
public final class PvScreen {

    private static final int LEAST_WIDTH = 500;

    private final Site site;
    private final Rows inputs;
    private final Rows outputs;

    /**
     * A composer.
     *
     * @param site the IOC
     */
    public PvScreen(Site site) {
        this.site = site;
        inputs = Rows.inputs(site);
        outputs = Rows.outputs(site);
    }

    private record Column(List<Widget> groups, int width, int height) {
    }

    private record Part(String title, List<PvDefinition> pvs) {
    }

    /**
     * The screen, for embedding in the overview of any configuration.
     *
     * @param pipeline the pipeline
     * @return the display, with the macro P
     */
    public Display embedded(PipelineDefinition pipeline) {
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("P", "$(P=" + site.ioc().prefix() + ")");
        return screen(pipeline, macros, 0, List.of());
    }

    /**
     * The screen, opened from an overview that is made for one machine: with the way back, the status and the last message.
     *
     * @param pipeline the pipeline
     * @param least    how wide it is at least: as wide as the status
     * @return the display, with the macros P, PIPE and MODEL
     */
    public Display alone(PipelineDefinition pipeline, int least) {
        int width = Math.max(least, screen(pipeline, Map.of(), 0, List.of()).width());
        List<Widget> above =
            new ArrayList<>(Header.of(title(pipeline), width, Screens.links(site, Links.pvs(pipeline.name()))));
        above.add(Widgets.embedded(new Box(Header.MARGIN, Header.BOTTOM, width - 2 * Header.MARGIN, StatusStrip.HEIGHT),
            Links.STATUS, Map.of()));
        int y = Header.BOTTOM + StatusStrip.HEIGHT + Grid.STEP;
        above.addAll(Header.message(y, width));
        return screen(pipeline, StatusStrip.macros(site), y + Grid.LINE, above);
    }

    private static String title(PipelineDefinition pipeline) {
        return "Inputs and outputs of " + pipeline.name();
    }

    private Display screen(PipelineDefinition pipeline, Map<String, String> macros, int top, List<Widget> above) {
        List<Part> taken = new ArrayList<>();
        pipeline.inputs().forEach(tensor -> taken.add(new Part("Inputs: " + tensor.tensor(), site.pvs(tensor.pvs()))));
        if (pipeline.equals(site.firstPipeline())) {
            taken.add(new Part("Inputs of no pipeline", site.inputsOfNoPipeline()));
        }
        List<Part> given = new ArrayList<>();
        pipeline.outputs().forEach(tensor -> given.add(new Part("Outputs: " + tensor.tensor(), site.pvs(tensor.pvs()))));
        given.add(new Part("Calculated", site.calculated(pipeline)));
        int y = top + Header.MARGIN;
        Column left = column(Header.MARGIN, y, true, taken);
        Column right = column(Header.MARGIN + left.width() + Grid.STEP, y, false, given);
        List<Widget> widgets = new ArrayList<>(above);
        widgets.addAll(left.groups());
        widgets.addAll(right.groups());
        int width = 2 * Header.MARGIN + left.width() + Grid.STEP + right.width();
        int needed = above.stream().mapToInt(widget -> widget.box().right() + Header.MARGIN).reduce(width, Math::max);
        return new Display(title(pipeline), macros, needed,
            y + Math.max(left.height(), right.height()) + Header.MARGIN, widgets);
    }

    private Column column(int x, int top, boolean input, List<Part> parts) {
        Rows rows = input ? inputs : outputs;
        int inner = Math.max(rows.width(), LEAST_WIDTH);
        int width = Grid.up(inner + 2 * Widgets.GROUP_FRAME);
        List<Widget> groups = new ArrayList<>();
        int y = top;
        for (Part part : parts) {
            if (part.pvs().isEmpty()) {
                continue;
            }
            List<PvDefinition> lines = part.pvs().stream().filter(pv -> RowKind.of(pv, input).isPresent()).toList();
            List<Widget> widgets = new ArrayList<>();
            int at = 0;
            if (!lines.isEmpty()) {
                widgets.addAll(rows.heads(0, 0));
                widgets.addAll(rows.widgets(0, Grid.PITCH, lines));
                at += Grid.PITCH + lines.size() * Grid.PITCH;
            }
            for (PvDefinition pv : part.pvs()) {
                if (RowKind.of(pv, input).isEmpty()) {
                    widgets.addAll(Panels.of(0, at, inner, pv));
                    at += Panels.height(pv) + Grid.STEP;
                }
            }
            Box box = new Box(x, y, width, Grid.up(at - Grid.STEP + 2 * Widgets.GROUP_FRAME));
            groups.add(Widgets.group(box, part.title(), widgets));
            y += box.height() + Grid.STEP;
        }
        return new Column(groups, width, y - Grid.STEP - top);
    }
}
