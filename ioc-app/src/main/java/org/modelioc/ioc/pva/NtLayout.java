package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;

/**
 * The structure by which a kind of PV appears on the wire, and the meaning of each of its fields by offset.
 *
 * @param structure the type, an NTScalar
 * @param fields    by field offset; null where the offset is a structure
 */
record NtLayout(Structure structure, NtField[] fields) {

    private static final FieldCreate CREATE = FieldFactory.getFieldCreate();
    private static final String NT_SCALAR = "epics:nt/NTScalar:1.0";

    private static final Structure ALARM = CREATE.createFieldBuilder().setId("alarm_t")
        .add("severity", ScalarType.pvInt).add("status", ScalarType.pvInt).add("message", ScalarType.pvString)
        .createStructure();
    private static final Structure TIME = CREATE.createFieldBuilder().setId("time_t")
        .add("secondsPastEpoch", ScalarType.pvLong).add("nanoseconds", ScalarType.pvInt).add("userTag", ScalarType.pvInt)
        .createStructure();
    private static final Structure ENUM = CREATE.createFieldBuilder().setId("enum_t")
        .add("index", ScalarType.pvInt).addArray("choices", ScalarType.pvString).createStructure();
    private static final Structure DISPLAY = CREATE.createFieldBuilder().setId("display_t")
        .add("limitLow", ScalarType.pvDouble).add("limitHigh", ScalarType.pvDouble)
        .add("description", ScalarType.pvString).add("units", ScalarType.pvString)
        .add("precision", ScalarType.pvInt).add("form", ENUM).createStructure();
    private static final Structure CONTROL = CREATE.createFieldBuilder().setId("control_t")
        .add("limitLow", ScalarType.pvDouble).add("limitHigh", ScalarType.pvDouble).add("minStep", ScalarType.pvDouble)
        .createStructure();
    private static final Structure VALUE_ALARM = CREATE.createFieldBuilder().setId("valueAlarm_t")
        .add("active", ScalarType.pvBoolean)
        .add("lowAlarmLimit", ScalarType.pvDouble).add("lowWarningLimit", ScalarType.pvDouble)
        .add("highWarningLimit", ScalarType.pvDouble).add("highAlarmLimit", ScalarType.pvDouble)
        .add("lowAlarmSeverity", ScalarType.pvInt).add("lowWarningSeverity", ScalarType.pvInt)
        .add("highWarningSeverity", ScalarType.pvInt).add("highAlarmSeverity", ScalarType.pvInt)
        .add("hysteresis", ScalarType.pvDouble).createStructure();

    private static final NtLayout DOUBLE = of(CREATE.createFieldBuilder().setId(NT_SCALAR)
        .add("value", ScalarType.pvDouble).add("alarm", ALARM).add("timeStamp", TIME)
        .add("display", DISPLAY).add("control", CONTROL).add("valueAlarm", VALUE_ALARM).createStructure());
    private static final NtLayout LONG = of(CREATE.createFieldBuilder().setId(NT_SCALAR)
        .add("value", ScalarType.pvLong).add("alarm", ALARM).add("timeStamp", TIME).add("display", DISPLAY)
        .createStructure());
    private static final NtLayout STRING = of(CREATE.createFieldBuilder().setId(NT_SCALAR)
        .add("value", ScalarType.pvString).add("alarm", ALARM).add("timeStamp", TIME).add("display", DISPLAY)
        .createStructure());

    /** The layout of a PV. */
    static NtLayout of(Pv pv) {
        return switch (pv) {
            case DoublePv number -> DOUBLE;
            case LongPv number -> LONG;
            case StringPv text -> STRING;
        };
    }

    private static NtLayout of(Structure structure) {
        List<NtField> fields = new ArrayList<>();
        Map<String, NtField> byPath = Arrays.stream(NtField.values())
            .collect(Collectors.toMap(NtField::path, Function.identity()));
        add(structure, "", fields, byPath);
        return new NtLayout(structure, fields.toArray(NtField[]::new));
    }

    private static void add(Structure structure, String prefix, List<NtField> fields, Map<String, NtField> byPath) {
        fields.add(null);
        for (int i = 0; i < structure.getFieldNames().length; i++) {
            Field field = structure.getField(i);
            String path = prefix + structure.getFieldName(i);
            if (field instanceof Structure inner) {
                add(inner, path + '.', fields, byPath);
            } else {
                NtField known = byPath.get(path);
                if (known == null) {
                    throw new IllegalStateException("no source for field " + path);
                }
                fields.add(known);
            }
        }
    }
}
