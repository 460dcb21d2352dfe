package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * The overview of any configuration: the status of all pipelines, the last message, and below the inputs and outputs, of one
 * pipeline at a time where there are several.
 */
public final class Overview {

    private static final int LEAST_WIDTH = 1000;
    /** What of the inputs and outputs is seen at once; the rest is scrolled to, under the status. */
    private static final int MOST_HEIGHT = 820;
    private static final int TAB_HEIGHT = 30;
    private static final int LEAST_TAB = 140;
    /** The bars by which an embedded screen is scrolled. */
    private static final int SCROLL_BAR = 20;

    private Overview() {
    }

    /**
     * How wide the screens of a set are.
     *
     * @param pages the screens of the inputs and outputs of each pipeline
     * @return pixels
     */
    public static int width(List<Display> pages) {
        return pages.stream().mapToInt(Display::width).reduce(LEAST_WIDTH, Math::max) + 2 * Header.MARGIN + SCROLL_BAR;
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param pages the screens of the inputs and outputs of each pipeline, in their order
     * @return the display, with the macro P
     */
    public static Display screen(Site site, List<Display> pages) {
        int width = width(pages);
        int inner = width - 2 * Header.MARGIN;
        List<Widget> widgets = new ArrayList<>(Header.of(title(site), width, List.of(
            new Links.Target("Trends", Links.TRENDS), new Links.Target("IOC", Links.IOC))));
        int y = Header.BOTTOM;
        widgets.add(StatusStrip.all(site, Header.MARGIN, y, inner));
        y += StatusStrip.allHeight(site) + Grid.STEP;
        widgets.addAll(Header.message(y, width));
        y += Grid.PITCH;
        int height = Math.min(MOST_HEIGHT, pages.stream().mapToInt(Display::height).max().orElse(0) + SCROLL_BAR);
        List<PipelineDefinition> pipelines = site.ioc().pipelines();
        if (pipelines.size() == 1) {
            widgets.add(Widgets.embedded(new Box(Header.MARGIN, y, inner, height), Links.pvs(pipelines.getFirst().name()),
                Map.of()));
        } else {
            height += TAB_HEIGHT + Grid.STEP;
            int tab = Math.max(LEAST_TAB, inner / pipelines.size() / Grid.STEP * Grid.STEP);
            widgets.add(Widget.of("navtabs", "Pipelines", new Box(Header.MARGIN, y, inner, height)).with(p -> p
                .structs("tabs", pipelines, pipeline -> t -> t.text("name", pipeline.name())
                    .text("file", Links.pvs(pipeline.name()))).choice("direction", "Horizontal")
                .whole("tab_width", Math.min(tab, 2 * LEAST_TAB)).whole("tab_height", TAB_HEIGHT)));
        }
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("P", "$(P=" + site.ioc().prefix() + ")");
        return new Display(title(site), macros, width, y + height + Header.MARGIN, widgets);
    }

    /**
     * What the IOC is called.
     *
     * @param site the IOC
     * @return its description, or its prefix if it has none
     */
    public static String title(Site site) {
        return site.ioc().description().isEmpty() ? "Models of $(P)" : site.ioc().description();
    }
}
