package org.modelioc.ioc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The whole latency of each measurement over the percentile, as SVG: both axes logarithmic, the horizontal one in nines, as
 * HdrHistogram plots it.
 */
public final class BenchPlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int LEFT = 80;
    private static final int RIGHT = 250;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};
    private static final String[] DASHES = {"", "8 4", "2 3", "12 4 2 4"};
    /** Of Okabe and Ito, for people who see colours otherwise. */
    private static final String[] COLORS = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"};

    private record Curve(String name, double[] micros) {
    }

    private BenchPlot() {
    }

    /**
     * Draws.
     *
     * @param report what was measured
     * @return an SVG document
     */
    public static String svg(BenchReport report) {
        List<Curve> curves = new ArrayList<>();
        for (Measurement measurement : report.measurements()) {
            Latency whole = measurement.latencies().stream().filter(each -> each.what().equals("TOTAL")).findFirst()
                .orElse(measurement.latencies().getFirst());
            if (whole.count() > 0) {
                curves.add(new Curve(measurement.way() + ", " + measurement.load(),
                    new double[] {whole.p50(), whole.p90(), whole.p95(), whole.p99(), whole.p999()}));
            }
        }
        double most = Math.ceil(Math.log10(curves.stream().mapToDouble(curve -> curve.micros[4]).max().orElse(1)));
        double least = Math.floor(Math.log10(Math.max(1e-3, curves.stream().mapToDouble(curve -> curve.micros[0]).min()
            .orElse(1))));
        double top = Math.max(most, least + 1);
        StringBuilder svg = new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\""
            + HEIGHT + "\" font-family=\"sans-serif\" font-size=\"13\">\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, LEFT, TOP - 20, "start", "Latency of " + report.facts().getOrDefault("pipeline", "") + " on "
            + report.facts().getOrDefault("host", ""));
        for (int decade = (int) least; decade <= top; decade++) {
            line(svg, x(PERCENTILES[0]), y(decade, least, top), x(PERCENTILES[4]), y(decade, least, top), "#cccccc", "", 1);
            text(svg, LEFT - 8, y(decade, least, top) + 4, "end", String.format(Locale.ROOT, "%.12g µs", Math.pow(10, decade))
                .replaceFirst("\\.?0+ µs", " µs"));
        }
        for (double percentile : PERCENTILES) {
            line(svg, x(percentile), y(least, least, top), x(percentile), y(top, least, top), "#cccccc", "", 1);
            text(svg, x(percentile), HEIGHT - BOTTOM + 20, "middle", (percentile + " %").replace(".0 ", " "));
        }
        text(svg, (x(50) + x(99.9)) / 2, HEIGHT - 15, "middle", "of the evaluations are at least as fast");
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), i, least, top);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void curve(StringBuilder svg, Curve curve, int index, double least, double top) {
        String color = COLORS[index % COLORS.length];
        String dash = DASHES[index / COLORS.length % DASHES.length];
        for (int i = 0; i + 1 < PERCENTILES.length; i++) {
            line(svg, x(PERCENTILES[i]), y(Math.log10(Math.max(1e-3, curve.micros[i])), least, top), x(PERCENTILES[i + 1]),
                y(Math.log10(Math.max(1e-3, curve.micros[i + 1])), least, top), color, dash, 2);
        }
        double at = TOP + 10 + 20.0 * index;
        line(svg, WIDTH - RIGHT + 20, at, WIDTH - RIGHT + 50, at, color, dash, 2);
        text(svg, WIDTH - RIGHT + 58, at + 4, "start", curve.name);
    }

    private static double x(double percentile) {
        double nines = -Math.log10(1 - percentile / 100);
        double first = -Math.log10(1 - PERCENTILES[0] / 100);
        double last = -Math.log10(1 - PERCENTILES[PERCENTILES.length - 1] / 100);
        return LEFT + (WIDTH - LEFT - RIGHT) * (nines - first) / (last - first);
    }

    private static double y(double decade, double least, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (decade - least) / (top - least);
    }

    private static void line(StringBuilder svg, double fromX, double fromY, double toX, double toY, String color, String dash,
            int width) {
        String form = "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"%s/>\n";
        svg.append(String.format(Locale.ROOT, form, fromX, fromY, toX, toY, color, width,
            dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + '"'));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor,
            text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
