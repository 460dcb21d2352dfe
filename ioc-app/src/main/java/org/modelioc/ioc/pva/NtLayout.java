package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.epics.pvdata.pv.Union;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The structure by which a kind of PV appears on the wire, and the meaning of each of its fields by offset.
 *
 * @param structure the type, a Normative Type
 * @param fields    by field offset; null where the offset is a structure
 */
record NtLayout(Structure structure, NtField[] fields) {

    private static final FieldCreate CREATE = FieldFactory.getFieldCreate();
    private static final Map<String, NtField> STANDARD = Arrays.stream(StandardField.values())
        .collect(Collectors.toMap(NtField::path, Function.identity()));

    static final Structure ALARM = CREATE.createFieldBuilder().setId("alarm_t")
        .add("severity", ScalarType.pvInt).add("status", ScalarType.pvInt).add("message", ScalarType.pvString)
        .createStructure();
    static final Structure TIME = CREATE.createFieldBuilder().setId("time_t")
        .add("secondsPastEpoch", ScalarType.pvLong).add("nanoseconds", ScalarType.pvInt).add("userTag", ScalarType.pvInt)
        .createStructure();
    private static final Structure ENUM = CREATE.createFieldBuilder().setId("enum_t")
        .add("index", ScalarType.pvInt).addArray("choices", ScalarType.pvString).createStructure();
    static final Structure TEXT_DISPLAY = CREATE.createFieldBuilder().setId("display_t")
        .add("description", ScalarType.pvString).add("units", ScalarType.pvString).createStructure();
    static final Structure ENUM_DISPLAY = CREATE.createFieldBuilder().setId("display_t")
        .add("description", ScalarType.pvString).createStructure();
    private static final Structure CODEC = CREATE.createFieldBuilder().setId("codec_t")
        .add("name", ScalarType.pvString).add("parameters", CREATE.createVariantUnion()).createStructure();
    private static final Structure DIMENSION = CREATE.createFieldBuilder().setId("dimension_t")
        .add("size", ScalarType.pvInt).add("offset", ScalarType.pvInt).add("fullSize", ScalarType.pvInt)
        .add("binning", ScalarType.pvInt).add("reverse", ScalarType.pvBoolean).createStructure();
    private static final Structure ATTRIBUTE = CREATE.createFieldBuilder().setId("epics:nt/NTAttribute:1.0")
        .add("name", ScalarType.pvString).add("value", CREATE.createVariantUnion())
        .add("descriptor", ScalarType.pvString).add("sourceType", ScalarType.pvInt).add("source", ScalarType.pvString)
        .createStructure();

    private static final NtLayout[] SCALARS = ofEach(type -> of(described(CREATE.createFieldBuilder()
        .setId("epics:nt/NTScalar:1.0").add("value", scalar(type)), type)));
    private static final NtLayout[] ARRAYS = ofEach(type -> of(described(CREATE.createFieldBuilder()
        .setId("epics:nt/NTScalarArray:1.0").addArray("value", scalar(type)), type)));
    private static final NtLayout ENUMERATION = of(CREATE.createFieldBuilder().setId("epics:nt/NTEnum:1.0")
        .add("value", ENUM).add("alarm", ALARM).add("timeStamp", TIME).add("display", ENUM_DISPLAY).createStructure());
    private static final NtLayout IMAGE = of(CREATE.createFieldBuilder().setId("epics:nt/NTNDArray:1.0")
        .add("value", pixels()).add("codec", CODEC)
        .add("compressedSize", ScalarType.pvLong).add("uncompressedSize", ScalarType.pvLong)
        .addArray("dimension", DIMENSION).add("uniqueId", ScalarType.pvInt).add("dataTimeStamp", TIME)
        .addArray("attribute", ATTRIBUTE).add("alarm", ALARM).add("timeStamp", TIME)
        .add("display", display(ScalarType.pvDouble)).createStructure());

    /** The layout of a PV. */
    static NtLayout of(Pv pv) {
        return switch (pv.type()) {
            case PvType.Scalar scalar -> SCALARS[scalar.value().ordinal()];
            case PvType.Array array -> ARRAYS[array.value().ordinal()];
            case PvType.Enumeration choices -> ENUMERATION;
            case PvType.Image image -> IMAGE;
            // there is no end of them, and they are quickly made
            case PvType.Table table -> table(table);
            case PvType.Group _ -> GroupLayout.of((GroupPv) pv);
        };
    }

    private static NtLayout[] ofEach(Function<ValueType, NtLayout> maker) {
        return Arrays.stream(ValueType.values()).map(maker).toArray(NtLayout[]::new);
    }

    private static ScalarType scalar(ValueType type) {
        return ScalarType.getScalarType(type.yaml());
    }

    // as PVXS: numbers have limits of their own type, the others are only described
    private static Structure described(FieldBuilder value, ValueType type) {
        FieldBuilder builder = value.add("alarm", ALARM).add("timeStamp", TIME);
        if (type == ValueType.BOOLEAN || type == ValueType.STRING) {
            return builder.add("display", TEXT_DISPLAY).createStructure();
        }
        ScalarType number = scalar(type);
        return builder.add("display", display(number))
            .add("control", CREATE.createFieldBuilder().setId("control_t")
                .add("limitLow", number).add("limitHigh", number).add("minStep", number).createStructure())
            .add("valueAlarm", CREATE.createFieldBuilder().setId("valueAlarm_t")
                .add("active", ScalarType.pvBoolean)
                .add("lowAlarmLimit", number).add("lowWarningLimit", number)
                .add("highWarningLimit", number).add("highAlarmLimit", number)
                .add("lowAlarmSeverity", ScalarType.pvInt).add("lowWarningSeverity", ScalarType.pvInt)
                .add("highWarningSeverity", ScalarType.pvInt).add("highAlarmSeverity", ScalarType.pvInt)
                .add("hysteresis", ScalarType.pvDouble).createStructure())
            .createStructure();
    }

    private static Structure display(ScalarType number) {
        return CREATE.createFieldBuilder().setId("display_t")
            .add("limitLow", number).add("limitHigh", number)
            .add("description", ScalarType.pvString).add("units", ScalarType.pvString)
            .add("precision", ScalarType.pvInt).add("form", ENUM).createStructure();
    }

    // in the order of the value types, which is that of the Normative Type
    private static Union pixels() {
        FieldBuilder builder = CREATE.createFieldBuilder();
        for (ValueType type : ValueType.values()) {
            if (type.numeric()) {
                builder.addArray(ImageFields.member(type), scalar(type));
            }
        }
        return builder.createUnion();
    }

    private static NtLayout table(PvType.Table table) {
        FieldBuilder columns = CREATE.createFieldBuilder();
        table.columns().forEach(column -> columns.addArray(column.name(), scalar(column.value())));
        return of(CREATE.createFieldBuilder().setId("epics:nt/NTTable:1.0")
            .addArray("labels", ScalarType.pvString).add("value", columns.createStructure())
            .add("descriptor", ScalarType.pvString).add("alarm", ALARM).add("timeStamp", TIME).createStructure());
    }

    private static NtLayout of(Structure structure) {
        List<NtField> fields = new ArrayList<>();
        add(structure, "", fields);
        return new NtLayout(structure, fields.toArray(NtField[]::new));
    }

    private static void add(Structure structure, String prefix, List<NtField> fields) {
        fields.add(null);
        boolean table = structure.getID().startsWith("epics:nt/NTTable");
        for (int i = 0; i < structure.getFieldNames().length; i++) {
            Field field = structure.getField(i);
            String path = prefix + structure.getFieldName(i);
            if (table && path.equals("value")) {
                addColumns((Structure) field, fields);
            } else if (field instanceof Structure inner) {
                add(inner, path + '.', fields);
            } else {
                fields.add(standard(path));
            }
        }
    }

    /** The leaf field of a path. */
    static NtField standard(String path) {
        NtField known = STANDARD.get(path);
        if (known == null) {
            throw new IllegalStateException("no source for field " + path);
        }
        return known;
    }

    private static void addColumns(Structure columns, List<NtField> fields) {
        fields.add(null);
        for (int i = 0; i < columns.getFieldNames().length; i++) {
            fields.add(new ColumnField("value." + columns.getFieldName(i), i));
        }
    }
}
