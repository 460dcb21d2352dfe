package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.PVDoubleArray;
import org.epics.pvdata.pv.PVIntArray;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.WhatIf;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;

/**
 * Writes the answer to a what-if RPC: an NTTable with a column an output, then {@code severity} and {@code status}. An array of
 * up to {@value #LONGEST_ARRAY} elements has a column an element; longer ones, images and tables are left out. Thread-safe.
 */
final class WhatIfAnswer {

    static final int LONGEST_ARRAY = 1_000;

    private static final String OK = "OK";
    private static final long NANOS = 1_000_000_000L;

    private final Structure structure;
    private final String[] labels;
    private final List<Column> columns = new ArrayList<>();

    /** An output: the place of its number, and the words for it if it is a choice. */
    private record Column(int number, List<String> choices) {
    }

    WhatIfAnswer(WhatIf whatIf) {
        List<String> names = new ArrayList<>();
        int number = 0;
        for (PvDefinition output : whatIf.outputs()) {
            add(output, number, names);
            number += output.type().elements();
        }
        names.add("severity");
        names.add("status");
        labels = names.toArray(String[]::new);
        List<String> fields = GroupPv.fieldNames(names);
        FieldBuilder value = FieldFactory.getFieldCreate().createFieldBuilder();
        FieldBuilder table = FieldFactory.getFieldCreate().createFieldBuilder().setId("epics:nt/NTTable:1.0")
            .addArray("labels", ScalarType.pvString);
        for (int i = 0; i < columns.size(); i++) {
            value.addArray(fields.get(i), columns.get(i).choices.isEmpty() ? ScalarType.pvDouble : ScalarType.pvString);
        }
        value.addArray(fields.get(columns.size()), ScalarType.pvInt);
        value.addArray(fields.getLast(), ScalarType.pvString);
        structure = table.add("value", value.createStructure()).add("alarm", NtLayout.ALARM).add("timeStamp", NtLayout.TIME)
            .createStructure();
    }

    private void add(PvDefinition output, int number, List<String> names) {
        switch (output.type()) {
            case PvType.Scalar _ -> {
                columns.add(new Column(number, List.of()));
                names.add(output.name());
            }
            case PvType.Enumeration choice -> {
                columns.add(new Column(number, choice.choices()));
                names.add(output.name());
            }
            case PvType.Array array when array.elements() <= LONGEST_ARRAY -> {
                for (int i = 0; i < array.elements(); i++) {
                    columns.add(new Column(number + i, List.of()));
                    names.add(output.name() + '[' + i + ']');
                }
            }
            default -> {
                // too much for a row
            }
        }
    }

    /** Writes one. */
    PVStructure of(Question question) {
        PVStructure answer = PVDataFactory.getPVDataCreate().createPVStructure(structure);
        answer.getSubField(PVStringArray.class, "labels").put(0, labels.length, labels, 0);
        PVStructure value = answer.getStructureField("value");
        for (int i = 0; i < columns.size(); i++) {
            if (value.getPVFields()[i] instanceof PVDoubleArray numbers) {
                numbers.shareData(numbers(question, columns.get(i).number));
            } else {
                ((PVStringArray) value.getPVFields()[i]).shareData(choices(question, columns.get(i)));
            }
        }
        int[] severities = new int[question.rows()];
        String[] status = new String[question.rows()];
        Alarm worst = Alarm.NONE;
        for (int row = 0; row < severities.length; row++) {
            Alarm alarm = question.alarm(row);
            worst = Alarm.worst(worst, alarm);
            severities[row] = alarm.severity().ordinal();
            status[row] = alarm.message().isEmpty() ? OK : alarm.message();
        }
        ((PVIntArray) value.getPVFields()[columns.size()]).shareData(severities);
        ((PVStringArray) value.getPVFields()[columns.size() + 1]).shareData(status);
        answer.getIntField("alarm.severity").put(worst.severity().ordinal());
        answer.getIntField("alarm.status").put(worst.condition().normativeType());
        answer.getStringField("alarm.message").put(worst.message());
        long now = Pv.now();
        answer.getLongField("timeStamp.secondsPastEpoch").put(now / NANOS);
        answer.getIntField("timeStamp.nanoseconds").put((int) (now % NANOS));
        return answer;
    }

    private static double[] numbers(Question question, int number) {
        double[] numbers = new double[question.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = question.output(row, number);
        }
        return numbers;
    }

    private static String[] choices(Question question, Column column) {
        String[] choices = new String[question.rows()];
        for (int row = 0; row < choices.length; row++) {
            double index = question.output(row, column.number);
            choices[row] = Double.isNaN(index) ? "" : column.choices.get((int) index);
        }
        return choices;
    }
}
