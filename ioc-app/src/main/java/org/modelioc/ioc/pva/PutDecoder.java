package org.modelioc.ioc.pva;

import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;

/**
 * Takes a put apart: of all fields a client sends, only {@code value} is set.
 *
 * <p>The others belong to the IOC. A client that sends one of them back as it is may do so (many send the structure they
 * got); one that would change it is refused, because an alarm written by a client would lie. A time stamp is ignored: the
 * IOC stamps a put itself.
 */
final class PutDecoder {

    private static final int STAMP = Change.TIME | Change.TAG;

    private final FieldSelection selection;
    private final PvImage present;
    private final PVField[] presentFields;
    private PVStructure seen;
    private PVField[] seenFields;

    PutDecoder(FieldSelection selection) {
        this.selection = selection;
        present = new PvImage(selection);
        presentFields = PvImage.byOffset(present.structure());
    }

    /**
     * Carries a put out.
     *
     * @param pv      the PV
     * @param sent    what the client sent, laid out by the selection
     * @param changed the offsets it sent, those of structures standing for all below them
     * @return whether the put had a value; false for one that changes nothing
     * @throws PutRejectedException if nothing may be changed so
     */
    boolean put(Pv pv, PVStructure sent, BitSet changed) throws PutRejectedException {
        PVField value = value(pv, sent, changed);
        switch (value) {
            case null -> {
                return false;
            }
            case PVDouble number -> pv.put(number.get());
            case PVLong number -> pv.put(number.get());
            case PVString text -> pv.put(text.get());
            default -> throw new IllegalStateException("value field of type " + value.getField());
        }
        return true;
    }

    private PVField value(Pv pv, PVStructure sent, BitSet changed) throws PutRejectedException {
        if (seen != sent) {
            seen = sent;
            seenFields = PvImage.byOffset(sent);
        }
        present.take(pv);
        PVField value = null;
        int wholeUntil = 0;
        for (int i = 0; i < seenFields.length; i++) {
            boolean touched = i < wholeUntil || changed.get(i);
            if (!touched) {
                continue;
            }
            if (seenFields[i] instanceof PVStructure structure) {
                wholeUntil = Math.max(wholeUntil, structure.getNextFieldOffset() - sent.getFieldOffset());
            } else if (selection.fields()[i] == NtField.VALUE) {
                value = seenFields[i];
            } else if (!selection.fields()[i].touchedBy(STAMP) && !same(seenFields[i], presentFields[i])) {
                throw new PutRejectedException(pv.name() + ": " + selection.fields()[i].path()
                    + " is set by the IOC and cannot be put; only 'value' can");
            }
        }
        return value;
    }

    // unlike PVDouble.equals, NaN (a limit not declared) is the same as NaN
    private static boolean same(PVField one, PVField other) {
        return one instanceof PVDouble number && other instanceof PVDouble with
            ? Double.compare(number.get(), with.get()) == 0
            : one.equals(other);
    }
}
