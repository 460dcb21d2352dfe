package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** What is kept of the evaluations of a pipeline for experts: statistics begun anew, traces, the flight recorder. */
final class RecordsPanel {

    private static final int BUTTON_WIDTH = 180;
    private static final int LABEL_WIDTH = 160;
    private static final int ROW = Grid.BUTTON + Grid.STEP;

    private RecordsPanel() {
    }

    /** A titled group over a width; empty if the pipelines have none of it. */
    static Optional<Widget> of(Site site, int x, int y, int width) {
        List<Widget> widgets = new ArrayList<>();
        int inner = width - 2 * Widgets.GROUP_FRAME;
        int row = 0;
        if (site.pipelinesHave(BuiltInNames.LATENCY_TRACE) && site.pipelinesHave(BuiltInNames.LATENCY_TRACE_FILE)) {
            widgets.add(command(row, "Write trace", "Write the last evaluations as a trace", BuiltInNames.LATENCY_TRACE));
            text(widgets, row, inner, "Trace written last", BuiltInNames.LATENCY_TRACE_FILE);
            row += ROW;
        }
        if (site.pipelinesHave(BuiltInNames.FLIGHT_KEEP) && site.pipelinesHave(BuiltInNames.FLIGHT_FILE)) {
            widgets.add(command(row, "Keep recording", "Keep the recording as it is in a file of its own",
                BuiltInNames.FLIGHT_KEEP));
            text(widgets, row, inner, "Recording kept last", BuiltInNames.FLIGHT_FILE);
            row += ROW;
        }
        if (site.pipelinesHave(BuiltInNames.LATENCY_RESET)) {
            widgets.add(Widgets.button(new Box(0, row, BUTTON_WIDTH, Grid.BUTTON), "Reset statistics",
                "All latencies of $(PIPE) measured so far will be forgotten. Forget them?",
                new Action.WritePv("Forget all latencies", Site.pipelinePv(BuiltInNames.LATENCY_RESET), "1")));
            if (site.pipelinesHave(BuiltInNames.FLIGHT_MESSAGE)) {
                text(widgets, row, inner, "Flight recorder", BuiltInNames.FLIGHT_MESSAGE);
            }
            row += ROW;
        }
        return widgets.isEmpty() ? Optional.empty() : Optional.of(Widgets.group(
            new Box(x, y, width, Grid.up(row - Grid.STEP + 2 * Widgets.GROUP_FRAME)), "Statistics and recordings", widgets));
    }

    private static Widget command(int y, String text, String what, String pv) {
        return Widgets.button(new Box(0, y, BUTTON_WIDTH, Grid.BUTTON), text,
            new Action.WritePv(what, Site.pipelinePv(pv), "1"));
    }

    private static void text(List<Widget> widgets, int y, int inner, String label, String pv) {
        int at = BUTTON_WIDTH + Grid.STEP;
        int left = at + LABEL_WIDTH + Grid.STEP;
        widgets.add(Widgets.label(new Box(at, y, LABEL_WIDTH, Grid.BUTTON), label));
        widgets.add(Widgets.text(new Box(left, y, (inner - left) / Grid.STEP * Grid.STEP, Grid.BUTTON), Site.pipelinePv(pv)));
    }
}
