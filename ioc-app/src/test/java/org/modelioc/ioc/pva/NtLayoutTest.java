package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVScalarArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.epics.pvdata.pv.StructureArrayData;
import org.epics.pvdata.pv.Union;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** The Normative Types as clients see them. */
class NtLayoutTest {

    private static ArrayPv image(boolean colour) {
        return new ArrayPv("T:I", new PvType.Image(ValueType.UBYTE, 4, 3, colour), TestPvs.free(), null);
    }

    static Stream<Pv> pvs() {
        return Stream.of(Stream.of(ValueType.values()).map(type -> TestPvs.scalar(type, null)),
            Stream.of(ValueType.values()).map(type -> TestPvs.array(type, 3, null)),
            Stream.<Pv>of(TestPvs.mode(null), TestPvs.table(null), image(false), image(true))).flatMap(pv -> pv);
    }

    private static PVStructure taken(Pv pv) {
        PvImage image = new PvImage(FieldSelection.of(NtLayout.of(pv), null));
        image.take(pv);
        return image.structure();
    }

    @ParameterizedTest
    @MethodSource("pvs")
    void everyLeafIsFilledFromItsPv(Pv pv) {
        NtLayout layout = NtLayout.of(pv);

        PVStructure structure = taken(pv);

        assertThat(layout.fields()).hasSize(structure.getNumberFields());
        for (int offset = 0; offset < layout.fields().length; offset++) {
            if (layout.fields()[offset] != null) {
                assertThat(layout.fields()[offset].path()).isEqualTo(structure.getSubField(offset).getFullName());
            }
        }
        assertThat(structure.getIntField("alarm.severity").get()).as("undefined yet").isEqualTo(3);
        assertThat(structure.getLongField("timeStamp.secondsPastEpoch").get()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "BOOLEAN"}, mode = EnumSource.Mode.EXCLUDE)
    void limitsHaveTheTypeOfTheValue(ValueType type) {
        ScalarType expected = ScalarType.getScalarType(type.yaml());
        for (Pv pv : new Pv[] {TestPvs.scalar(type, null), TestPvs.array(type, 2, null)}) {
            PVStructure structure = taken(pv);
            for (String field : new String[] {"display.limitLow", "control.limitHigh", "control.minStep",
                "valueAlarm.lowAlarmLimit", "valueAlarm.highWarningLimit"}) {
                assertThat(structure.getSubField(field).getField().toString()).as(field).isEqualTo(expected.toString());
            }
            assertThat(structure.getSubField("valueAlarm.hysteresis").getField().toString()).isEqualTo("double");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "BOOLEAN"})
    void whatIsNoQuantityIsOnlyDescribed(ValueType type) {
        for (Pv pv : new Pv[] {TestPvs.scalar(type, null), TestPvs.array(type, 2, null)}) {
            Structure structure = NtLayout.of(pv).structure();
            assertThat(structure.getFieldNames()).containsExactly("value", "alarm", "timeStamp", "display");
            assertThat(((Structure) structure.getField("display")).getFieldNames()).containsExactly("description", "units");
        }
    }

    @Test
    void limitsOfIntegersAreTheNearestTheyCanHold() {
        Pv pv = new LongPv("T:N", new PvType.Scalar(ValueType.UBYTE), TestPvs.limited(-10, 300, 8.6), null);

        PVStructure structure = taken(pv);

        assertThat(structure.getSubField("display.limitLow").toString()).endsWith(" 0");
        assertThat(structure.getSubField("display.limitHigh").toString()).endsWith(" 255");
        assertThat(structure.getSubField("valueAlarm.highAlarmLimit").toString()).endsWith(" 9");
        assertThat(structure.getSubField("valueAlarm.lowAlarmLimit").toString()).as("not declared").endsWith(" 0");
    }

    @Test
    void anEnumHasItsIndexAndItsChoices() {
        PVStructure structure = taken(TestPvs.mode(null));

        assertThat(structure.getStructure().getID()).isEqualTo("epics:nt/NTEnum:1.0");
        assertThat(structure.getStructureField("value").getStructure().getID()).isEqualTo("enum_t");
        PVScalarArray choices = structure.getSubField(PVScalarArray.class, "value.choices");
        assertThat(ArrayFields.array(choices)).isEqualTo(new String[] {"OFF", "ON", "FAULT"});
    }

    @Test
    void anImageTellsItsSizesAndColours() {
        PVStructure grey = taken(image(false));
        PVStructure colour = taken(image(true));

        assertThat(grey.getStructure().getID()).isEqualTo("epics:nt/NTNDArray:1.0");
        assertThat(grey.getUnionField("value").getSelectedFieldName()).isEqualTo("ubyteValue");
        assertThat(grey.getUnionField("value").get(PVScalarArray.class).getLength()).isEqualTo(12);
        assertThat(grey.getLongField("uncompressedSize").get()).isEqualTo(12);
        assertThat(grey.getStringField("codec.name").get()).isEmpty();
        assertThat(sizes(grey)).isEqualTo("4 3 ");
        assertThat(mode(grey)).isZero();
        assertThat(colour.getUnionField("value").get(PVScalarArray.class).getLength()).isEqualTo(36);
        assertThat(sizes(colour)).isEqualTo("3 4 3 ");
        assertThat(mode(colour)).isEqualTo(2);
    }

    private static String sizes(PVStructure image) {
        StructureArrayData data = new StructureArrayData();
        int count = image.getStructureArrayField("dimension").get(0, 9, data);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(data.data[i].getIntField("size").get()).append(' ');
        }
        return text.toString();
    }

    private static int mode(PVStructure image) {
        StructureArrayData data = new StructureArrayData();
        image.getStructureArrayField("attribute").get(0, 1, data);
        assertThat(data.data[0].getStringField("name").get()).isEqualTo("ColorMode");
        return data.data[0].getUnionField("value").get(PVInt.class).get();
    }

    @Test
    void theUnionOfAnImageHasTheMembersOfTheNormativeTypeInItsOrder() {
        assertThat(((Union) NtLayout.of(image(false)).structure().getField("value")).getFieldNames())
            .containsExactly("booleanValue", "byteValue", "shortValue", "intValue", "longValue", "ubyteValue", "ushortValue",
                "uintValue", "ulongValue", "floatValue", "doubleValue");
    }

    @Test
    void aTableHasLabelsAndColumns() {
        PVStructure structure = taken(TestPvs.table(null));

        assertThat(structure.getStructure().getID()).isEqualTo("epics:nt/NTTable:1.0");
        assertThat(ArrayFields.array(structure.getSubField(PVScalarArray.class, "labels")))
            .isEqualTo(new String[] {"Device", "X (mm)", "On", "Turns"});
        assertThat(structure.getStructureField("value").getStructure().getFieldNames())
            .containsExactly("name", "x", "on", "turns");
        assertThat(structure.getStructureField("value").getPVFields())
            .allSatisfy(column -> assertThat(((PVScalarArray) column).getLength()).isEqualTo(2));
        assertThat(structure.getStringField("descriptor").get()).isEqualTo("a test");
    }

    @Test
    void aSelectionReachesIntoEnumsAndTables() {
        Field index = FieldSelection.of(NtLayout.of(TestPvs.mode(null)), FieldSelectionTest.fields("field(value.index)"))
            .structure();
        assertThat(((Structure) index).getFieldNames()).containsExactly("value");
        FieldSelection column = FieldSelection.of(NtLayout.of(TestPvs.table(null)), FieldSelectionTest.fields("field(value.x)"));
        assertThat(Stream.of(column.fields()).filter(Objects::nonNull).map(NtField::path)).containsExactly("value.x");
    }
}
