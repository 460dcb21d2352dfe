package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * One line about a pipeline: whether its outputs can be trusted now and if not why, its mode and the way back to live, and
 * buttons to its latency and its model. It is a screen of its own, which others embed.
 */
public final class StatusStrip {

    /** Height: two lines of reason. */
    public static final int HEIGHT = 2 * Grid.LINE;

    private static final int NAME_WIDTH = 140;
    private static final int STATE_WIDTH = 160;
    private static final int MODE_WIDTH = 110;
    private static final int BUTTON_AT = (HEIGHT - Grid.BUTTON) / Grid.STEP / 2 * Grid.STEP;

    /** What an operator reads at each severity of EVAL:MESSAGE. */
    private static final List<Widgets.State> STATES = List.of(
        new Widgets.State(0, "Can be trusted", NamedColor.OK),
        new Widgets.State(1, "Trust with care", NamedColor.MINOR),
        new Widgets.State(2, "Do not trust", NamedColor.MAJOR),
        new Widgets.State(3, "No valid result", NamedColor.INVALID));

    private StatusStrip() {
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param width its width
     * @return the display, with the macros P, PIPE and MODEL
     */
    public static Display screen(Site site, int width) {
        return new Display("Status of $(PIPE)", macros(site), width, HEIGHT, widgets(site, width));
    }

    /**
     * The macros of a screen about one pipeline and its model.
     *
     * @param site the IOC
     * @return each with the value that holds where nobody passes one
     */
    public static Map<String, String> macros(Site site) {
        Map<String, String> macros = new LinkedHashMap<>();
        macros.put("P", "$(P=" + site.ioc().prefix() + ")");
        macros.put("PIPE", "$(PIPE=" + site.firstPipeline().name() + ")");
        macros.put("MODEL", "$(MODEL=" + site.firstPipeline().model() + ")");
        return macros;
    }

    /**
     * The strips of all pipelines.
     *
     * @param site  the IOC
     * @param x     left edge
     * @param y     upper edge
     * @param width width of each
     * @return a template of the screen
     */
    public static Widget all(Site site, int x, int y, int width) {
        List<PipelineDefinition> pipelines = site.ioc().pipelines();
        return Widgets.repeated(new Box(x, y, width, allHeight(site)), Links.STATUS, Grid.STEP, pipelines.stream()
            .map(pipeline -> Map.of("PIPE", pipeline.name(), "MODEL", pipeline.model())).toList());
    }

    /**
     * Height of the strips of all pipelines.
     *
     * @param site the IOC
     * @return pixels
     */
    public static int allHeight(Site site) {
        return site.ioc().pipelines().size() * (HEIGHT + Grid.STEP) - Grid.STEP;
    }

    private static List<Widget> widgets(Site site, int width) {
        String message = Site.pipelinePv(BuiltInNames.EVAL_MESSAGE);
        List<Widget> widgets = new ArrayList<>();
        widgets.add(Widgets.label(new Box(0, 0, NAME_WIDTH, HEIGHT), "$(PIPE)", NamedFont.HEADER_3));
        int x = NAME_WIDTH + Grid.STEP;
        widgets.add(Widgets.state(new Box(x, 0, STATE_WIDTH, HEIGHT), message + "/alarm/severity", STATES));
        x += STATE_WIDTH + Grid.STEP;

        List<Widget> right = new ArrayList<>();
        int end = width + Grid.STEP;
        if (ModelScreen.exists(site)) {
            end = before(end, Links.BUTTON_WIDTH);
            right.addFirst(Links.open(end, BUTTON_AT, "Model", Links.MODEL));
        }
        end = before(end, Links.BUTTON_WIDTH);
        right.addFirst(Links.open(end, BUTTON_AT, "Latency", Links.LATENCY));
        if (site.pipelinesHave(BuiltInNames.EVAL_MODE)) {
            end = before(end, MODE_WIDTH);
            right.addFirst(backToLive(new Box(end, BUTTON_AT, MODE_WIDTH, Grid.BUTTON)));
            end = before(end, MODE_WIDTH);
            right.addFirst(Widgets.combo(new Box(end, BUTTON_AT, MODE_WIDTH, Grid.BUTTON),
                Site.pipelinePv(BuiltInNames.EVAL_MODE)));
        }
        widgets.add(Widgets.text(new Box(x, 0, end - Grid.STEP - x, HEIGHT), message).with(p -> p.flag("wrap_words", true)));
        widgets.addAll(right);
        return widgets;
    }

    /** A button that sets the mode to live. */
    private static Widget backToLive(Box box) {
        return Widgets.button(box, "Back to live", new Action.WritePv("Take the values of the machine again",
            Site.pipelinePv(BuiltInNames.EVAL_MODE), "LIVE"));
    }

    /** Left edge of what lies left of another, a gap apart. */
    private static int before(int end, int width) {
        return end - width - Grid.STEP;
    }
}
