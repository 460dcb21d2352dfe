package org.modelioc.schema.type;

import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;

/** Which numbers a type can hold. */
public final class NumberRange {

    /** All whole numbers up to it have an exact double, by which models take and give numbers. */
    private static final long MOST_EXACT = 1L << 53;

    private NumberRange() {
    }

    /**
     * Whether a type can hold a number.
     *
     * @param type   a type of numbers
     * @param number the number
     * @return true if it is in range, and whole where the type is
     */
    static boolean fits(ValueType type, double number) {
        return number >= least(type) && number <= most(type) && (!type.integer() || number == Math.rint(number));
    }

    private static double least(ValueType type) {
        return type.integer() ? Math.max(type.least(), -MOST_EXACT) : type.least();
    }

    private static double most(ValueType type) {
        return type.integer() ? Math.min(type.most(), MOST_EXACT) : type.most();
    }

    /**
     * Reports a number that its type cannot hold.
     *
     * @param section  where it stands
     * @param key      its key
     * @param type     the type of the PV
     * @param number   the number
     * @param problems takes what is wrong
     */
    public static void check(Section section, String key, ValueType type, double number, Problems problems) {
        if (!fits(type, number)) {
            String range = type.integer() ? (long) least(type) + " to " + (long) most(type) : least(type) + " to " + most(type);
            problems.add(section.at(key), "'" + key + "' must be a " + (type.integer() ? "whole " : "") + "number from " + range
                + ", since the type is " + type.yaml() + ", not " + Words.number(number));
        }
    }
}
