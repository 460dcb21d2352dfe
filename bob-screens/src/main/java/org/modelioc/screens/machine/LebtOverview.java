package org.modelioc.screens.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.screens.block.Grid;
import org.modelioc.screens.block.Header;
import org.modelioc.screens.block.Links;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.Plots;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.Sliders;
import org.modelioc.screens.block.StatusStrip;
import org.modelioc.screens.block.Texts;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.NamedFont;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * The LEBT: its settings as sliders over what the model knows, and how much of the beam is left behind each part of the line,
 * as bars in the order of the line.
 */
final class LebtOverview implements MachineOverview {

    /** Along the line. */
    private static final List<String> ALONG = List.of("EFF:LEBT", "EFF:RFQ", "EFF:TANK1", "EFF:TANK2", "EFF:TANK3", "EFF:TANK4");
    private static final List<String> PLACES = List.of("LEBT", "RFQ", "Tank 1", "Tank 2", "Tank 3", "Tank 4");
    private static final Range PERCENT = new Range(0, 100);

    private static final int BAR_WIDTH = 90;
    private static final int BAR_PITCH = BAR_WIDTH + Grid.STEP;
    private static final int BAR_HEIGHT = 210;
    private static final int RESET_WIDTH = 160;
    private static final int TREND_LEAST = 200;

    private final Site site;
    private final Sliders sliders;

    LebtOverview(Site site) {
        this.site = site;
        sliders = new Sliders(site);
    }

    @Override
    public boolean fits() {
        return site.ioc().pipelines().size() == 1 && ALONG.stream().allMatch(site::declares)
            && site.pvs(ALONG).stream().allMatch(pv -> pv.type() instanceof PvType.Scalar && pv.units().equals("%"))
            && site.ioc().inputs().stream()
                .allMatch(pv -> pv.type() instanceof PvType.Scalar && Texts.scale(pv).declared());
    }

    @Override
    public int width() {
        return 2 * Header.MARGIN + settingsWidth() + Grid.STEP + lineWidth();
    }

    @Override
    public Map<String, Display> screens() {
        Map<String, Display> screens = new LinkedHashMap<>(sliders.screens());
        screens.put(Links.OVERVIEW, overview());
        return screens;
    }

    private int settingsWidth() {
        return Grid.up(sliders.width() + 2 * Widgets.GROUP_FRAME);
    }

    private static int lineWidth() {
        return Grid.up(ALONG.size() * BAR_PITCH - Grid.STEP + 2 * Widgets.GROUP_FRAME);
    }

    private Display overview() {
        int width = width();
        List<Widget> widgets = new ArrayList<>(Header.of(Overview.title(site), width, List.of(
            new Links.Target("All PVs", Links.pvs(site.firstPipeline().name())), new Links.Target("Trends", Links.TRENDS),
            new Links.Target("IOC", Links.IOC))));
        int y = Header.BOTTOM;
        widgets.add(StatusStrip.all(site, Header.MARGIN, y, width - 2 * Header.MARGIN));
        y += StatusStrip.HEIGHT + Grid.STEP;
        widgets.addAll(Header.message(y, width));
        y += Grid.PITCH;

        Widget settings = settings(Header.MARGIN, y);
        Widget line = line(settings.box().right() + Grid.STEP, y);
        int trendAt = line.box().bottom() + Grid.STEP;
        int trendHeight = Math.max(TREND_LEAST, settings.box().bottom() - trendAt);
        widgets.add(settings);
        widgets.add(line);
        widgets.add(Plots.trend(new Box(line.box().x(), trendAt, line.box().width(), trendHeight),
            Plots.Axis.fixed("Beam left (%)", PERCENT), "10 minutes", List.of(
                Plots.Trace.line("Behind the LEBT", "", Site.pv("EFF:LEBT"), NamedColor.GRID).formed("Step", 1),
                Plots.Trace.line("Behind tank 4", "", Site.pv("EFF:TANK4"), NamedColor.TEXT).formed("Step", 2))));
        int bottom = Math.max(settings.box().bottom(), trendAt + trendHeight);
        return new Display(Overview.title(site), StatusStrip.macros(site), width, bottom + Header.MARGIN, widgets);
    }

    private Widget settings(int x, int y) {
        List<PvDefinition> inputs = site.ioc().inputs();
        List<Widget> widgets = new ArrayList<>(sliders.heads(0, 0));
        widgets.add(sliders.widget(0, Grid.PITCH, inputs));
        int bottom = Grid.PITCH + sliders.height(inputs.size()) + Grid.STEP;
        widgets.add(ResetButton.of(new Box(0, bottom, RESET_WIDTH, Grid.BUTTON), inputs));
        Box box = new Box(x, y, settingsWidth(), Grid.up(bottom + Grid.BUTTON + 2 * Widgets.GROUP_FRAME));
        return Widgets.group(box, "Settings: changes from the tuned machine", widgets);
    }

    private Widget line(int x, int y) {
        List<Widget> widgets = new ArrayList<>();
        for (int i = 0; i < ALONG.size(); i++) {
            String pv = Site.pv(ALONG.get(i));
            int at = i * BAR_PITCH;
            widgets.add(Widgets.label(new Box(at, 0, BAR_WIDTH, Grid.LINE), PLACES.get(i), NamedFont.DEFAULT_BOLD)
                .with(p -> p.choice("horizontal_alignment", "Center")));
            widgets.add(Widget.of("tank", pv, new Box(at, Grid.PITCH, BAR_WIDTH, BAR_HEIGHT)).with(p -> p.text("pv_name", pv)
                .color("fill_color", NamedColor.HEADER_BACKGROUND).color("empty_color", NamedColor.READ_BACKGROUND)
                .color("background_color", NamedColor.BACKGROUND).flag("limits_from_pv", false)
                .number("minimum", PERCENT.low()).number("maximum", PERCENT.high())));
            widgets.add(Widgets.number(new Box(at, Grid.PITCH + BAR_HEIGHT + Grid.STEP, BAR_WIDTH, Grid.LINE), pv)
                .with(p -> p.font("font", NamedFont.DEFAULT_BOLD).choice("horizontal_alignment", "Center")));
        }
        int bottom = Grid.PITCH + BAR_HEIGHT + Grid.STEP + Grid.LINE;
        return Widgets.group(new Box(x, y, lineWidth(), Grid.up(bottom + 2 * Widgets.GROUP_FRAME)),
            "Beam left along the line, of what leaves the source (%)", widgets);
    }
}
