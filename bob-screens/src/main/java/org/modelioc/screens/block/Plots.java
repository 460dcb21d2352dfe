package org.modelioc.screens.block;

import java.util.List;
import org.modelioc.schema.pv.Range;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.NamedColor;
import org.modelioc.screens.bob.Widget;

/** Plots of waveforms and trends. Axes have titles with units, and traces differ by line style as well as by colour. */
public final class Plots {

    private Plots() {
    }

    /**
     * An axis.
     *
     * @param title     what it shows, with the unit
     * @param range     its ends; {@link Range#NONE} if they follow the data
     * @param log       whether it is logarithmic
     */
    public record Axis(String title, Range range, boolean log) {

        /**
         * An axis whose ends follow the data.
         *
         * @param title what it shows, with the unit
         * @return the axis
         */
        public static Axis automatic(String title) {
            return new Axis(title, Range.NONE, false);
        }

        /**
         * An axis with fixed ends.
         *
         * @param title what it shows, with the unit
         * @param range its ends
         * @return the axis
         */
        public static Axis fixed(String title, Range range) {
            return new Axis(title, range, false);
        }
    }

    /** How a trace is drawn. */
    public enum Style {
        SOLID("Solid", "solid"), DASHED("Dashed", "dashed"), DOTTED("Dot", "dotted");

        private final String choice;
        private final String word;

        Style(String choice, String word) {
            this.choice = choice;
            this.word = word;
        }
    }

    /**
     * A trace.
     *
     * @param name  what the legend says
     * @param x     full name of a PV with the abscissae; empty if those are the numbers of the elements
     * @param y     full name of the PV
     * @param color colour
     * @param style line style
     * @param width line width in pixels
     * @param form  how points are joined: {@code "Line"}, {@code "Step"} or {@code "Bars"}
     */
    public record Trace(String name, String x, String y, NamedColor color, Style style, int width, String form) {

        private static final int WIDTH = 2;

        /** The name with a word for the line, since a legend in Phoebus shows colours only. */
        private String legend() {
            return name + " (" + (style != Style.SOLID || width == WIDTH ? style.word : width < WIDTH ? "thin"
                : width == WIDTH + 1 ? "bold" : "thick") + ")";
        }

        /**
         * A solid line.
         *
         * @param name  what the legend says
         * @param x     full name of a PV with the abscissae; empty if those are the numbers of the elements
         * @param y     full name of the PV
         * @param color colour
         * @return the trace
         */
        public static Trace line(String name, String x, String y, NamedColor color) {
            return new Trace(name, x, y, color, Style.SOLID, WIDTH, "Line");
        }

        /**
         * In another line style.
         *
         * @param other the style
         * @return a copy with it
         */
        public Trace styled(Style other) {
            return new Trace(name, x, y, color, other, width, form);
        }

        /**
         * In another form.
         *
         * @param other how points are joined
         * @param pixels line width
         * @return a copy with it
         */
        public Trace formed(String other, int pixels) {
            return new Trace(name, x, y, color, style, pixels, other);
        }
    }

    /**
     * Waveforms over waveforms.
     *
     * @param box    where
     * @param x      horizontal axis
     * @param y      vertical axis
     * @param traces the traces
     * @return an X/Y plot
     */
    public static Widget xy(Box box, Axis x, Axis y, List<Trace> traces) {
        return Widget.of("xyplot", traces.getFirst().name(), box).with(p -> p
            .flag("show_legend", true)
            .struct("x_axis", axis -> axis.text("title", x.title()).flag("autoscale", !x.range().declared())
                .number("minimum", x.range().declared() ? x.range().low() : 0)
                .number("maximum", x.range().declared() ? x.range().high() : 1).flag("show_grid", true))
            .structs("y_axes", List.of(y), one -> axis -> axis.text("title", one.title())
                .flag("autoscale", !one.range().declared()).flag("log_scale", one.log())
                .number("minimum", one.range().declared() ? one.range().low() : 0)
                .number("maximum", one.range().declared() ? one.range().high() : 1).flag("show_grid", true))
            .structs("traces", traces, trace -> t -> t
                .text("name", traces.size() > 1 ? trace.legend() : trace.name()).text("x_pv", trace.x()).text("y_pv", trace.y())
                .choice("trace_type", trace.form()).color("color", trace.color()).whole("line_width", trace.width())
                .choice("line_style", trace.style().choice)));
    }

    /**
     * Numbers over time.
     *
     * @param box    where
     * @param y      vertical axis
     * @param start  how far back it goes, for example {@code "10 minutes"}
     * @param traces the traces; their abscissae are the time
     * @return a strip chart
     */
    public static Widget trend(Box box, Axis y, String start, List<Trace> traces) {
        return Widget.of("stripchart", traces.getFirst().name(), box).with(p -> p
            .flag("show_grid", true).flag("show_toolbar", false).flag("show_legend", true)
            .text("start", start)
            .structs("y_axes", List.of(y), one -> axis -> axis.text("title", one.title())
                .flag("autoscale", !one.range().declared()).flag("log_scale", one.log())
                .number("minimum", one.range().declared() ? one.range().low() : 0)
                .number("maximum", one.range().declared() ? one.range().high() : 1).flag("show_grid", true))
            .structs("traces", traces, trace -> t -> t
                .text("name", traces.size() > 1 ? trace.legend() : trace.name()).text("y_pv", trace.y())
                .color("color", trace.color()).whole("line_width", trace.width())));
    }
}
