package org.modelioc.schema.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Words;

/**
 * {@code lookup}: a calibration curve, linear between its points.
 *
 * @param target      what it works on
 * @param curve       the points
 * @param extrapolate what holds beyond the first and last of them
 */
public record LookupDefinition(StageTarget target, Curve curve, Extrapolate extrapolate) implements StageDefinition {

    static final List<String> KEYS = List.of("points", "file", "extrapolate");

    private static final List<String> CHOICES = List.of("clamp", "linear", "nan");

    /** Beyond the ends of a curve: the value of the end, the line of the last two points, or NaN. */
    public enum Extrapolate {
        CLAMP, LINEAR, NAN
    }

    static Optional<LookupDefinition> read(StageSection section) {
        if (section.has("points") == section.has("file")) {
            section.problem("file", "the stage 'lookup' needs either 'points' or a 'file', "
                + (section.has("file") ? "not both" : "such as points: [[0, 0], [10, 0.12]]"));
            return Optional.empty();
        }
        Extrapolate extrapolate = section.choice("extrapolate", CHOICES)
            .map(choice -> Extrapolate.values()[CHOICES.indexOf(choice)]).orElse(Extrapolate.CLAMP);
        Optional<Curve> curve = section.has("file") ? file(section) : points(section);
        return curve.map(points -> new LookupDefinition(section.target(), points, extrapolate));
    }

    private static Optional<Curve> file(StageSection section) {
        return section.file("file", "a CSV file")
            .flatMap(path -> CurveFile.read(path, section.at("file"), section.problems()));
    }

    private static Optional<Curve> points(StageSection section) {
        Optional<double[][]> points = section.table("points", 2);
        if (points.isEmpty()) {
            return Optional.empty();
        }
        List<Double> x = Arrays.stream(points.get()).map(point -> point[0]).toList();
        List<Double> y = Arrays.stream(points.get()).map(point -> point[1]).toList();
        int wrong = Curve.firstFault(x);
        if (wrong >= 0) {
            section.problems().add(section.row("points", wrong), Curve.fault(x, wrong));
            return Optional.empty();
        }
        return Optional.of(new Curve(x, y));
    }

    /**
     * A calibration curve.
     *
     * @param x at least two, strictly increasing or strictly decreasing
     * @param y as many
     */
    public record Curve(List<Double> x, List<Double> y) {

        /** Keeps unmodifiable copies. */
        public Curve {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }

        /** Index of the first point that makes it no curve: its size if there are too few points; −1 if all is well. */
        static int firstFault(List<Double> x) {
            if (x.size() < 2) {
                return x.size();
            }
            boolean rising = x.get(1) > x.get(0);
            for (int i = 1; i < x.size(); i++) {
                if (rising ? !(x.get(i) > x.get(i - 1)) : !(x.get(i) < x.get(i - 1))) {
                    return i;
                }
            }
            return -1;
        }

        static String fault(List<Double> x, int wrong) {
            return wrong == x.size() ? "a curve needs at least two points, not " + x.size()
                : "the x of a curve must go strictly up or strictly down, but " + Words.number(x.get(wrong)) + " follows "
                    + Words.number(x.get(wrong - 1));
        }
    }
}
