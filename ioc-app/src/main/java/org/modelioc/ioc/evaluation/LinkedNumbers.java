package org.modelioc.ioc.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelioc.ioc.link.source.ColourLayout;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.schema.link.UnitConversion;
import org.modelioc.schema.type.PvType;

/**
 * The last value that a link brought, as the input has it: converted, with its own choices, the colours of a pixel together.
 *
 * <p>Used under the lock of its {@link FollowedInput}. Allocates nothing for a value that fits.
 */
final class LinkedNumbers {

    private static final int CHANNELS = PvType.Image.CHANNELS;

    private final PvType type;
    private final Optional<UnitConversion> conversion;
    private final double[] values;
    /** For an enum that follows an enum: the index of each of the source's choices among ours, -1 if it is none. */
    private int[] indices = {};

    LinkedNumbers(PvType type, Optional<UnitConversion> conversion) {
        this.type = type;
        this.conversion = conversion;
        values = new double[type.elements()];
        Arrays.fill(values, Double.NaN);
    }

    /** The numbers in the order that {@link PvType} tells; NaN before the first. Always the same array. */
    double[] values() {
        return values;
    }

    /** Notes the choices of the source, none if it is no enum. */
    void connected(List<String> choices) {
        if (type instanceof PvType.Enumeration ours) {
            indices = choices.stream().mapToInt(ours.choices()::indexOf).toArray();
        }
    }

    /** Takes a value over, or leaves all as it was and says why. */
    String take(LinkedValue value) {
        return switch (type) {
            case PvType.Scalar _ -> number(value);
            case PvType.Enumeration ours -> choice(value, ours);
            case PvType.Array _ -> array(value);
            case PvType.Image image -> image(value, image);
            case PvType.Table _, PvType.Group _ -> "a " + type.yaml() + " follows nothing";
        };
    }

    private String number(LinkedValue value) {
        if (value.kind() == LinkedValue.Kind.TEXT || value.kind() == LinkedValue.Kind.UNSUPPORTED) {
            return "the source has " + kind(value) + ", and a number is due";
        }
        if (value.count() > 1) {
            return "the source has " + value.count() + " elements, and one number is due";
        }
        values[0] = converted(value.number());
        return "";
    }

    private String choice(LinkedValue value, PvType.Enumeration ours) {
        int index = switch (value.kind()) {
            case TEXT -> ours.choices().indexOf(value.text());
            case ENUM -> value.number() >= 0 && value.number() < indices.length ? indices[(int) value.number()] : -1;
            default -> (int) value.number();
        };
        if (index < 0 || index >= ours.choices().size() || value.kind() == LinkedValue.Kind.UNSUPPORTED) {
            return "the source has '" + (value.text().isEmpty() ? Double.toString(value.number()) : value.text())
                + "', which is none of " + String.join(", ", ours.choices());
        }
        values[0] = index;
        return "";
    }

    private String array(LinkedValue value) {
        if (value.kind() != LinkedValue.Kind.NUMBERS && value.kind() != LinkedValue.Kind.NUMBER) {
            return "the source has " + kind(value) + ", and " + values.length + " numbers are due";
        }
        if (value.count() != values.length) {
            return "the source has " + value.count() + " elements, and " + values.length + " are due";
        }
        copy(value.numbers());
        return "";
    }

    private String image(LinkedValue value, PvType.Image image) {
        if (value.kind() != LinkedValue.Kind.IMAGE) {
            return "the source has " + kind(value) + ", and an image is due";
        }
        boolean colour = value.colours() != ColourLayout.MONO;
        if (value.width() != image.width() || value.height() != image.height() || colour != image.colour()) {
            return "the source has " + (colour ? "a colour" : "a mono") + " image of " + value.width() + " x " + value.height()
                + ", and " + (image.colour() ? "a colour" : "a mono") + " one of " + image.width() + " x " + image.height()
                + " is due";
        }
        switch (value.colours()) {
            case RGB2 -> interleave(value.numbers(), image, image.width(), CHANNELS * image.width());
            case RGB3 -> interleave(value.numbers(), image, image.width() * image.height(), image.width());
            default -> copy(value.numbers());
        }
        return "";
    }

    // colour c of pixel (row, column) stands at c * plane + row * line + column
    private void interleave(double[] from, PvType.Image image, int plane, int line) {
        int to = 0;
        for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
                for (int colour = 0; colour < CHANNELS; colour++) {
                    values[to++] = converted(from[colour * plane + row * line + column]);
                }
            }
        }
    }

    private void copy(double[] from) {
        System.arraycopy(from, 0, values, 0, values.length);
        if (conversion.isPresent()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = conversion.get().convert(values[i]);
            }
        }
    }

    private double converted(double number) {
        return conversion.isPresent() ? conversion.get().convert(number) : number;
    }

    private static String kind(LinkedValue value) {
        return switch (value.kind()) {
            case NUMBER -> "a number";
            case NUMBERS -> "an array";
            case ENUM -> "a choice";
            case TEXT -> "text";
            case IMAGE -> "an image";
            case UNSUPPORTED -> "something else";
        };
    }
}
