package org.modelioc.screens.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.screens.block.Grid;
import org.modelioc.screens.block.Header;
import org.modelioc.screens.block.Links;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.Plots;
import org.modelioc.screens.block.RowKind;
import org.modelioc.screens.block.Rows;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.StatusStrip;
import org.modelioc.screens.block.Texts;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Display;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/**
 * The MEBT: its settings, and the envelope of the beam over the path, with the bore and the elements of the line drawn under it;
 * below it transmission, energy spread, and the Twiss parameters.
 */
final class MebtOverview implements MachineOverview {

    private static final String PATH = "S";
    private static final List<String> ALONG = List.of("SX", "SY", "T", "DW", "BX", "BY", "AX", "AY");
    private static final List<String> END = List.of("SX:END", "SY:END", "T:END");

    private static final Range ENVELOPE = new Range(-2, 8);
    private static final Range TRANSMISSION = new Range(70, 102);
    private static final String AXIS = "Path from the entrance (m)";

    private static final int PLOTS_WIDTH = 1000;
    private static final int ENVELOPE_HEIGHT = 380;
    private static final int PLOT_HEIGHT = 200;
    private static final int RESET_HEIGHT = Grid.BUTTON;

    private final Site site;
    private final Rows inputs;
    private final Rows outputs;

    MebtOverview(Site site) {
        this.site = site;
        inputs = Rows.labelled(site, true, MebtOverview::label);
        outputs = Rows.labelled(site, false, MebtOverview::label);
    }

    /** The beginning of the description: what it is, and where. */
    private static String label(PvDefinition pv) {
        return Texts.label(pv).split(",", 2)[0];
    }

    @Override
    public boolean fits() {
        return site.ioc().pipelines().size() == 1 && Stream.of(ALONG, END, List.of(PATH)).flatMap(List::stream)
            .allMatch(site::declares) && site.pvs(ALONG).stream().allMatch(pv -> pv.type() instanceof PvType.Array)
            && site.pvs(END).stream().allMatch(pv -> pv.type() instanceof PvType.Scalar)
            && site.ioc().inputs().stream().allMatch(pv -> pv.name().equals(PATH) || pv.type() instanceof PvType.Scalar);
    }

    @Override
    public int width() {
        return Header.MARGIN + settingsWidth() + Grid.STEP + PLOTS_WIDTH + Header.MARGIN;
    }

    @Override
    public Map<String, Display> screens() {
        Map<String, Display> screens = new LinkedHashMap<>(inputs.screens());
        screens.putAll(outputs.screens());
        screens.put(Links.OVERVIEW, overview());
        return screens;
    }

    private int settingsWidth() {
        return Grid.up(Math.max(inputs.width(), outputs.width()) + 2 * Widgets.GROUP_FRAME);
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
        Widget end = end(Header.MARGIN, settings.box().bottom() + Grid.STEP);
        widgets.add(settings);
        widgets.add(end);
        List<Widget> plots = plots(settings.box().right() + Grid.STEP, y);
        widgets.addAll(plots);
        int bottom = Math.max(end.box().bottom(), plots.getLast().box().bottom());
        return new Display(Overview.title(site), StatusStrip.macros(site), width, bottom + Header.MARGIN, widgets);
    }

    private Widget settings(int x, int y) {
        List<PvDefinition> rows = site.ioc().inputs().stream().filter(pv -> RowKind.of(pv, true).isPresent()).toList();
        List<Widget> widgets = new ArrayList<>();
        widgets.add(ResetButton.of(new Box(0, 0, inputs.labelWidth(), RESET_HEIGHT), rows));
        widgets.addAll(inputs.heads(0, RESET_HEIGHT - Grid.LINE));
        widgets.addAll(inputs.widgets(0, RESET_HEIGHT + Grid.STEP, rows));
        return Widgets.group(new Box(x, y, settingsWidth(),
            Grid.up(RESET_HEIGHT + Grid.STEP + Grid.rows(rows.size()) + 2 * Widgets.GROUP_FRAME)), "Settings", widgets);
    }

    private Widget end(int x, int y) {
        List<Widget> widgets = new ArrayList<>(outputs.heads(0, 0));
        widgets.addAll(outputs.widgets(0, Grid.PITCH, site.pvs(END)));
        return Widgets.group(new Box(x, y, settingsWidth(),
            Grid.up(Grid.PITCH + Grid.rows(END.size()) + 2 * Widgets.GROUP_FRAME)), "Beam at the end", widgets);
    }

    private List<Widget> plots(int x, int y) {
        int half = (PLOTS_WIDTH - Grid.STEP) / 2 / Grid.STEP * Grid.STEP;
        int right = x + half + Grid.STEP;
        int second = y + ENVELOPE_HEIGHT + Grid.STEP;
        int third = second + PLOT_HEIGHT + Grid.STEP;
        return List.of(envelope(new Box(x, y, PLOTS_WIDTH, ENVELOPE_HEIGHT)),
            plot(new Box(x, second, half, PLOT_HEIGHT), Plots.Axis.fixed("Beam left (%)", TRANSMISSION),
                trace("Transmission", "T")),
            plot(new Box(right, second, PLOTS_WIDTH - half - Grid.STEP, PLOT_HEIGHT), Plots.Axis.automatic("ΔE rms (keV)"),
                trace("Energy spread", "DW")),
            plot(new Box(x, third, half, PLOT_HEIGHT), Plots.Axis.automatic("Twiss β (m)"), trace("Horizontal", "BX"),
                trace("Vertical", "BY").styled(Plots.Style.DASHED)),
            plot(new Box(right, third, PLOTS_WIDTH - half - Grid.STEP, PLOT_HEIGHT), Plots.Axis.automatic("Twiss α (1)"),
                trace("Horizontal", "AX"), trace("Vertical", "AY").styled(Plots.Style.DASHED)));
    }

    private static Widget envelope(Box box) {
        MebtLattice.Line bore = MebtLattice.bore();
        MebtLattice.Line plates = MebtLattice.plates();
        MebtLattice.Line quadrupoles = MebtLattice.quadrupoles();
        MebtLattice.Line bunchers = MebtLattice.bunchers();
        return plot(box, Plots.Axis.fixed("Rms size (mm)", ENVELOPE),
            trace("Horizontal σx", "SX"),
            trace("Vertical σy", "SY").styled(Plots.Style.DASHED),
            Plots.Trace.line("Bore / 3", bore.sPv("mebt:bore"), bore.yPv("mebt:bore"), NamedColor.GRID).formed("Line", 1),
            Plots.Trace.line("Chopper plates / 3, vertical", plates.sPv("mebt:plates"), plates.yPv("mebt:plates"),
                NamedColor.GRID).formed("Line", 3),
            Plots.Trace.line("Quadrupoles, horizontal up", quadrupoles.sPv("mebt:quadrupoles"),
                quadrupoles.yPv("mebt:quadrupoles"), NamedColor.OFF).formed("Line", 4),
            Plots.Trace.line("Bunchers", bunchers.sPv("mebt:bunchers"), bunchers.yPv("mebt:bunchers"),
                NamedColor.HEADER_BACKGROUND).styled(Plots.Style.DOTTED));
    }

    private static Plots.Trace trace(String name, String pv) {
        return Plots.Trace.line(name, Site.pv(PATH), Site.pv(pv), NamedColor.TEXT);
    }

    private static Widget plot(Box box, Plots.Axis y, Plots.Trace... traces) {
        return Plots.xy(box, Plots.Axis.fixed(AXIS, new Range(0, MebtLattice.LENGTH)), y, List.of(traces));
    }
}
