package org.modelioc.ioc.pva;

import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVFloat;
import org.epics.pvdata.pv.PVScalarArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.PVStructureArray;
import org.epics.pvdata.pv.PVUnion;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * Takes a put apart: of all fields a client sends, only those of the value are set: {@code value}, {@code value.index} of an
 * enum, any columns of a table.
 *
 * <p>The others belong to the IOC. A client that sends one of them back as it is may do so (many send the structure they
 * got); one that would change it is refused, because an alarm written by a client would lie. A time stamp is ignored: the
 * IOC stamps a put itself.
 */
final class PutDecoder {

    private final FieldSelection selection;
    private PVStructure seen;
    private PVField[] seenFields;

    PutDecoder(FieldSelection selection) {
        this.selection = selection;
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
        if (pv instanceof GroupPv) {
            // says that it takes no puts
            pv.put("");
        }
        if (seen != sent) {
            seen = sent;
            seenFields = PvImage.byOffset(sent);
        }
        PVField value = null;
        Object[] columns = null;
        int wholeUntil = 0;
        for (int i = 0; i < seenFields.length; i++) {
            if (i >= wholeUntil && !changed.get(i)) {
                continue;
            }
            PVField field = seenFields[i];
            NtField meaning = selection.fields()[i];
            if (meaning == null) {
                wholeUntil = Math.max(wholeUntil, ((PVStructure) field).getNextFieldOffset() - sent.getFieldOffset());
            } else if (meaning instanceof ColumnField column) {
                columns = columns == null ? new Object[((PvType.Table) pv.type()).columns().size()] : columns;
                columns[column.index()] = ArrayFields.array((PVScalarArray) field);
            } else if (meaning.put() == NtField.Put.SETS) {
                value = field;
            } else if (meaning.put() == NtField.Put.FIXED) {
                requireSame(pv, meaning, field);
            }
        }
        return set(pv, value, columns);
    }

    private static boolean set(Pv pv, PVField value, Object[] columns) throws PutRejectedException {
        if (columns != null) {
            ((TablePv) pv).put(columns);
        } else if (value == null) {
            return false;
        } else if (pv instanceof ArrayPv array) {
            PVScalarArray elements = array(array, value);
            array.put(ArrayFields.array(elements));
            // the operation may live long, and the PV has a copy
            ArrayFields.release(array.value(), elements);
        } else {
            ScalarFields.putTo(pv, value);
        }
        return true;
    }

    private static PVScalarArray array(ArrayPv pv, PVField value) throws PutRejectedException {
        if (!(value instanceof PVUnion union)) {
            return (PVScalarArray) value;
        }
        ValueType type = pv.value().type();
        if (union.getSelectedIndex() != type.ordinal()) {
            String given = union.getSelectedFieldName();
            throw new PutRejectedException(pv.name() + " takes " + ImageFields.member(type) + ", not "
                + (given == null ? "an image without a value" : given));
        }
        return (PVScalarArray) union.get();
    }

    private static void requireSame(Pv pv, NtField meaning, PVField sent) throws PutRejectedException {
        if (meaning == StandardField.DIMENSION) {
            requireDimensions(pv, (PVStructureArray) sent);
            return;
        }
        PVField present = PVDataFactory.getPVDataCreate().createPVField(sent.getField());
        synchronized (pv) {
            meaning.encode(pv, present);
        }
        if (same(sent, present)) {
            return;
        }
        throw new PutRejectedException(meaning == StandardField.CODEC_NAME
            ? pv.name() + " takes images as they are, not compressed with a codec"
            : pv.name() + ": " + meaning.path() + " is set by the IOC and cannot be put; only 'value' can");
    }

    private static void requireDimensions(Pv pv, PVStructureArray sent) throws PutRejectedException {
        PvType.Image image = (PvType.Image) pv.type();
        if (sent.getLength() > 0 && !ImageFields.sameDimensions(sent, image)) {
            StringBuilder sizes = new StringBuilder();
            for (int size : ImageFields.sizes(image)) {
                sizes.append(sizes.isEmpty() ? "" : " x ").append(size);
            }
            throw new PutRejectedException(pv.name() + " takes images of dimensions " + sizes + ", none of them reversed");
        }
    }

    // unlike PVDouble.equals, NaN (a limit not declared) is the same as NaN
    private static boolean same(PVField one, PVField other) {
        return switch (one) {
            case PVDouble number when other instanceof PVDouble with -> Double.compare(number.get(), with.get()) == 0;
            case PVFloat number when other instanceof PVFloat with -> Float.compare(number.get(), with.get()) == 0;
            default -> one.equals(other);
        };
    }
}
