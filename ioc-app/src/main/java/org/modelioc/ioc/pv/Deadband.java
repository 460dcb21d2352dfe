package org.modelioc.ioc.pv;

import org.modelioc.schema.pv.Deadbands;

/**
 * Tells whether a number has moved far enough to be news, for clients and for archivers: as {@code recGblCheckDeadband} of EPICS
 * base. Used under the monitor of its PV; allocates nothing.
 */
final class Deadband {

    private Deadbands bands = Deadbands.NONE;
    private double monitored = Double.NaN;
    private double archived = Double.NaN;

    /** Takes other deadbands; what was last told counts on. */
    void change(Deadbands newBands) {
        bands = newBands;
    }

    /** The bits of {@link Change} that say to whom a new value is no news. */
    int check(double value) {
        int within = 0;
        if (moved(monitored, value, bands.monitor())) {
            monitored = value;
        } else {
            within = Change.WITHIN_MDEL;
        }
        if (moved(archived, value, bands.archive())) {
            archived = value;
        } else {
            within |= Change.WITHIN_ADEL;
        }
        return within;
    }

    private static boolean moved(double from, double to, double band) {
        if (band < 0) {
            return true;
        }
        // NaN and infinities are not near anything but themselves
        return Double.isFinite(from) && Double.isFinite(to) ? Math.abs(to - from) > band : Double.compare(from, to) != 0;
    }
}
