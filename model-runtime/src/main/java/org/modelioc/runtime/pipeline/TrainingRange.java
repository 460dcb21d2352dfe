package org.modelioc.runtime.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.modelioc.runtime.stage.Features;

/**
 * Whether the numbers of one input tensor are inside the ranges that the training data had, by the model's card. Used by the
 * pipeline's thread alone; allocates nothing but for {@link #message}.
 *
 * <p>Judged is what is in the units of the card: what goes into the model, or, where a stage takes its numbers from the
 * card to normalise, what goes into that stage. NaN is not judged, for it is at fault anyway.
 */
public final class TrainingRange {

    private static final int DIGITS = 6;
    /** What the arithmetic of stages and units may lose: no operator means to leave a range by so little. */
    private static final double ROUNDING = 1e-9;

    private final Features features;
    private final double[] low;
    private final double[] high;
    /** Where each judged number stands, and which element of the tensor it is. */
    private final int[] places;
    private final int[] elements;
    private final IntFunction<String> names;
    private int outside = -1;
    private double value;

    /**
     * For one tensor.
     *
     * @param features what the card tells of its last axis: as many as that has elements, or one for all
     * @param places   where each judged number stands in what {@link #judge} gets
     * @param elements the element of the tensor that each of them is
     * @param names    the input that an element comes from, for people
     */
    TrainingRange(Features features, int[] places, int[] elements, IntFunction<String> names) {
        this.features = features;
        this.places = places.clone();
        this.elements = elements.clone();
        this.names = names;
        low = features.minimum().stream().mapToDouble(least -> least - ROUNDING * Math.abs(least)).toArray();
        high = features.maximum().stream().mapToDouble(most -> most + ROUNDING * Math.abs(most)).toArray();
    }

    /** Looks at the numbers of an evaluation. */
    void judge(double[] numbers) {
        int count = low.length;
        for (int i = 0; i < places.length; i++) {
            double number = numbers[places[i]];
            int feature = elements[i] % count;
            if (number < low[feature] || number > high[feature]) {
                outside = i;
                value = number;
                return;
            }
        }
        outside = -1;
    }

    /** Whether a number was outside at the last look. */
    boolean left() {
        return outside >= 0;
    }

    /**
     * The first number that is outside.
     *
     * @return the element of the tensor
     */
    public int element() {
        return elements[outside];
    }

    /**
     * The number itself.
     *
     * @return in the units of the card
     */
    public double value() {
        return value;
    }

    /**
     * What is wrong, by the name of the input that is the cause.
     *
     * @return for example {@code "INPUT SOL1:DI:SP 12.3 A outside training range 0 to 10 A"}
     */
    public String message() {
        int feature = element() % low.length;
        String units = features.units().get(feature);
        String unit = units.isEmpty() ? "" : ' ' + units;
        return names.apply(element()) + ' ' + text(value) + unit + " outside training range "
            + text(features.minimum().get(feature)) + " to " + text(features.maximum().get(feature)) + unit;
    }

    private static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(DIGITS)).stripTrailingZeros();
        return Math.abs(rounded.scale()) > 2 * DIGITS ? rounded.toString() : rounded.toPlainString();
    }

    @Override
    public String toString() {
        return "ranges of " + Arrays.toString(features.names().toArray());
    }
}
