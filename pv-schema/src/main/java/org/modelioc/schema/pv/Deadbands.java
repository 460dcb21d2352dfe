package org.modelioc.schema.pv;

/**
 * How far a number must move before those who watch it are told: the fields MDEL and ADEL of EPICS records. A change of the
 * alarm is told at once, whatever the number does.
 *
 * @param monitor for clients (MDEL), in units: a move by no more is no news; 0 tells every change, less than 0 every update
 * @param archive the same for clients that ask as archivers do (ADEL)
 */
public record Deadbands(double monitor, double archive) {

    /** Every update is told, that of an unchanged value too. */
    public static final Deadbands NONE = new Deadbands(-1, -1);

    /**
     * Whether any update is ever kept back.
     *
     * @return false if every update is told to everybody
     */
    public boolean declared() {
        return monitor >= 0 || archive >= 0;
    }
}
