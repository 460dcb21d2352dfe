package org.modelioc.screens.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What lies along the medium-energy beam transport of the SNS, for drawing under an envelope.
 *
 * <p>Source: the public lattice file of PyORBIT3 ({@code examples/SNS_Linac/sns_linac_xml/sns_linac.xml}), as in
 * {@code config/models/training/transport/mebt_lattice.py}. Positions and lengths in m.
 */
final class MebtLattice {

    /** Path from the entrance to the end, m. */
    static final double LENGTH = 3.633;

    /** The bore is drawn at a third: a beam of three rms sizes touches it. */
    private static final double SHARE = 1 / 3.0;
    private static final double MIDDLE = -0.8;
    private static final double UPPER = -0.2;
    private static final double LOWER = -1.4;

    private record Quadrupole(String name, double centre, double length, double radius) {
        boolean horizontal() {
            return name.startsWith("QH");
        }
    }

    private record Gap(double centre, double radius) {
    }

    private record Place(double from, double to, double radius) {
    }

    private static final List<Quadrupole> QUADRUPOLES = List.of(
        new Quadrupole("QH01", 0.128, 0.061, 16), new Quadrupole("QV02", 0.273, 0.061, 16),
        new Quadrupole("QH03", 0.418, 0.061, 16), new Quadrupole("QV04", 0.638, 0.061, 16),
        new Quadrupole("QH05", 1.398, 0.066, 21), new Quadrupole("QV06", 1.498, 0.066, 21),
        new Quadrupole("QH07", 1.598, 0.066, 21), new Quadrupole("QH08", 1.938, 0.066, 21),
        new Quadrupole("QV09", 2.038, 0.066, 21), new Quadrupole("QH10", 2.138, 0.066, 21),
        new Quadrupole("QV11", 2.903, 0.061, 16), new Quadrupole("QH12", 3.053, 0.061, 16),
        new Quadrupole("QV13", 3.263, 0.061, 16), new Quadrupole("QH14", 3.408, 0.061, 16));
    private static final List<Gap> GAPS = List.of(new Gap(0.528, 15), new Gap(1.288, 18), new Gap(2.248, 18), new Gap(3.158, 15));
    private static final double PLATES_FROM = 0.779;
    private static final double PLATES_TO = 1.137;
    private static final double PLATES_HALF_GAP = 9;

    private MebtLattice() {
    }

    /**
     * A line through points.
     *
     * @param s path from the entrance, m
     * @param y height in the plot, mm
     */
    record Line(List<Double> s, List<Double> y) {

        private static Line empty() {
            return new Line(new ArrayList<>(), new ArrayList<>());
        }

        private Line to(double at, double height) {
            s.add(at);
            y.add(height);
            return this;
        }

        /** A PV that exists within Phoebus only, and holds the abscissae. */
        String sPv(String name) {
            return local(name + ":s", s);
        }

        /** A PV that exists within Phoebus only, and holds the heights. */
        String yPv(String name) {
            return local(name + ":y", y);
        }

        private static String local(String name, List<Double> numbers) {
            return numbers.stream().map(number -> String.format(Locale.ROOT, "%.4f", number))
                .collect(Collectors.joining(", ", "loc://" + name + "<VDoubleArray>(", ")"));
        }
    }

    /** Quadrupoles as blocks, those that focus horizontally above the middle, the others below. */
    static Line quadrupoles() {
        Line line = Line.empty().to(0, MIDDLE);
        for (Quadrupole quadrupole : QUADRUPOLES) {
            double from = quadrupole.centre() - quadrupole.length() / 2;
            double to = quadrupole.centre() + quadrupole.length() / 2;
            double height = quadrupole.horizontal() ? UPPER : LOWER;
            line.to(from, MIDDLE).to(from, height).to(to, height).to(to, MIDDLE);
        }
        return line.to(LENGTH, MIDDLE);
    }

    /** Bunchers as strokes across the middle. */
    static Line bunchers() {
        Line line = Line.empty().to(0, MIDDLE);
        for (Gap gap : GAPS) {
            line.to(gap.centre(), MIDDLE).to(gap.centre(), UPPER).to(gap.centre(), LOWER).to(gap.centre(), MIDDLE);
        }
        return line.to(LENGTH, MIDDLE);
    }

    /** A third of the radius of the bore, mm, at the elements that have one. */
    static Line bore() {
        List<Place> places = new ArrayList<>();
        QUADRUPOLES.forEach(quadrupole -> places.add(new Place(quadrupole.centre() - quadrupole.length() / 2,
            quadrupole.centre() + quadrupole.length() / 2, quadrupole.radius())));
        GAPS.forEach(gap -> places.add(new Place(gap.centre(), gap.centre(), gap.radius())));
        places.sort((one, other) -> Double.compare(one.from(), other.from()));
        Line line = Line.empty();
        places.forEach(place -> line.to(place.from(), place.radius() * SHARE).to(place.to(), place.radius() * SHARE));
        return line;
    }

    /** A third of the vertical half gap between the chopper plates, mm. */
    static Line plates() {
        return Line.empty().to(PLATES_FROM, PLATES_HALF_GAP * SHARE).to(PLATES_TO, PLATES_HALF_GAP * SHARE);
    }
}
