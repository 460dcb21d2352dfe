package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.tensor.TensorMapping;
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

    /**
     * The screen.
     *
     * @param pipeline the pipeline
     * @return the display, with the macro P
     */
    public Display screen(PipelineDefinition pipeline) {
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("P", "$(P=" + site.ioc().prefix() + ")");
        Column left = column(Header.MARGIN, "Inputs", pipeline.inputs(), inputs);
        Column right = column(Header.MARGIN + left.width() + Grid.STEP, "Outputs", pipeline.outputs(), outputs);
        List<Widget> widgets = new ArrayList<>(left.groups());
        widgets.addAll(right.groups());
        return new Display("Inputs and outputs of " + pipeline.name(), macros,
            2 * Header.MARGIN + left.width() + Grid.STEP + right.width(),
            2 * Header.MARGIN + Math.max(left.height(), right.height()), widgets);
    }

    private Column column(int x, String title, List<TensorMapping> tensors, Rows rows) {
        int inner = Math.max(rows.width(), LEAST_WIDTH);
        int width = Grid.up(inner + 2 * Widgets.GROUP_FRAME);
        List<Widget> groups = new ArrayList<>();
        int y = Header.MARGIN;
        for (TensorMapping tensor : tensors) {
            List<PvDefinition> pvs = site.pvs(tensor.pvs());
            boolean input = title.equals("Inputs");
            List<PvDefinition> lines = pvs.stream().filter(pv -> RowKind.of(pv, input).isPresent()).toList();
            List<Widget> widgets = new ArrayList<>();
            int at = 0;
            if (!lines.isEmpty()) {
                widgets.addAll(rows.heads(0, 0));
                widgets.addAll(rows.widgets(0, Grid.PITCH, lines));
                at += Grid.PITCH + lines.size() * Grid.PITCH;
            }
            for (PvDefinition pv : pvs) {
                if (RowKind.of(pv, input).isEmpty()) {
                    widgets.addAll(Panels.of(0, at, inner, pv));
                    at += Panels.height(pv) + Grid.STEP;
                }
            }
            Box box = new Box(x, y, width, Grid.up(at - Grid.STEP + 2 * Widgets.GROUP_FRAME));
            groups.add(Widgets.group(box, title + ": " + tensor.tensor(), widgets));
            y += box.height() + Grid.STEP;
        }
        return new Column(groups, width, y - Grid.STEP - Header.MARGIN);
    }
}
