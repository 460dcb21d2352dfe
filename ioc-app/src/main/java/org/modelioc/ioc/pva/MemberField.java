package org.modelioc.ioc.pva;

import org.epics.pvdata.pv.PVField;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;

/**
 * A field of one PV of a group.
 *
 * @param path   its full name, for example {@code outputs.EFF.value}
 * @param member the place of the PV in the group, from 0
 * @param field  the field of that PV
 */
record MemberField(String path, int member, StandardField field) implements NtField {

    private Pv pv(Pv group) {
        return ((GroupPv) group).members().get(member).copy();
    }

    @Override
    public boolean touchedBy(int changes) {
        throw new IllegalStateException("the group tells what changed in its PVs");
    }

    @Override
    public boolean touchedBy(Pv group, int changes) {
        return field.touchedBy(((GroupPv) group).changes(member));
    }

    @Override
    public Put put() {
        return field.put();
    }

    @Override
    public void encode(Pv group, PVField to) {
        field.encode(pv(group), to);
    }

    @Override
    public void release(Pv group, PVField to) {
        field.release(pv(group), to);
    }

    /** Memory of the value, 0 for a field that is no array. */
    long bytes(GroupPv group) {
        return field == StandardField.VALUE && pv(group) instanceof ArrayPv array ? ArrayFields.bytes(array.value()) : 0;
    }
}
