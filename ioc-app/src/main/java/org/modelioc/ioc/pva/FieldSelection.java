package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Structure;

/**
 * The fields that a client's request picks out of a layout. Immutable, shared by all operations with the same request.
 *
 * <p>The selected structure keeps the IDs and the order of the whole one, so that a client still sees an NTScalar.
 *
 * @param structure what goes on the wire
 * @param fields    by offset in it; null where the offset is a structure
 */
record FieldSelection(Structure structure, NtField[] fields) {

    private static final String OPTIONS = "_options";

    /**
     * Works a request out.
     *
     * @param layout  the layout of the PV
     * @param request the client's {@code field(...)} part, null or empty for all fields
     * @return null if the request names no field that the layout has
     */
    static FieldSelection of(NtLayout layout, PVStructure request) {
        if (request == null || isEmpty(request)) {
            return new FieldSelection(layout.structure(), layout.fields());
        }
        List<NtField> fields = new ArrayList<>();
        Structure selected = select(layout, layout.structure(), 0, request, fields);
        return selected == null ? null : new FieldSelection(selected, fields.toArray(NtField[]::new));
    }

    private static Structure select(NtLayout layout, Structure from, int offset, PVStructure request, List<NtField> fields) {
        List<String> names = new ArrayList<>();
        List<Field> types = new ArrayList<>();
        int start = fields.size();
        fields.add(null);
        int at = offset + 1;
        for (int i = 0; i < from.getFieldNames().length; i++) {
            Field field = from.getField(i);
            int size = size(field);
            PVField wanted = request.getSubField(from.getFieldName(i));
            Field taken = null;
            if (wanted instanceof PVStructure inner && !isEmpty(inner) && field instanceof Structure structure) {
                taken = select(layout, structure, at, inner, fields);
            } else if (wanted != null) {
                taken = field;
                for (int j = at; j < at + size; j++) {
                    fields.add(layout.fields()[j]);
                }
            }
            if (taken != null) {
                names.add(from.getFieldName(i));
                types.add(taken);
            }
            at += size;
        }
        if (names.isEmpty()) {
            fields.remove(start);
            return null;
        }
        return FieldFactory.getFieldCreate()
            .createStructure(from.getID(), names.toArray(String[]::new), types.toArray(Field[]::new));
    }

    private static boolean isEmpty(PVStructure request) {
        for (String name : request.getStructure().getFieldNames()) {
            if (!name.equals(OPTIONS)) {
                return false;
            }
        }
        return true;
    }

    private static int size(Field field) {
        int size = 1;
        if (field instanceof Structure structure) {
            for (Field inner : structure.getFields()) {
                size += size(inner);
            }
        }
        return size;
    }
}
