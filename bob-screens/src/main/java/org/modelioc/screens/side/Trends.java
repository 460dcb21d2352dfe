package org.modelioc.screens.side;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.Texts;
import org.modelioc.screens.bob.Xml;

/**
 * Inputs and outputs over time, for Phoebus' data browser: an axis for each unit, outputs drawn, inputs there to be switched on.
 */
public final class Trends {

    private static final int MOST_AXES = 6;
    private static final String SPAN = "-1 hour";
    /** Dark colours that differ in lightness too, none of them one of an alarm. */
    private static final int[][] COLORS = {
        {0, 0, 0}, {0, 60, 160}, {120, 70, 20}, {90, 90, 90}, {0, 120, 140}, {90, 40, 130}, {60, 110, 200}, {150, 120, 60}};

    private static final List<String> STYLES = List.of("SOLID", "DASH", "DOT", "DASHDOT", "DASHDOTDOT");

    private final Site site;
    private final Xml xml = new Xml();
    private final List<String> units = new ArrayList<>();

    private Trends(Site site) {
        this.site = site;
    }

    /**
     * The text of the file.
     *
     * @param site    the IOC
     * @param comment first line of the file, for people
     * @return a {@code .plt} file
     */
    public static String of(Site site, String comment) {
        return new Trends(site).write(comment);
    }

    private String write(String comment) {
        List<PvDefinition> outputs = numbers(site.outputs().stream());
        List<PvDefinition> inputs = numbers(site.ioc().inputs().stream());
        Stream.concat(outputs.stream(), inputs.stream()).map(PvDefinition::units).distinct().limit(MOST_AXES)
            .forEach(units::add);
        xml.comment(comment);
        xml.open("databrowser");
        xml.element("save_changes", "false").element("show_legend", "true").element("show_toolbar", "true");
        xml.element("grid", "true").element("scroll", "true").element("update_period", "1.0");
        xml.element("start", SPAN).element("end", "now").element("archive_rescale", "NONE");
        xml.open("axes");
        for (String unit : units) {
            axis(unit, Stream.concat(outputs.stream(), inputs.stream()).filter(pv -> pv.units().equals(unit)).toList());
        }
        xml.close("axes").open("pvlist");
        int index = 0;
        for (PvDefinition pv : outputs) {
            trace(pv, true, index++);
        }
        for (PvDefinition pv : inputs) {
            trace(pv, false, index++);
        }
        return xml.close("pvlist").close("databrowser").text();
    }

    private static List<PvDefinition> numbers(Stream<PvDefinition> pvs) {
        return pvs.filter(pv -> pv.type() instanceof PvType.Scalar(ValueType value) && value.numeric()).toList();
    }

    private void axis(String unit, List<PvDefinition> pvs) {
        Optional<Range> range = pvs.stream().map(Texts::scale).filter(Range::declared).reduce((one, other) ->
            new Range(Math.min(one.low(), other.low()), Math.max(one.high(), other.high())));
        xml.open("axis").element("visible", "true").element("name", Texts.axis("Value", unit));
        xml.element("use_axis_name", "true").element("use_trace_names", "false").element("right", "false");
        color(COLORS[0]);
        xml.element("min", Double.toString(range.map(Range::low).orElse(0.0)));
        xml.element("max", Double.toString(range.map(Range::high).orElse(1.0)));
        xml.element("grid", "true").element("autoscale", Boolean.toString(range.isEmpty())).element("log_scale", "false");
        xml.close("axis");
    }

    private void trace(PvDefinition pv, boolean visible, int index) {
        xml.open("pv").element("display_name", Texts.axis(Texts.label(pv), pv.units()));
        xml.element("visible", Boolean.toString(visible)).element("name", "pva://" + site.ioc().prefix() + pv.name());
        xml.element("axis", Integer.toString(Math.max(0, units.indexOf(pv.units()))));
        color(COLORS[index % COLORS.length]);
        xml.element("trace_type", "AREA").element("linewidth", "2");
        xml.element("line_style", STYLES.get(index / COLORS.length % STYLES.size()));
        xml.element("period", "0.0").element("ring_size", "5000").element("request", "OPTIMIZED");
        xml.close("pv");
    }

    private void color(int[] rgb) {
        xml.open("color").element("red", Integer.toString(rgb[0])).element("green", Integer.toString(rgb[1]))
            .element("blue", Integer.toString(rgb[2])).close("color");
    }
}
