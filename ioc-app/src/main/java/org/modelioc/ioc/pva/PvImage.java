package org.modelioc.ioc.pva;

import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;

/**
 * The selected fields of a PV as a structure of its own, for one operation. The server serialises it later on its send
 * thread, so no two operations ever share one.
 */
final class PvImage {

    /**
     * The fields that are told apart when they change; a structure of more is sent as a whole. The protocol has the full words
     * of a bit set, eight bytes each, in the byte order of the server, which is big-endian; the client of Phoebus takes them
     * as little-endian. Seven bytes are the same to all.
     */
    private static final int MOST_BITS = 56;

    private final FieldSelection selection;
    private final PVStructure structure;
    private final PVField[] fields;

    PvImage(FieldSelection selection) {
        this.selection = selection;
        structure = PVDataFactory.getPVDataCreate().createPVStructure(selection.structure());
        fields = byOffset(structure);
    }

    PVStructure structure() {
        return structure;
    }

    /** Copies the whole PV, at one instant. */
    void take(Pv pv) {
        synchronized (pv) {
            pv.refresh();
            copy(pv);
        }
    }

    /** Copies the whole PV. Its monitor is held. */
    void copy(Pv pv) {
        NtField[] sources = selection.fields();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != null) {
                sources[i].encode(pv, fields[i]);
            }
        }
    }

    /**
     * Copies what changed. The PV's monitor is held; allocates nothing.
     *
     * @param changes bits of {@link org.modelioc.ioc.pv.Change}
     * @param changed receives the offsets of the fields copied
     * @param overrun receives those that were in {@code changed} already, so that an earlier value is lost; may be null
     * @return whether any selected field was touched
     */
    boolean copy(Pv pv, int changes, BitSet changed, BitSet overrun) {
        NtField[] sources = selection.fields();
        if (sources.length > MOST_BITS) {
            return copyWhole(pv, changes, changed, overrun);
        }
        boolean any = false;
        boolean whole = changed.get(0);
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != null && sources[i].touchedBy(pv, changes)) {
                sources[i].encode(pv, fields[i]);
                if (overrun != null && (whole || changed.get(i))) {
                    overrun.set(i);
                }
                if (!whole) {
                    changed.set(i);
                }
                any = true;
            }
        }
        return any;
    }

    /** Copies the fields at some offsets, of which 0 is the whole. The PV's monitor is held. */
    void copy(Pv pv, BitSet offsets) {
        if (offsets.get(0)) {
            copy(pv);
            return;
        }
        for (int i = offsets.nextSetBit(0); i >= 0; i = offsets.nextSetBit(i + 1)) {
            selection.fields()[i].encode(pv, fields[i]);
        }
    }

    private boolean copyWhole(Pv pv, int changes, BitSet changed, BitSet overrun) {
        for (NtField field : selection.fields()) {
            if (field != null && field.touchedBy(pv, changes)) {
                copy(pv);
                if (overrun != null) {
                    overrun.set(0);
                }
                changed.set(0);
                return true;
            }
        }
        return false;
    }

    /** Lets go of large arrays that {@link #copy} shared; what they stand in is copied anew before it is sent again. */
    void release(Pv pv) {
        NtField[] sources = selection.fields();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != null && sources[i].put() == NtField.Put.SETS) {
                sources[i].release(pv, fields[i]);
            }
        }
    }

    /** Memory of the value, as far as it is selected. */
    static long valueBytes(Pv pv, FieldSelection selection) {
        long bytes = 0;
        for (NtField field : selection.fields()) {
            if (field == StandardField.VALUE && pv instanceof ArrayPv array) {
                bytes += ArrayFields.bytes(array.value());
            } else if (field instanceof ColumnField column) {
                bytes += ArrayFields.bytes(((TablePv) pv).column(column.index()));
            } else if (field instanceof MemberField member) {
                bytes += member.bytes((GroupPv) pv);
            }
        }
        return bytes;
    }

    /** The fields of a structure by their offset in it. */
    static PVField[] byOffset(PVStructure structure) {
        PVField[] all = new PVField[structure.getNumberFields()];
        fill(structure, all, structure.getFieldOffset());
        return all;
    }

    private static void fill(PVStructure structure, PVField[] all, int base) {
        all[structure.getFieldOffset() - base] = structure;
        for (PVField field : structure.getPVFields()) {
            if (field instanceof PVStructure inner) {
                fill(inner, all, base);
            } else {
                all[field.getFieldOffset() - base] = field;
            }
        }
    }
}
