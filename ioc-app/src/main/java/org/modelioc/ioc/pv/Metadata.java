package org.modelioc.ioc.pv;

import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.ValueType;

/**
 * What describes the value of a PV to a client, and the rules that a number is judged by. Immutable: a PV gets another one as
 * a whole ({@link Pv#describe}).
 *
 * @param description one line for people
 * @param units       engineering units
 * @param precision   digits after the decimal point
 * @param form        how to write the number
 * @param display     range of a scale or plot
 * @param control     what a put may set
 * @param minimumStep smallest sensible change, 0 if not declared
 * @param alarms      limits that raise an alarm
 * @param outside     what becomes of a put outside {@code control}
 * @param deadbands   how far a number must move before clients are told
 */
public record Metadata(
        String description, String units, int precision, DisplayForm form,
        Range display, Range control, double minimumStep, AlarmLimits alarms, OutOfLimits outside, Deadbands deadbands) {

    /**
     * Where a put outside is refused and every update is told.
     *
     * @param description as in the record
     * @param units       as in the record
     * @param precision   as in the record
     * @param form        as in the record
     * @param display     as in the record
     * @param control     as in the record
     * @param minimumStep as in the record
     * @param alarms      as in the record
     */
    public Metadata(String description, String units, int precision, DisplayForm form, Range display, Range control,
            double minimumStep, AlarmLimits alarms) {
        this(description, units, precision, form, display, control, minimumStep, alarms, OutOfLimits.DEFAULT, Deadbands.NONE);
    }

    /**
     * From a PV of the configuration.
     *
     * @param pv its definition
     * @return its metadata
     */
    public static Metadata of(PvDefinition pv) {
        return new Metadata(pv.description(), pv.units(), pv.precision(), pv.form(), pv.display(), pv.limits(),
            pv.minimumStep(), pv.alarms(), pv.outside(), pv.deadbands());
    }

    /**
     * For a built-in PV.
     *
     * @param description one line for people
     * @param units       engineering units, may be empty
     * @return metadata without limits
     */
    public static Metadata builtIn(String description, String units) {
        return new Metadata(description, units, 0, DisplayForm.DEFAULT, Range.NONE, Range.NONE, 0, AlarmLimits.NONE);
    }

    /**
     * The same with another description.
     *
     * @param text one line for people
     * @return the metadata
     */
    public Metadata withDescription(String text) {
        return new Metadata(text, units, precision, form, display, control, minimumStep, alarms, outside, deadbands);
    }

    /**
     * The same with other units; no number is converted.
     *
     * @param text engineering units, may be empty
     * @return the metadata
     */
    public Metadata withUnits(String text) {
        return new Metadata(description, text, precision, form, display, control, minimumStep, alarms, outside, deadbands);
    }

    /**
     * The same with another precision.
     *
     * @param digits after the decimal point
     * @return the metadata
     */
    public Metadata withPrecision(int digits) {
        return new Metadata(description, units, digits, form, display, control, minimumStep, alarms, outside, deadbands);
    }

    /**
     * The same with another range of a scale or plot.
     *
     * @param range in units
     * @return the metadata
     */
    public Metadata withDisplay(Range range) {
        return new Metadata(description, units, precision, form, range, control, minimumStep, alarms, outside, deadbands);
    }

    /**
     * The same with other limits of a put.
     *
     * @param range in units; an end that is infinite is open, and with {@code low} above {@code high} no put is taken
     * @return the metadata
     */
    public Metadata withControl(Range range) {
        return new Metadata(description, units, precision, form, display, range, minimumStep, alarms, outside, deadbands);
    }

    /**
     * The same with other alarm limits.
     *
     * @param limits the limits
     * @return the metadata
     */
    public Metadata withAlarms(AlarmLimits limits) {
        return new Metadata(description, units, precision, form, display, control, minimumStep, limits, outside, deadbands);
    }

    /**
     * The same with other deadbands.
     *
     * @param bands how far a number must move
     * @return the metadata
     */
    public Metadata withDeadbands(Deadbands bands) {
        return new Metadata(description, units, precision, form, display, control, minimumStep, alarms, outside, bands);
    }

    /** The bits of {@link Change} that tell how another one differs. */
    int changes(Metadata other) {
        boolean display = units.equals(other.units) && precision == other.precision && form == other.form
            && this.display.equals(other.display);
        return (description.equals(other.description) ? 0 : Change.DESCRIPTION) | (display ? 0 : Change.DISPLAY)
            | (control.equals(other.control) && minimumStep == other.minimumStep && outside == other.outside
                ? 0 : Change.CONTROL)
            | (alarms.equals(other.alarms) ? 0 : Change.LIMITS) | (deadbands.equals(other.deadbands) ? 0 : Change.DEADBANDS);
    }

    /**
     * Whether a put beyond the limits sets the nearest of them.
     *
     * @return false if it is refused, and if there are no limits
     */
    public boolean clamps() {
        return outside == OutOfLimits.CLAMP && control.declared();
    }

    /** What is to be set where a number is put: the nearest limit, if that is wanted of a number outside. */
    double admitted(double number) {
        return clamps() && !Double.isNaN(number)
            ? Math.min(Math.max(number, control.low()), control.high()) : number;
    }

    /** A number with the units. */
    String text(ValueType type, double number) {
        return inUnits(Numbers.text(type, number));
    }

    /** A text with the units. */
    String inUnits(String number) {
        return units.isEmpty() ? number : number + " " + units;
    }

    /** What a put may set, as the end of a sentence that begins with "it takes". */
    String controlText(ValueType type) {
        String low = text(type, control.low());
        String high = text(type, control.high());
        if (control.low() > control.high()) {
            return "nothing while DRVL is " + low + " and DRVH is " + high;
        }
        return Double.isInfinite(control.low()) ? "up to " + high
            : Double.isInfinite(control.high()) ? low + " and more" : low + " to " + high;
    }
}
