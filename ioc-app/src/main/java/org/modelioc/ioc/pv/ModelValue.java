package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;

/**
 * A PV as a model sees it: a row of {@link #elements()} doubles, in the order that {@link org.modelioc.schema.type.PvType} tells.
 *
 * <p>Nothing is cut or rounded on the way, but for a PV of floats, which rounds to the nearest float: a number that the type
 * of the PV cannot hold exactly, such as 300 for a ubyte, 2.5 or NaN for an int, or 7 for an enum of three choices, leaves
 * the value as it was and makes the PV INVALID. Allocates nothing as long as numbers fit, unless somebody holds on to the
 * array ({@link Elements#share}).
 */
public interface ModelValue {

    /**
     * The full name of the PV.
     *
     * @return for example {@code "LEBT:EFF:RFQ"}
     */
    String name();

    /**
     * How many doubles it is.
     *
     * @return constant; 0 for text
     */
    int elements();

    /**
     * Copies the value out. The PV's monitor is held.
     *
     * @param to     receives {@link #elements()} doubles
     * @param offset where the first one goes
     */
    void read(double[] to, int offset);

    /**
     * Sets the value that an evaluation made.
     *
     * @param from       holds it, in units
     * @param offset     where its first number stands
     * @param stamp      the stamp of the evaluation, nanoseconds since 1970
     * @param evaluation its number
     * @param cause      an alarm that the evaluation puts on all its outputs, or {@link Alarm#NONE}
     * @return what keeps the value from being one, by the name of the PV: a number that is not finite or does not fit;
     *     else {@link Alarm#NONE}, whatever limits are exceeded
     */
    Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause);

    /**
     * Sets the value and all that goes with it as they were at another time: nothing is judged, and nobody is told. Numbers
     * that the type of the PV cannot hold leave the value as it is.
     *
     * @param from   holds it, in units
     * @param offset where its first number stands
     * @param stamp  its stamp, nanoseconds since 1970
     * @param tag    its user tag
     * @param alarm  its alarm
     * @return bits of {@link Change} for what differs now; an array is taken to differ
     */
    int show(double[] from, int offset, long stamp, int tag, Alarm alarm);

    /**
     * Marks the value as no longer to be trusted and leaves it as it is.
     *
     * @param stamp      the stamp of the evaluation that failed, nanoseconds since 1970
     * @param evaluation its number
     * @param cause      why
     */
    void invalidate(long stamp, int evaluation, Alarm cause);

    /**
     * Adds an alarm, which does not hide a worse one, and leaves the value as it is.
     *
     * @param stamp      the stamp, nanoseconds since 1970
     * @param evaluation the number of the last evaluation
     * @param cause      the alarm
     */
    void mark(long stamp, int evaluation, Alarm cause);
}
