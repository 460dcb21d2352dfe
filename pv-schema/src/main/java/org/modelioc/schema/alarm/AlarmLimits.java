package org.modelioc.schema.alarm;

/**
 * The limits of a PV that raise an alarm, each in the units of the PV and NaN where it is not declared.
 * A configuration declares them so that LOLO ≤ LOW &lt; HIGH ≤ HIHI; operators may set them in any order later.
 *
 * @param lolo       below or at it: {@code loloSeverity}
 * @param low        below or at it: {@code lowSeverity}
 * @param high       above or at it: {@code highSeverity}
 * @param hihi       above or at it: {@code hihiSeverity}
 * @param loloSeverity severity of LOLO
 * @param lowSeverity  severity of LOW
 * @param highSeverity severity of HIGH
 * @param hihiSeverity severity of HIHI
 * @param hysteresis how far a value must come back before an alarm clears, at least 0
 * @param messages   what to tell an operator, by {@link Limit}; an empty text for a limit that has nothing to say
 */
public record AlarmLimits(
        double lolo, double low, double high, double hihi,
        AlarmSeverity loloSeverity, AlarmSeverity lowSeverity, AlarmSeverity highSeverity, AlarmSeverity hihiSeverity,
        double hysteresis, Messages messages) {

    /** One of the four limits, by its name in EPICS records. */
    public enum Limit {
        LOLO, LOW, HIGH, HIHI
    }

    /**
     * A line for the operator for each limit.
     *
     * @param lolo for LOLO, may be empty as all of them
     * @param low  for LOW
     * @param high for HIGH
     * @param hihi for HIHI
     */
    public record Messages(String lolo, String low, String high, String hihi) {

        /** Nothing to say. */
        public static final Messages NONE = new Messages("", "", "", "");

        /**
         * The line for a limit.
         *
         * @param limit the limit
         * @return may be empty
         */
        public String of(Limit limit) {
            return switch (limit) {
                case LOLO -> lolo;
                case LOW -> low;
                case HIGH -> high;
                case HIHI -> hihi;
            };
        }
    }

    /** No limit declared. */
    public static final AlarmLimits NONE = new AlarmLimits(Double.NaN, Double.NaN, Double.NaN, Double.NaN,
        AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0);

    /**
     * Limits without messages.
     *
     * @param lolo       as in the record
     * @param low        as in the record
     * @param high       as in the record
     * @param hihi       as in the record
     * @param loloSeverity as in the record
     * @param lowSeverity  as in the record
     * @param highSeverity as in the record
     * @param hihiSeverity as in the record
     * @param hysteresis as in the record
     */
    public AlarmLimits(double lolo, double low, double high, double hihi, AlarmSeverity loloSeverity,
            AlarmSeverity lowSeverity, AlarmSeverity highSeverity, AlarmSeverity hihiSeverity, double hysteresis) {
        this(lolo, low, high, hihi, loloSeverity, lowSeverity, highSeverity, hihiSeverity, hysteresis, Messages.NONE);
    }

    /**
     * Whether any of the four limits is declared.
     *
     * @return true if at least one can raise an alarm
     */
    public boolean declared() {
        return !(Double.isNaN(lolo) && Double.isNaN(low) && Double.isNaN(high) && Double.isNaN(hihi));
    }

    /**
     * One of the limits.
     *
     * @param limit which
     * @return in units, NaN where it is not declared
     */
    public double limit(Limit limit) {
        return switch (limit) {
            case LOLO -> lolo;
            case LOW -> low;
            case HIGH -> high;
            case HIHI -> hihi;
        };
    }

    /**
     * The severity of one of the limits.
     *
     * @param limit which
     * @return its severity, whether it is declared or not
     */
    public AlarmSeverity severity(Limit limit) {
        return switch (limit) {
            case LOLO -> loloSeverity;
            case LOW -> lowSeverity;
            case HIGH -> highSeverity;
            case HIHI -> hihiSeverity;
        };
    }

    /**
     * The same with another limit.
     *
     * @param limit  which
     * @param number in units; NaN takes the limit away
     * @return the limits
     */
    public AlarmLimits with(Limit limit, double number) {
        return new AlarmLimits(limit == Limit.LOLO ? number : lolo, limit == Limit.LOW ? number : low,
            limit == Limit.HIGH ? number : high, limit == Limit.HIHI ? number : hihi,
            loloSeverity, lowSeverity, highSeverity, hihiSeverity, hysteresis, messages);
    }

    /**
     * The same with another severity.
     *
     * @param limit    of which limit
     * @param severity its severity
     * @return the limits
     */
    public AlarmLimits with(Limit limit, AlarmSeverity severity) {
        return new AlarmLimits(lolo, low, high, hihi,
            limit == Limit.LOLO ? severity : loloSeverity, limit == Limit.LOW ? severity : lowSeverity,
            limit == Limit.HIGH ? severity : highSeverity, limit == Limit.HIHI ? severity : hihiSeverity,
            hysteresis, messages);
    }

    /**
     * The same with another hysteresis.
     *
     * @param units at least 0
     * @return the limits
     */
    public AlarmLimits withHysteresis(double units) {
        return new AlarmLimits(lolo, low, high, hihi, loloSeverity, lowSeverity, highSeverity, hihiSeverity, units, messages);
    }
}
