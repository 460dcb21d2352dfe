package org.modelioc.ioc.pv;

/** What changed in a PV: bits, so that a set of them is an {@code int} and costs nothing to hand on. */
public final class Change {

    /** The value. */
    public static final int VALUE = 1;
    /** Severity of the alarm. */
    public static final int SEVERITY = 1 << 1;
    /** Condition of the alarm. */
    public static final int CONDITION = 1 << 2;
    /** Message of the alarm. */
    public static final int MESSAGE = 1 << 3;
    /** Time stamp. */
    public static final int TIME = 1 << 4;
    /** User tag: the number of the evaluation. */
    public static final int TAG = 1 << 5;
    /** Description. */
    public static final int DESCRIPTION = 1 << 6;
    /** Units, precision, form and the range of a scale. */
    public static final int DISPLAY = 1 << 9;
    /** What a put may set. */
    public static final int CONTROL = 1 << 10;
    /** Limits that raise an alarm. */
    public static final int LIMITS = 1 << 11;
    /** How far a number must move before it is news. */
    public static final int DEADBANDS = 1 << 12;
    /** All that describes the value. */
    public static final int METADATA = DESCRIPTION | DISPLAY | CONTROL | LIMITS | DEADBANDS;

    /** With {@link #VALUE}: the value has moved by no more than MDEL since clients were last told of it. */
    public static final int WITHIN_MDEL = 1 << 7;
    /** With {@link #VALUE}: the value has moved by no more than ADEL since archivers were last told of it. */
    public static final int WITHIN_ADEL = 1 << 8;
    /** Any part of the alarm. */
    public static final int ALARM = SEVERITY | CONDITION | MESSAGE;

    private Change() {
    }
}
