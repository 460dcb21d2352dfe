package org.modelioc.ioc.autosave;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.schema.type.ValueType;

/** Values and elements of each type as text that reads back to the same value. */
final class ElementText {

    private ElementText() {
    }

    /** A floating-point number: a float in the digits that a float needs. */
    static String of(ValueType type, double number) {
        return type == ValueType.FLOAT && Double.isFinite(number) ? Float.toString((float) number) : NumberText.of(number);
    }

    /** An integer, or a boolean as 1 or 0, by its bits. */
    static String of(ValueType type, long bits) {
        return switch (type) {
            case UBYTE, USHORT, UINT -> Long.toString(bits & (1L << unsignedBits(type)) - 1);
            case ULONG -> Long.toUnsignedString(bits);
            default -> Long.toString(bits);
        };
    }

    private static int unsignedBits(ValueType type) {
        return switch (type) {
            case UBYTE -> Byte.SIZE;
            case USHORT -> Short.SIZE;
            default -> Integer.SIZE;
        };
    }

    /** All elements of an array of Java's primitives or texts. */
    static List<String> all(ValueType type, Object array) {
        int length = Array.getLength(array);
        List<String> texts = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            texts.add(switch (array) {
                case double[] numbers -> of(type, numbers[i]);
                case float[] numbers -> of(type, numbers[i]);
                case boolean[] truths -> truths[i] ? "1" : "0";
                case String[] lines -> lines[i];
                default -> of(type, Array.getLong(array, i));
            });
        }
        return texts;
    }

    /**
     * Reads a floating-point number.
     *
     * @param type double or float
     * @param text the number
     * @return as a double; of a float, the nearest
     * @throws PutRejectedException if it is none
     */
    static double number(ValueType type, String text) throws PutRejectedException {
        OptionalDouble number = NumberText.read(text);
        if (number.isEmpty()) {
            throw new PutRejectedException("the PV takes numbers, not '" + text + "'");
        }
        // not by way of the double, which would round twice
        return type == ValueType.FLOAT && Double.isFinite(number.getAsDouble())
            && Float.isFinite((float) number.getAsDouble()) ? Float.parseFloat(text.strip()) : number.getAsDouble();
    }

    /**
     * Reads elements.
     *
     * @param type  of an element
     * @param texts the elements
     * @return what the PV takes in a put: doubles, or texts for it to take apart
     * @throws PutRejectedException if an element is no number where it must be one
     */
    static Object read(ValueType type, List<String> texts) throws PutRejectedException {
        if (type != ValueType.DOUBLE && type != ValueType.FLOAT) {
            return texts.toArray(String[]::new);
        }
        double[] numbers = new double[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(type, texts.get(i));
        }
        return numbers;
    }
}
