package org.modelioc.ioc.pva;

import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVScalarArray;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;

/**
 * A column of an NTTable.
 *
 * @param path  its full name, for example {@code value.x}
 * @param index from 0
 */
record ColumnField(String path, int index) implements NtField {

    @Override
    public boolean touchedBy(int changes) {
        return (changes & Change.VALUE) != 0;
    }

    @Override
    public Put put() {
        return Put.SETS;
    }

    @Override
    public void encode(Pv pv, PVField to) {
        ArrayFields.show(((TablePv) pv).column(index), (PVScalarArray) to);
    }

    @Override
    public void release(Pv pv, PVField to) {
        ArrayFields.release(((TablePv) pv).column(index), (PVScalarArray) to);
    }
}
