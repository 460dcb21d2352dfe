package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.modelioc.schema.stage.LookupDefinition;
import org.modelioc.schema.stage.LookupDefinition.Extrapolate;

/** Linear interpolation in a table. NaN stays NaN. */
final class LookupStage extends ElementStage {

    /** Strictly increasing. */
    private final double[] x;
    private final double[] y;
    private final Extrapolate extrapolate;

    LookupStage(Shape shape, int[] elements, LookupDefinition.Curve curve, Extrapolate extrapolate) {
        super(shape, elements);
        boolean rising = curve.x().getFirst() < curve.x().getLast();
        this.x = upwards(curve.x(), rising);
        this.y = upwards(curve.y(), rising);
        this.extrapolate = extrapolate;
    }

    private static double[] upwards(List<Double> numbers, boolean rising) {
        List<Double> ordered = new ArrayList<>(numbers);
        if (!rising) {
            Collections.reverse(ordered);
        }
        return ordered.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    void change(double[] values, int at, int count, int parameter, int state) {
        for (int i = at; i < at + count; i++) {
            values[i] = value(values[i]);
        }
    }

    private double value(double at) {
        int last = x.length - 1;
        if (Double.isNaN(at)) {
            return Double.NaN;
        }
        if (at < x[0] || at > x[last]) {
            return switch (extrapolate) {
                case CLAMP -> at < x[0] ? y[0] : y[last];
                case NAN -> Double.NaN;
                case LINEAR -> between(at < x[0] ? 0 : last - 1, at);
            };
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (x[middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return between(low, at);
    }

    /** On the line through two points; exactly theirs at their own places. */
    private double between(int i, double at) {
        if (at == x[i + 1]) {
            return y[i + 1];
        }
        return y[i] + (y[i + 1] - y[i]) * ((at - x[i]) / (x[i + 1] - x[i]));
    }
}
