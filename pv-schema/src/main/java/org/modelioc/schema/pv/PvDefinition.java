package org.modelioc.schema.pv;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.link.FollowDefinition;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;

/**
 * One PV that carries values into or out of a model.
 *
 * @param name         the name below the prefix of the IOC, for example {@code "SOL1:DI"}
 * @param at           where the file declares it
 * @param type         what it holds
 * @param description  one line for people (DESC), may be empty
 * @param units        engineering units (EGU), may be empty
 * @param precision    digits after the decimal point that a client should show (PREC), at least 0
 * @param form         how a client should write the number
 * @param initial      the value at start; inputs only, {@link InitialValue#NONE} for outputs
 * @param display      the range of a scale or a plot (LOPR, HOPR); {@link Range#NONE} if not declared
 * @param limits       what a put may set (DRVL, DRVH); {@link Range#NONE} if not declared, always for outputs
 * @param minimumStep  smallest sensible change of a setpoint, in units; 0 if not declared
 * @param alarms       the limits that raise an alarm; of an array, its worst element counts
 * @param choiceAlarms alarm of each choice of an enum, in the order of its choices; empty for all other types
 * @param follow       the live PV that an input follows, if it does
 * @param asg          access security group (ASG), {@value AccessDefinition#DEFAULT_GROUP} if not declared
 * @param saved        the fields that autosave keeps
 * @param deadbands    how far a number must move before clients are told; {@link Deadbands#NONE} if not declared
 * @param outside      what becomes of a put outside the limits
 * @param guidance     what to do when it raises an alarm, for the operator; may be empty
 */
public record PvDefinition(
        String name,
        SourcePosition at,
        PvType type,
        String description,
        String units,
        int precision,
        DisplayForm form,
        InitialValue initial,
        Range display,
        Range limits,
        double minimumStep,
        AlarmLimits alarms,
        List<ChoiceAlarm> choiceAlarms,
        Optional<FollowDefinition> follow,
        String asg,
        SavedFields saved,
        Deadbands deadbands,
        OutOfLimits outside,
        String guidance) {

    /** Keeps an unmodifiable copy. */
    public PvDefinition {
        choiceAlarms = List.copyOf(choiceAlarms);
    }

    /**
     * Another PV that differs in nothing else.
     *
     * @param otherName        its name
     * @param otherAt          where the file declares it
     * @param otherDescription its description
     * @param otherUnits       its units
     * @param otherGuidance    its guidance
     * @return the PV
     */
    PvDefinition like(String otherName, SourcePosition otherAt, String otherDescription, String otherUnits,
            String otherGuidance) {
        return new PvDefinition(otherName, otherAt, type, otherDescription, otherUnits, precision, form, initial, display, limits,
            minimumStep, alarms, choiceAlarms, follow, asg, saved, deadbands, outside, otherGuidance);
    }

    /**
     * The number at start of a PV that holds one.
     *
     * @return that of the first element; NaN if there is none
     */
    public double initialValue() {
        return initial.numbers().isEmpty() ? Double.NaN : initial.numbers().getFirst();
    }
}
