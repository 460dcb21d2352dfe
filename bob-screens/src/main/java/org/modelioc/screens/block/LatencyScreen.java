package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.Range;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * How long the evaluations of a pipeline take and how many there are: counters, percentiles and bars of each stage, the
 * distribution, trends.
 */
public final class LatencyScreen {

    private static final List<Fields.Field> COUNTERS = List.of(
        Fields.Field.number(BuiltInNames.EVAL_COUNT, "Evaluations since start"),
        Fields.Field.number(BuiltInNames.EVAL_RATE, "Evaluations a second"),
        Fields.Field.number(BuiltInNames.LATENCY_JITTER, "Jitter between them"),
        Fields.Field.number(BuiltInNames.EVAL_ERRORS, "Failed evaluations"),
        Fields.Field.number(BuiltInNames.EVAL_MERGED, "Requests merged"),
        Fields.Field.number(BuiltInNames.EVAL_OVERRUNS, "Periods overrun"),
        Fields.Field.number(BuiltInNames.EVAL_DEADLINE_MISSES, "Deadlines missed"),
        Fields.Field.number(BuiltInNames.EVAL_UNALIGNED, "Inputs not aligned"),
        Fields.Field.number(BuiltInNames.LATENCY_UNRECORDED, "Not in the statistics"),
        Fields.Field.number(BuiltInNames.EVAL_LAST_ID, "Number of the last one"));

    private record Stage(String name, String label) {
    }

    private static final List<Stage> STAGES = List.of(
        new Stage("WAIT", "Waiting"), new Stage("BEFORE", "Before the model"), new Stage("INFER", "Model"),
        new Stage("AFTER", "After the model"), new Stage("POST", "Posting"), new Stage("TOTAL", "Total"),
        new Stage("E2E", "From the input's stamp"));

    private record Statistic(String name, String label) {
    }

    private static final List<Statistic> STATISTICS = List.of(
        new Statistic("P50", "Median"), new Statistic("P90", "90 %"), new Statistic("P99", "99 %"),
        new Statistic("P999", "99.9 %"), new Statistic("MAX", "Most"), new Statistic("MEAN", "Mean"),
        new Statistic("LAST", "Last"));

    private static final String TITLE = "Latency, last %s; NaN: no evaluation; bars: 1 µs to 100 ms, log";
    private static final double MILLIS = 1000;
    private static final int COUNTER_WIDTH = 120;
    private static final int STATISTIC_WIDTH = 100;
    private static final int STAGE_WIDTH = 150;
    private static final int BAR_WIDTH = 110;
    private static final double SHORTEST = 1;
    private static final double LONGEST = 100_000;
    private static final int PLOT_HEIGHT = 260;
    private static final Range DECADES = new Range(-1, 6);

    private LatencyScreen() {
    }

    /**
     * The screen.
     *
     * @param site  the IOC
     * @param width its width
     * @return the display, with the macros P, PIPE and MODEL
     */
    public static Display screen(Site site, int width) {
        List<Widget> widgets = new ArrayList<>(Header.of("Latency of $(PIPE)", width, Screens.links(site, Links.LATENCY)));
        int inner = width - 2 * Header.MARGIN;
        widgets.add(Widgets.embedded(new Box(Header.MARGIN, Header.BOTTOM, inner, StatusStrip.HEIGHT), Links.STATUS,
            Map.of()));
        int y = Header.BOTTOM + StatusStrip.HEIGHT + Grid.STEP;
        widgets.addAll(Header.message(y, width));
        y += Grid.PITCH;
        List<Fields.Field> counters = COUNTERS.stream()
            .filter(field -> site.pipelinesHave(field.name())).toList();
        Widget counts = Fields.group(Header.MARGIN, y, COUNTER_WIDTH, "Evaluations", counters, Site::pipelinePv);
        widgets.add(counts);
        int bottom = counts.box().bottom();
        List<Stage> stages = STAGES.stream()
            .filter(stage -> site.pipelinesHave(pv(stage, STATISTICS.getFirst()))).toList();
        if (!stages.isEmpty()) {
            int x = counts.box().right() + Grid.STEP;
            Widget table = table(site, stages, x, y);
            widgets.add(table);
            bottom = Math.max(bottom, table.box().bottom());
            widgets.addAll(plots(site, stages, bottom + Grid.STEP, inner));
            bottom += Grid.STEP + PLOT_HEIGHT;
        }
        Optional<Widget> records = RecordsPanel.of(site, Header.MARGIN, bottom + Grid.STEP, inner);
        if (records.isPresent()) {
            widgets.add(records.get());
            bottom = records.get().box().bottom();
        }
        return new Display("Latency of $(PIPE)", StatusStrip.macros(site), width, bottom + Header.MARGIN, widgets);
    }

    private static String pv(Stage stage, Statistic statistic) {
        return BuiltInNames.LATENCY + stage.name() + ':' + statistic.name();
    }

    private static Widget table(Site site, List<Stage> stages, int left, int top) {
        List<Statistic> statistics = STATISTICS.stream()
            .filter(statistic -> stages.stream().allMatch(stage -> site.pipelinesHave(pv(stage, statistic)))).toList();
        List<Widget> widgets = new ArrayList<>();
        int barAt = STAGE_WIDTH + statistics.size() * (STATISTIC_WIDTH + Grid.STEP) + Grid.STEP;
        for (int column = 0; column < statistics.size(); column++) {
            widgets.add(head(at(column), STATISTIC_WIDTH, statistics.get(column).label()));
        }
        widgets.add(head(barAt, BAR_WIDTH, "99 %"));
        int y = Grid.PITCH;
        for (Stage stage : stages) {
            widgets.add(Widgets.label(new Box(0, y, STAGE_WIDTH, Grid.LINE), stage.label()));
            for (int column = 0; column < statistics.size(); column++) {
                widgets.add(Fields.microseconds(new Box(at(column), y, STATISTIC_WIDTH, Grid.LINE),
                    Site.pipelinePv(pv(stage, statistics.get(column)))));
            }
            widgets.add(Widgets.bar(new Box(barAt, y, BAR_WIDTH, Grid.LINE),
                Site.pipelinePv(pv(stage, STATISTICS.get(2)))).with(p -> p.flag("limits_from_pv", false)
                    .number("minimum", SHORTEST).number("maximum", LONGEST).flag("log_scale", true)));
            y += Grid.PITCH;
        }
        return Widgets.group(new Box(left, top, Grid.up(barAt + BAR_WIDTH + 2 * Widgets.GROUP_FRAME),
            Grid.up(y - Grid.STEP + 2 * Widgets.GROUP_FRAME)),
            TITLE.formatted(Texts.number(site.ioc().latency().window().toMillis() / MILLIS, "s")), widgets);
    }

    private static int at(int column) {
        return STAGE_WIDTH + Grid.STEP + column * (STATISTIC_WIDTH + Grid.STEP);
    }

    private static Widget head(int x, int width, String text) {
        return Widgets.label(new Box(x, 0, width, Grid.LINE), text, NamedFont.DEFAULT_BOLD)
            .with(p -> p.choice("horizontal_alignment", "Center"));
    }

    private static List<Widget> plots(Site site, List<Stage> stages, int y, int inner) {
        Stage total = stages.stream().filter(stage -> stage.name().equals("TOTAL")).findFirst().orElse(stages.getFirst());
        String histogram = BuiltInNames.LATENCY + total.name() + ":HIST";
        boolean distributed = site.pipelinesHave(histogram);
        int trendWidth = distributed ? (inner - Grid.STEP) / 2 / Grid.STEP * Grid.STEP : inner;
        List<Widget> plots = new ArrayList<>();
        plots.add(Plots.trend(new Box(Header.MARGIN, y, trendWidth, PLOT_HEIGHT),
            new Plots.Axis("Latency (µs)", Range.NONE, false), "10 minutes", List.of(
                Plots.Trace.line(total.label() + ", median", "", Site.pipelinePv(pv(total, STATISTICS.getFirst())),
                    NamedColor.TEXT),
                Plots.Trace.line(total.label() + ", 99 %", "", Site.pipelinePv(pv(total, STATISTICS.get(2))),
                    NamedColor.GRID).formed("Line", 1))));
        if (distributed) {
            int x = Header.MARGIN + trendWidth + Grid.STEP;
            plots.add(Plots.xy(new Box(x, y, Header.MARGIN + inner - x, PLOT_HEIGHT), Plots.Axis.fixed(
                "Latency, power of ten of 1 µs (0: 1 µs, 3: 1 ms)", DECADES), Plots.Axis.automatic("Evaluations"),
                List.of(Plots.Trace.line(total.label(), Site.pipelinePv(BuiltInNames.LATENCY_DECADES),
                    Site.pipelinePv(histogram), NamedColor.HEADER_BACKGROUND).formed("Step", 2))));
        }
        return plots;
    }
}
