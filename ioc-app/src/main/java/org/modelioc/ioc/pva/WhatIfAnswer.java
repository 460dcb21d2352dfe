package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.PVDoubleArray;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVIntArray;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVString;
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

    /** An answer of more rows than that costs little beside what it holds. */
    private static final int KEPT_ROWS = 1_000;
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

    /** A structure for one answer after another. */
    Page page() {
        return new Page();
    }

    /** Takes one answer at a time. One thread at a time. */
    final class Page {

        private final PVStructure page = PVDataFactory.getPVDataCreate().createPVStructure(structure);
        private final PVField[] fields = page.getStructureField("value").getPVFields();
        private final PVInt worstSeverity = page.getIntField("alarm.severity");
        private final PVInt worstStatus = page.getIntField("alarm.status");
        private final PVString message = page.getStringField("alarm.message");
        private final PVLong seconds = page.getLongField("timeStamp.secondsPastEpoch");
        private final PVInt nanoseconds = page.getIntField("timeStamp.nanoseconds");
        private int rows = -1;
        private Object[] values = {};
        private int[] severities = {};
        private String[] status = {};

        private Page() {
            page.getSubField(PVStringArray.class, "labels").shareData(labels);
        }

        /** Writes one, in the place of the one before. */
        PVStructure of(Question question) {
            if (rows != question.rows()) {
                resize(question.rows());
            }
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.choices.isEmpty()) {
                    numbers(question, column, (double[]) values[i]);
                } else {
                    choices(question, column, (String[]) values[i]);
                }
            }
            Alarm worst = Alarm.NONE;
            for (int row = 0; row < rows; row++) {
                Alarm alarm = question.alarm(row);
                worst = Alarm.worst(worst, alarm);
                severities[row] = alarm.severity().ordinal();
                status[row] = alarm.message().isEmpty() ? OK : alarm.message();
            }
            worstSeverity.put(worst.severity().ordinal());
            worstStatus.put(worst.condition().normativeType());
            message.put(worst.message());
            long now = Pv.now();
            seconds.put(now / NANOS);
            nanoseconds.put((int) (now % NANOS));
            return page;
        }

        /** Whether it is so large that it should not be kept for the next. */
        boolean large() {
            return rows > KEPT_ROWS;
        }

        private void resize(int count) {
            rows = count;
            values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                if (columns.get(i).choices.isEmpty()) {
                    double[] numbers = new double[rows];
                    ((PVDoubleArray) fields[i]).shareData(numbers);
                    values[i] = numbers;
                } else {
                    values[i] = texts(i);
                }
            }
            severities = new int[rows];
            ((PVIntArray) fields[values.length]).shareData(severities);
            status = texts(values.length + 1);
        }

        private String[] texts(int field) {
            String[] texts = new String[rows];
            ((PVStringArray) fields[field]).shareData(texts);
            return texts;
        }
    }

    private static void numbers(Question question, Column column, double[] numbers) {
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = question.output(row, column.number);
        }
    }

    private static void choices(Question question, Column column, String[] choices) {
        for (int row = 0; row < choices.length; row++) {
            double index = question.output(row, column.number);
            choices[row] = Double.isNaN(index) ? "" : column.choices.get((int) index);
        }
    }
}
