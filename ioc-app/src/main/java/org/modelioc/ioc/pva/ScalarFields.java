package org.modelioc.ioc.pva;

import org.epics.pvdata.pv.PVBoolean;
import org.epics.pvdata.pv.PVByte;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVFloat;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVShort;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVUByte;
import org.epics.pvdata.pv.PVUInt;
import org.epics.pvdata.pv.PVULong;
import org.epics.pvdata.pv.PVUShort;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;

/** Numbers in the scalar fields of pvData, whatever the type of the field. */
final class ScalarFields {

    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;
    private static final long INT = 0xFFFF_FFFFL;

    private ScalarFields() {
    }

    /** Sets a field of metadata, such as a limit: an integer field gets the nearest it can hold, 0 for NaN. */
    static void putNearest(PVField to, double number) {
        switch (to) {
            case PVDouble field -> field.put(number);
            case PVFloat field -> field.put((float) number);
            case PVULong field -> field.put(Math.max(0, Math.round(number)));
            case PVUInt field -> field.put((int) Math.clamp(Math.round(number), 0, INT));
            case PVUShort field -> field.put((short) Math.clamp(Math.round(number), 0, SHORT));
            case PVUByte field -> field.put((byte) Math.clamp(Math.round(number), 0, BYTE));
            case PVLong field -> field.put(Math.round(number));
            case PVInt field -> field.put(Math.clamp(Math.round(number), Integer.MIN_VALUE, Integer.MAX_VALUE));
            case PVShort field -> field.put((short) Math.clamp(Math.round(number), Short.MIN_VALUE, Short.MAX_VALUE));
            case PVByte field -> field.put((byte) Math.clamp(Math.round(number), Byte.MIN_VALUE, Byte.MAX_VALUE));
            default -> throw unknown(to);
        }
    }

    /** Sets a field of the type of the number. */
    static void put(PVField to, double number) {
        if (to instanceof PVFloat field) {
            field.put((float) number);
        } else {
            ((PVDouble) to).put(number);
        }
    }

    /** Sets a field of the type of the integer, which stands by its bits; 1 or 0 for a boolean. */
    static void put(PVField to, long bits) {
        switch (to) {
            case PVULong field -> field.put(bits);
            case PVUInt field -> field.put((int) bits);
            case PVUShort field -> field.put((short) bits);
            case PVUByte field -> field.put((byte) bits);
            case PVLong field -> field.put(bits);
            case PVInt field -> field.put((int) bits);
            case PVShort field -> field.put((short) bits);
            case PVByte field -> field.put((byte) bits);
            case PVBoolean field -> field.put(bits != 0);
            default -> throw unknown(to);
        }
    }

    /** Puts what a field holds to a PV. */
    static void putTo(Pv pv, PVField from) throws PutRejectedException {
        switch (from) {
            case PVDouble field -> pv.put(field.get());
            case PVFloat field -> pv.put(field.get());
            case PVULong field -> pv.putUnsigned(field.get());
            case PVUInt field -> pv.put(field.get() & INT);
            case PVUShort field -> pv.put((long) (field.get() & SHORT));
            case PVUByte field -> pv.put((long) (field.get() & BYTE));
            case PVLong field -> pv.put(field.get());
            case PVInt field -> pv.put((long) field.get());
            case PVShort field -> pv.put((long) field.get());
            case PVByte field -> pv.put((long) field.get());
            case PVBoolean field -> pv.put(field.get() ? 1L : 0L);
            case PVString field -> pv.put(field.get());
            default -> throw unknown(from);
        }
    }

    private static IllegalStateException unknown(PVField field) {
        return new IllegalStateException("field of type " + field.getField());
    }
}
