package org.modelioc.ioc.autosave;

import java.util.Optional;
import org.modelioc.ioc.pv.PutRejectedException;

/** Something with a name and a value that can be saved and restored: the value of a PV, or a field of it. Thread-safe. */
interface Saveable {

    /**
     * The name in the file.
     *
     * @return the PV for its value, else the PV, a dot and the field
     */
    String name();

    /**
     * The value of this instant. Holds the lock of a PV no longer than it takes to copy the value; writing it out as text is
     * done outside.
     *
     * @return nothing while it is undefined: what nobody has set is not to look set after the next start
     */
    Optional<SavedValue> copy();

    /**
     * Sets a value that was saved, checked as a put is.
     *
     * @param value from a file
     * @throws PutRejectedException if it cannot be set; nothing changed
     */
    void restore(SavedValue value) throws PutRejectedException;

    /**
     * Whether it is restored before the others: what says which values may be put, before the values.
     *
     * @return false of the value of a setpoint
     */
    default boolean first() {
        return false;
    }

    /**
     * Tells of changes from now on. The listener is called with the PV's lock held: it must be short, and not block.
     *
     * @param changed is told of each change
     */
    void onChange(Runnable changed);
}
