package org.modelioc.screens.block;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.screens.bob.NamedFont;

/** Texts about PVs, and the room that they take. */
public final class Texts {

    private static final int SIGNIFICANT = 6;
    private static final int PLAIN_DIGITS = 7;
    /** Width of a value of which nothing is known: sign, seven digits, point. */
    private static final String UNKNOWN = "-1234567.";
    /** What a text field takes at its sides. */
    private static final int FIELD_PADDING = 20;

    private Texts() {
    }

    /**
     * What an operator reads beside the value of a PV.
     *
     * @param pv the PV
     * @return its description, or its name if it has none
     */
    public static String label(PvDefinition pv) {
        return pv.description().isEmpty() ? pv.name() : pv.description();
    }

    /**
     * A text that fits.
     *
     * @param text  the text
     * @param font  its font
     * @param width pixels that it may take
     * @return the text, or as much of it as fits followed by an ellipsis
     */
    public static String fit(String text, NamedFont font, int width) {
        if (font.width(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && font.width(text.substring(0, end).stripTrailing() + "…") > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /**
     * A number with its unit, as short as it is exact to six digits.
     *
     * @param value the number
     * @param units its unit, may be empty
     * @return for example {@code "-20 A"}
     */
    public static String number(double value, String units) {
        String number;
        if (Double.isFinite(value)) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
            int digits = Math.max(rounded.precision() - rounded.scale(), rounded.scale());
            number = rounded.signum() == 0 ? "0" : digits <= PLAIN_DIGITS ? rounded.toPlainString() : rounded.toString();
        } else {
            number = Double.toString(value);
        }
        return units.isEmpty() ? number : number + " " + units;
    }

    /**
     * The title of an axis.
     *
     * @param text  what the axis shows
     * @param units its unit, may be empty
     * @return for example {@code "Beam size (mm)"}
     */
    public static String axis(String text, String units) {
        return units.isEmpty() ? text : text + " (" + units + ")";
    }

    /**
     * The range between whose ends a value is shown on a bar, a slider or an axis.
     *
     * @param pv the PV
     * @return what may be put, or else the range for displays; {@link Range#NONE} if neither is declared
     */
    public static Range scale(PvDefinition pv) {
        return pv.limits().declared() ? pv.limits() : pv.display();
    }

    /**
     * How wide a field must be for any value of a PV that lies in its declared range.
     *
     * @param pv a PV that holds one number
     * @return pixels
     */
    public static int fieldWidth(PvDefinition pv) {
        String units = pv.units().isEmpty() ? "" : " " + pv.units();
        String fraction = pv.precision() == 0 ? "" : "." + "0".repeat(pv.precision());
        String longest;
        if (pv.form() == DisplayForm.EXPONENTIAL || pv.form() == DisplayForm.ENGINEERING) {
            longest = "-0" + fraction + "E-300";
        } else {
            Range range = pv.display().declared() ? pv.display() : pv.limits();
            longest = range.declared() ? widest(range) + fraction : UNKNOWN + "0".repeat(pv.precision());
        }
        return NamedFont.DEFAULT.width(longest + units) + FIELD_PADDING;
    }

    private static String widest(Range range) {
        String low = whole(range.low());
        String high = whole(range.high());
        return NamedFont.DEFAULT.width(low) > NamedFont.DEFAULT.width(high) ? low : high;
    }

    private static String whole(double value) {
        return (value < 0 ? "-" : "") + new BigDecimal(Math.abs(value)).setScale(0, RoundingMode.UP).toPlainString();
    }
}
