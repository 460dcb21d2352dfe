package org.modelioc.schema;

/**
 * The limits of a PV that raise an alarm, each in the units of the PV and NaN where it is not declared.
 * Where declared, LOLO ≤ LOW &lt; HIGH ≤ HIHI.
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
 */
public record AlarmLimits(
        double lolo, double low, double high, double hihi,
        AlarmSeverity loloSeverity, AlarmSeverity lowSeverity, AlarmSeverity highSeverity, AlarmSeverity hihiSeverity,
        double hysteresis) {

    /** No limit declared. */
    public static final AlarmLimits NONE = new AlarmLimits(Double.NaN, Double.NaN, Double.NaN, Double.NaN,
        AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0);

    /**
     * Whether any of the four limits is declared.
     *
     * @return true if at least one can raise an alarm
     */
    public boolean declared() {
        return !(Double.isNaN(lolo) && Double.isNaN(low) && Double.isNaN(high) && Double.isNaN(hihi));
    }
}
