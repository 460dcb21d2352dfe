package org.modelioc.ioc.pv;

import org.modelioc.schema.AlarmLimits;
import org.modelioc.schema.DisplayForm;
import org.modelioc.schema.PvDefinition;
import org.modelioc.schema.Range;
import org.modelioc.schema.ValueType;

/**
 * What describes the value of a PV to a client. Immutable.
 *
 * @param description one line for people
 * @param units       engineering units
 * @param precision   digits after the decimal point
 * @param form        how to write the number
 * @param display     range of a scale or plot
 * @param control     what a put may set
 * @param minimumStep smallest sensible change, 0 if not declared
 * @param alarms      limits that raise an alarm
 */
public record Metadata(
        String description, String units, int precision, DisplayForm form,
        Range display, Range control, double minimumStep, AlarmLimits alarms) {

    /**
     * From a PV of the configuration.
     *
     * @param pv its definition
     * @return its metadata
     */
    public static Metadata of(PvDefinition pv) {
        return new Metadata(pv.description(), pv.units(), pv.precision(), pv.form(), pv.display(), pv.limits(),
            pv.minimumStep(), pv.alarms());
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

    /** A number with the units. */
    String text(ValueType type, double number) {
        return withUnits(Numbers.text(type, number));
    }

    /** A text with the units. */
    String withUnits(String number) {
        return units.isEmpty() ? number : number + " " + units;
    }

    /** What a put may set, as the end of a sentence that begins with "it takes". */
    String controlText(ValueType type) {
        return text(type, control.low()) + " to " + text(type, control.high());
    }
}
