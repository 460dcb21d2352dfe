package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.evaluation.EvaluationMode;
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
 * What an operator must know of a pipeline first: whether its outputs can be trusted now and if not why, whether they are those
 * of the machine, its latency and its count of evaluations; the way back to live, and buttons to its other screens. It is a
 * screen of its own, which others embed.
 */
public final class StatusStrip {

    /** Height: a line of values and a line of buttons, beside three lines of reason. */
    public static final int HEIGHT = Grid.LINE + Grid.STEP + Grid.BUTTON;

    private static final int NAME_WIDTH = 140;
    private static final int STATE_WIDTH = 160;
    private static final int MODE_WIDTH = 130;
    private static final int BACK_WIDTH = 110;
    private static final int BUTTON_AT = Grid.LINE + Grid.STEP;
    private static final int FIGURE_WIDTH = 100;

    private record Figure(String name, String label) {
        Widget of(Box box) {
            String pv = Site.pipelinePv(name);
            return name.startsWith(BuiltInNames.LATENCY) ? Fields.microseconds(box, pv) : Widgets.number(box, pv);
        }
    }

    /** From the right. */
    private static final List<Figure> FIGURES = List.of(new Figure(BuiltInNames.EVAL_COUNT, "Evaluations"),
        new Figure(BuiltInNames.LATENCY + "TOTAL:LAST", "Last latency"));

    /** What an operator reads at each severity of EVAL:MESSAGE. */
    private static final List<Widgets.State> STATES = List.of(
        new Widgets.State(0, "Can be trusted", NamedColor.OK),
        new Widgets.State(1, "Trust with care", NamedColor.MINOR),
        new Widgets.State(2, "Do not trust", NamedColor.MAJOR),
        new Widgets.State(3, "No valid result", NamedColor.INVALID));

    /** What an operator reads at each mode: good outputs are not always those of the machine. */
    private static final List<Widgets.State> MODES = List.of(
        new Widgets.State(EvaluationMode.LIVE.ordinal(), "Live", NamedColor.READ_BACKGROUND),
        new Widgets.State(EvaluationMode.WHAT_IF.ordinal(), "What if, not live", NamedColor.ATTENTION),
        new Widgets.State(EvaluationMode.HOLD.ordinal(), "Held, not live", NamedColor.ATTENTION),
        new Widgets.State(EvaluationMode.OFF.ordinal(), "Off", NamedColor.ATTENTION));

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
        widgets.add(Widgets.state(new Box(x, 0, STATE_WIDTH, HEIGHT), message + "/alarm/severity", STATES)
            .with(p -> p.text("tooltip", "Whether the outputs of $(PIPE) can be used now: the severity of EVAL:MESSAGE")));
        x += STATE_WIDTH + Grid.STEP;

        int end = width + Grid.STEP;
        if (ModelScreen.exists(site)) {
            end = before(end, Links.BUTTON_WIDTH);
            widgets.add(Links.open(end, BUTTON_AT, "Model", Links.MODEL));
        }
        if (EvaluationScreen.exists(site)) {
            end = before(end, Links.BUTTON_WIDTH);
            widgets.add(Links.open(end, BUTTON_AT, "Evaluation", Links.EVALUATION));
        }
        end = before(end, Links.BUTTON_WIDTH);
        widgets.add(Links.open(end, BUTTON_AT, "Latency", Links.LATENCY));
        boolean modes = site.pipelinesHave(BuiltInNames.EVAL_MODE);
        if (modes) {
            end = before(end, BACK_WIDTH);
            widgets.add(backToLive(new Box(end, BUTTON_AT, BACK_WIDTH, Grid.BUTTON)));
        }
        end = Math.min(end, figures(site, width, widgets));
        if (modes) {
            end = before(end, MODE_WIDTH);
            String mode = Site.pipelinePv(BuiltInNames.EVAL_MODE);
            widgets.add(Widgets.state(new Box(end, 0, MODE_WIDTH, Grid.LINE), mode, MODES)
                .with(p -> p.font("font", NamedFont.DEFAULT)));
            widgets.add(Widgets.combo(new Box(end, BUTTON_AT, MODE_WIDTH, Grid.BUTTON), mode));
        }
        widgets.add(Widgets.text(new Box(x, 0, end - Grid.STEP - x, HEIGHT), message).with(p -> p.flag("wrap_words", true)));
        return widgets;
    }

    /** Adds the figures above the buttons, from the right; returns the left edge of the last. */
    private static int figures(Site site, int width, List<Widget> widgets) {
        int end = width + Grid.STEP;
        for (Figure figure : FIGURES) {
            if (site.pipelinesHave(figure.name())) {
                end = before(end, FIGURE_WIDTH);
                widgets.add(figure.of(new Box(end, 0, FIGURE_WIDTH, Grid.LINE)));
                end = before(end, FIGURE_WIDTH);
                widgets.add(Widgets.label(new Box(end, 0, FIGURE_WIDTH, Grid.LINE), figure.label())
                    .with(p -> p.choice("horizontal_alignment", "Right")));
            }
        }
        return end;
    }

    /** A button that sets the mode to live; by its number, since Phoebus cannot write the word to an enum of pvAccess. */
    private static Widget backToLive(Box box) {
        return Widgets.button(box, "Back to live", new Action.WritePv("Take the values of the machine again",
            Site.pipelinePv(BuiltInNames.EVAL_MODE), Integer.toString(EvaluationMode.LIVE.ordinal())));
    }

    /** Left edge of what lies left of another, a gap apart. */
    private static int before(int end, int width) {
        return end - width - Grid.STEP;
    }
}
