package org.modelioc.ioc.pva;

import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.pv.PVBoolean;
import org.epics.pvdata.pv.PVDataCreate;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVScalarArray;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.PVStructureArray;
import org.epics.pvdata.pv.PVUnion;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.StructureArrayData;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * What an NTNDArray has beside its numbers.
 *
 * <p>Dimension 0 is the fastest: x of a grey image; of a coloured one the three numbers of a pixel, then x. The attribute
 * ColorMode, 0 for mono and 2 for RGB1, is that of areaDetector, by which Phoebus' image widget tells colours.
 */
final class ImageFields {

    private static final PVDataCreate CREATE = PVDataFactory.getPVDataCreate();
    private static final int MONO = 0;
    private static final int RGB1 = 2;

    private ImageFields() {
    }

    /** The field of the union that numbers of this type stand in: {@code ubyteValue}. */
    static String member(ValueType type) {
        return type.yaml() + "Value";
    }

    /** The array field that holds the value of an array, or of an image, whose array stands in a union. */
    static PVScalarArray array(ArrayPv pv, PVField value) {
        return (PVScalarArray) (value instanceof PVUnion union ? union.select(pv.value().type().ordinal()) : value);
    }

    /** Sizes by dimension, the fastest first. */
    static int[] sizes(PvType.Image image) {
        return image.colour() ? new int[] {PvType.Image.CHANNELS, image.width(), image.height()}
            : new int[] {image.width(), image.height()};
    }

    /** Fills the field {@code dimension}, once, for it never changes. */
    static void dimensions(PvType.Image image, PVStructureArray to) {
        int[] sizes = sizes(image);
        if (to.getLength() == sizes.length) {
            return;
        }
        PVStructure[] dimensions = new PVStructure[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            PVStructure dimension = CREATE.createPVStructure(to.getStructureArray().getStructure());
            dimension.getSubField(PVInt.class, "size").put(sizes[i]);
            dimension.getSubField(PVInt.class, "fullSize").put(sizes[i]);
            dimension.getSubField(PVInt.class, "binning").put(1);
            dimensions[i] = dimension;
        }
        to.shareData(dimensions);
    }

    /** Fills the field {@code attribute}, once, for it never changes. */
    static void attributes(PvType.Image image, PVStructureArray to) {
        if (to.getLength() > 0) {
            return;
        }
        PVInt mode = (PVInt) CREATE.createPVScalar(ScalarType.pvInt);
        mode.put(image.colour() ? RGB1 : MONO);
        PVStructure attribute = CREATE.createPVStructure(to.getStructureArray().getStructure());
        attribute.getSubField(PVString.class, "name").put("ColorMode");
        attribute.getSubField(PVUnion.class, "value").set(mode);
        attribute.getSubField(PVString.class, "descriptor").put("Color mode: 0 mono, 2 RGB1");
        to.shareData(new PVStructure[] {attribute});
    }

    /** Whether dimensions that a client sends are those of the image; offset, full size and binning are its own business. */
    static boolean sameDimensions(PVStructureArray sent, PvType.Image image) {
        int[] sizes = sizes(image);
        if (sent.getLength() != sizes.length) {
            return false;
        }
        StructureArrayData data = new StructureArrayData();
        sent.get(0, sizes.length, data);
        for (int i = 0; i < sizes.length; i++) {
            PVStructure dimension = data.data[i];
            if (dimension == null || dimension.getSubField(PVInt.class, "size").get() != sizes[i]
                    || dimension.getSubField(PVBoolean.class, "reverse").get()) {
                return false;
            }
        }
        return true;
    }
}
