package org.modelioc.ioc.evaluation;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;

/**
 * The inputs of a pipeline as they are at one moment, whether they have been evaluated or not.
 *
 * @param values   their numbers, laid out as the pipeline's inputs are; a copy
 * @param causes   what each input makes wrong with the outputs, {@link Alarm#NONE} if nothing
 * @param together what is wrong with the updates of several inputs together
 */
public record PresentInputs(double[] values, List<Alarm> causes, Alarm together) {

    /**
     * What a value in place of the present one makes wrong with the outputs.
     *
     * @param name  the input, below the prefix
     * @param alarm the alarm that the value raises at its PV
     * @return an alarm that names the input, or {@link Alarm#NONE}
     */
    public static Alarm passedOn(String name, Alarm alarm) {
        return InputAlarms.passedOn(name, alarm);
    }
}
