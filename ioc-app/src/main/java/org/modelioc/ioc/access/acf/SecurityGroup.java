package org.modelioc.ioc.access.acf;

import java.util.List;
import org.modelioc.schema.problem.SourcePosition;

/**
 * An access security group, {@code ASG(name) {…}}.
 *
 * @param name   its name
 * @param inputs the PVs that its rules may calculate with
 * @param rules  its rules, in the order of the file
 */
public record SecurityGroup(String name, List<Input> inputs, List<Rule> rules) {

    /** Keeps unmodifiable copies. */
    public SecurityGroup {
        inputs = List.copyOf(inputs);
        rules = List.copyOf(rules);
    }

    /**
     * One input, {@code INPA(pv)}.
     *
     * @param index 0 for A to 20 for U
     * @param pv    name of the PV
     * @param at    where the file names it
     */
    public record Input(int index, String pv, SourcePosition at) {

        /**
         * The letter that stands for it in a CALC.
         *
         * @return A to U
         */
        public char letter() {
            return (char) ('A' + index);
        }
    }
}
