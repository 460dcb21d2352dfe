package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVDoubleArray;
import org.epics.pvdata.pv.PVFloat;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.PVStructureArray;
import org.epics.pvdata.pv.PVUByteArray;
import org.epics.pvdata.pv.PVULong;
import org.epics.pvdata.pv.StructureArrayData;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Puts to each kind of PV, whole and in part. */
class PutOfKindsTest {

    private final ArrayPv image = new ArrayPv("T:I", new PvType.Image(ValueType.UBYTE, 3, 2, false), TestPvs.free(),
        TestPvs.WRITABLE);

    // what a client sends that got the whole structure, changed something and sends the named fields
    private static boolean put(Pv pv, Consumer<PVStructure> change, String... fields) throws PutRejectedException {
        FieldSelection all = FieldSelection.of(NtLayout.of(pv), null);
        PvImage got = new PvImage(all);
        got.take(pv);
        PVStructure sent = got.structure();
        change.accept(sent);
        BitSet changed = new BitSet(64);
        for (String field : fields) {
            changed.set(field.isEmpty() ? 0 : sent.getSubField(field).getFieldOffset());
        }
        return new PutDecoder(all).put(pv, sent, changed);
    }

    @Test
    void anEnumIsSetByItsIndexAndKeepsItsChoices() throws Exception {
        EnumPv mode = TestPvs.mode(TestPvs.WRITABLE);

        assertThat(put(mode, sent -> sent.getIntField("value.index").put(2), "value.index")).isTrue();
        assertThat(mode.index()).isEqualTo(2);
        put(mode, sent -> sent.getIntField("value.index").put(1), "value");
        assertThat(mode.index()).isEqualTo(1);
        put(mode, sent -> sent.getIntField("value.index").put(0), "");
        assertThat(mode.index()).isZero();

        assertThatThrownBy(() -> put(mode, sent -> sent.getIntField("value.index").put(3), "value.index"))
            .hasMessageStartingWith("T:MODE cannot be set to 3: it takes OFF, ON, FAULT");
        assertThatThrownBy(() -> put(mode, sent -> sent.getSubField(PVStringArray.class, "value.choices")
            .shareData(new String[] {"A"}), "value"))
            .hasMessage("T:MODE: value.choices is set by the IOC and cannot be put; only 'value' can");
    }

    @Test
    void numbersOfEveryWidthArriveExactly() throws Exception {
        LongPv unsigned = (LongPv) TestPvs.scalar(ValueType.ULONG, TestPvs.WRITABLE);
        put(unsigned, sent -> sent.getSubField(PVULong.class, "value").put(-3L), "value");
        assertThat(unsigned.value()).isEqualTo(-3);

        LongPv small = (LongPv) TestPvs.scalar(ValueType.UBYTE, TestPvs.WRITABLE);
        put(small, sent -> ScalarFields.put(sent.getSubField("value"), 200L), "value");
        assertThat(small.value()).isEqualTo(200);

        LongPv flag = (LongPv) TestPvs.scalar(ValueType.BOOLEAN, TestPvs.WRITABLE);
        put(flag, sent -> sent.getBooleanField("value").put(true), "value");
        assertThat(flag.value()).isEqualTo(1);
    }

    @Test
    void aFloatIsComparedWithLimitsAsAFloat() throws Exception {
        DoublePv pv = new DoublePv("T:F", new PvType.Scalar(ValueType.FLOAT), TestPvs.limited(-0.1, 0.1, 8), TestPvs.WRITABLE);

        put(pv, sent -> sent.getSubField(PVFloat.class, "value").put(0.1f), "");

        assertThat(pv.value()).isEqualTo(0.1f);
        assertThatThrownBy(() -> put(pv, sent -> sent.getSubField(PVFloat.class, "value").put(0.2f), "value"))
            .isInstanceOf(PutRejectedException.class);
    }

    @Test
    void anArrayIsTakenAsAWholeAndTheClientsIsNotKept() throws Exception {
        ArrayPv wave = TestPvs.array(ValueType.DOUBLE, 3, TestPvs.WRITABLE);
        PVStructure[] seen = new PVStructure[1];

        put(wave, sent -> {
            seen[0] = sent;
            sent.getSubField(PVDoubleArray.class, "value").put(0, 3, new double[] {1, 2, 3}, 0);
        }, "value");
        seen[0].getSubField(PVDoubleArray.class, "value").put(0, 1, new double[] {9}, 0);

        assertThat(wave.value().array()).isEqualTo(new double[] {1, 2, 3});
        assertThatThrownBy(() -> put(wave, sent -> sent.getSubField(PVDoubleArray.class, "value").setLength(2), "value"))
            .hasMessage("T:DOUBLES takes 3 elements of type double, not 2");
    }

    @Test
    void columnsOfATableAreSetTogetherOrAlone() throws Exception {
        TablePv table = TestPvs.table(TestPvs.WRITABLE);
        put(table, sent -> {
            sent.getSubField(PVDoubleArray.class, "value.x").put(0, 2, new double[] {1, 2}, 0);
            sent.getSubField(PVStringArray.class, "value.name").put(0, 2, new String[] {"A", "B"}, 0);
        }, "value");
        put(table, sent -> sent.getSubField(PVDoubleArray.class, "value.x").put(0, 2, new double[] {3, 4}, 0), "value.x");

        assertThat(table.column(0).array()).isEqualTo(new String[] {"A", "B"});
        assertThat(table.column(1).array()).isEqualTo(new double[] {3, 4});
        assertThatThrownBy(() -> put(table, sent -> {
            sent.getSubField(PVDoubleArray.class, "value.x").put(0, 2, new double[] {5, 6}, 0);
            sent.getSubField(PVStringArray.class, "value.name").setLength(1);
        }, "value")).hasMessage("T:TABLE.name takes 2 elements of type string, not 1");
        assertThat(table.column(1).array()).as("all or none").isEqualTo(new double[] {3, 4});
    }

    private static void pixels(PVStructure sent, byte... pixels) {
        sent.getUnionField("value").select(PVUByteArray.class, "ubyteValue").shareData(pixels);
    }

    @Test
    void anImageIsTakenWithWhatItsSenderSaysOfIt() throws Exception {
        assertThat(put(image, sent -> {
            pixels(sent, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) -1);
            sent.getIntField("uniqueId").put(77);
            sent.getLongField("dataTimeStamp.secondsPastEpoch").put(5);
            sent.getStructureArrayField("attribute").setLength(0);
        }, "")).isTrue();

        double[] row = new double[6];
        image.read(row, 0);
        assertThat(row).containsExactly(1, 2, 3, 4, 5, 255);
        assertThat(image.stores()).as("numbered by the IOC").isEqualTo(1);
    }

    @Test
    void anImageOfAnotherShapeTypeOrCodecIsRefused() {
        assertThatThrownBy(() -> put(image, sent -> pixels(sent, (byte) 1), "value"))
            .hasMessage("T:I takes 6 elements of type ubyte, not 1");
        assertThatThrownBy(() -> put(image, sent -> sent.getUnionField("value").select("doubleValue"), "value"))
            .hasMessage("T:I takes ubyteValue, not doubleValue");
        assertThatThrownBy(() -> put(image, sent -> sent.getUnionField("value").select(-1), "value"))
            .hasMessage("T:I takes ubyteValue, not an image without a value");
        assertThatThrownBy(() -> put(image, sent -> sent.getStringField("codec.name").put("lz4"), "codec", "value"))
            .hasMessage("T:I takes images as they are, not compressed with a codec");
        assertThatThrownBy(() -> put(image, PutOfKindsTest::transpose, "dimension", "value"))
            .hasMessage("T:I takes images of dimensions 3 x 2, none of them reversed");
    }

    private static void transpose(PVStructure sent) {
        PVStructureArray dimension = sent.getStructureArrayField("dimension");
        StructureArrayData data = new StructureArrayData();
        dimension.get(0, 2, data);
        PVStructure[] swapped = new PVStructure[2];
        for (int i = 0; i < 2; i++) {
            swapped[i] = PVDataFactory.getPVDataCreate().createPVStructure(dimension.getStructureArray().getStructure());
            swapped[i].getSubField(PVInt.class, "size").put(data.data[1 - i].getIntField("size").get());
        }
        dimension.shareData(swapped);
    }

    @Test
    void anOutputTakesNone() {
        assertThatThrownBy(() -> put(TestPvs.array(ValueType.INT, 1, null), sent -> { }, "value"))
            .hasMessage("T:INTS is read-only: it is written by the IOC itself");
        assertThatThrownBy(() -> put(TestPvs.table(null), sent -> { }, "value"))
            .hasMessage("T:TABLE is read-only: it is written by the IOC itself");
    }
}
