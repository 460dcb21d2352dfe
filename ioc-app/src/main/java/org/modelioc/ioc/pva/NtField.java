package org.modelioc.ioc.pva;

import org.epics.pvdata.pv.PVField;
import org.modelioc.ioc.pv.Pv;

/** A leaf field of a Normative Type: where it comes from in a PV, which change touches it, and what a put of it means. */
sealed interface NtField permits StandardField, ColumnField, MemberField {

    /** What it means that a client puts a field. */
    enum Put {
        /** It is the value, or a part of it. */
        SETS,
        /** It describes the client's own copy, such as a time stamp: the IOC makes its own. */
        IGNORED,
        /** It belongs to the IOC: it may be sent back as it is, and not changed. */
        FIXED
    }

    /** The full name below the structure, for example {@code alarm.severity}. */
    String path();

    /** Whether a set of changes touches this field. */
    boolean touchedBy(int changes);

    /** Whether a set of changes of a PV touches this field. The PV's monitor is held. */
    default boolean touchedBy(Pv pv, int changes) {
        return touchedBy(changes);
    }

    /** What a put of it means. */
    Put put();

    /**
     * Copies this field of a PV into a field of a structure; a large array is shared instead. The PV's monitor is held;
     * allocates nothing once the target has held a value.
     */
    void encode(Pv pv, PVField to);

    /** Lets go of what {@link #encode} shared; the field is encoded anew before it is read again. */
    void release(Pv pv, PVField to);
}
