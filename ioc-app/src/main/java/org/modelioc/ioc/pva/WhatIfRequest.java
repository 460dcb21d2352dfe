package org.modelioc.ioc.pva;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVScalar;
import org.epics.pvdata.pv.PVScalarArray;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.RequestRejectedException;
import org.modelioc.ioc.whatif.WhatIf;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.yaml.Suggestions;

/**
 * Reads the argument of a what-if RPC: an NTURI, whose query is one row, or an NTTable with an input a column. It
 * keeps nothing of an argument, which may be used again after the return. One thread at a time.
 *
 * <p>An input is named as its PV is, with or without the prefix, or as its field in the PV EVAL:GROUP, since not every client
 * sends names with a colon as field names.
 */
final class WhatIfRequest {

    private static final int NAMES_IN_A_SENTENCE = 16;
    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;
    private static final long INT = 0xFFFF_FFFFL;

    /** What the fields of a type are. */
    private record Known(Structure type, int query, int[] slots) {
    }

    private final WhatIf whatIf;
    private final WhatIfNames names;
    /** By what type one row was last asked for; a client does not change it often. */
    private Known known;

    WhatIfRequest(WhatIf whatIf) {
        this(whatIf, new WhatIfNames(whatIf));
    }

    private WhatIfRequest(WhatIf whatIf, WhatIfNames names) {
        this.whatIf = whatIf;
        this.names = names;
    }

    /** The same for another client. */
    WhatIfRequest another() {
        return new WhatIfRequest(whatIf, names);
    }

    /**
     * Reads it.
     *
     * @param argument what the client sent
     * @return the question, to be asked
     * @throws RequestRejectedException if it is none, with a sentence for the client
     */
    Question read(PVStructure argument) throws RequestRejectedException {
        Known same = known;
        if (argument != null && same != null && argument.getStructure() == same.type) {
            return row((PVStructure) argument.getPVFields()[same.query], same.slots);
        }
        if (argument != null && argument.getSubField("value") instanceof PVStructure columns
                && argument.getSubField("labels") instanceof PVStringArray labels) {
            return table((String[]) ArrayFields.array(labels), columns.getPVFields());
        }
        if (argument != null && argument.getSubField("query") instanceof PVStructure query) {
            int[] slots = slots(query);
            known = new Known(argument.getStructure(), Arrays.asList(argument.getPVFields()).indexOf(query), slots);
            return row(query, slots);
        }
        if (argument != null && argument.getStructure().getID().startsWith("epics:nt/NTURI:")) {
            return whatIf.question(1);
        }
        throw new RequestRejectedException(whatIf.name() + ": takes an NTURI, whose query names inputs, or an NTTable with an"
            + " input a column, not " + (argument == null ? "nothing" : argument.getStructure().getID()));
    }

    private int[] slots(PVStructure query) throws RequestRejectedException {
        Set<Integer> seen = new HashSet<>();
        PVField[] fields = query.getPVFields();
        int[] slots = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            slots[i] = find(fields[i].getFieldName(), seen);
            if (!(fields[i] instanceof PVScalar || fields[i] instanceof PVScalarArray)) {
                throw new RequestRejectedException(whatIf.name() + ": " + fields[i].getFieldName() + " is a "
                    + fields[i].getField().getType() + ", and a number, a text or an array is due");
            }
        }
        return slots;
    }

    private Question row(PVStructure query, int[] slots) throws RequestRejectedException {
        Question question = whatIf.question(1);
        PVField[] fields = query.getPVFields();
        for (int i = 0; i < fields.length; i++) {
            PVField field = fields[i];
            if (field instanceof PVScalarArray array) {
                Object elements = ArrayFields.array(array);
                question.give(0, slots[i], pv -> put(pv, elements));
            } else if (field instanceof PVDouble number) {
                question.give(0, slots[i], number.get());
            } else {
                question.give(0, slots[i], pv -> ScalarFields.putTo(pv, field));
            }
        }
        return question;
    }

    private static void put(Pv pv, Object elements) throws PutRejectedException {
        if (!(pv instanceof ArrayPv array)) {
            throw new PutRejectedException(pv.name() + " takes one value, not an array");
        }
        array.put(elements);
    }

    /** As many names as one reads in a sentence. */
    private static String some(List<String> names) {
        return names.size() <= NAMES_IN_A_SENTENCE ? String.join(", ", names)
            : String.join(", ", names.subList(0, NAMES_IN_A_SENTENCE)) + ", … (" + names.size() + " inputs)";
    }

    private int find(String name, Set<Integer> seen) throws RequestRejectedException {
        int input = names.find(name);
        if (input < 0) {
            throw new RequestRejectedException(whatIf.name() + ": there is no input '" + name + "', only "
                + some(whatIf.inputs()) + Suggestions.didYouMean(name, names.all()));
        }
        if (!seen.add(input)) {
            throw new RequestRejectedException(whatIf.name() + ": " + whatIf.inputs().get(input) + " is given twice");
        }
        return input;
    }

    private Question table(String[] labels, PVField[] columns) throws RequestRejectedException {
        if (labels.length != columns.length) {
            throw new RequestRejectedException(whatIf.name() + ": the table has " + labels.length + " labels and "
                + columns.length + " columns");
        }
        if (columns.length == 0) {
            throw new RequestRejectedException(whatIf.name() + ": the table has no columns");
        }
        Set<Integer> seen = new HashSet<>();
        int[] slots = new int[columns.length];
        int rows = columns[0] instanceof PVScalarArray first ? first.getLength() : 0;
        for (int i = 0; i < columns.length; i++) {
            slots[i] = find(labels[i], seen);
            if (whatIf.input(slots[i]).type().elements() != 1 || whatIf.input(slots[i]).type() instanceof PvType.Array) {
                throw new RequestRejectedException(whatIf.name() + ": " + whatIf.inputs().get(slots[i]) + " has "
                    + whatIf.input(slots[i]).type().elements() + " numbers, and a table gives one a row; send it by NTURI, or"
                    + " leave it out, and its present value is used");
            }
            if (!(columns[i] instanceof PVScalarArray array)) {
                throw new RequestRejectedException(whatIf.name() + ": column " + labels[i] + " is no array of numbers or texts");
            }
            if (array.getLength() != rows) {
                throw new RequestRejectedException(whatIf.name() + ": column " + labels[i] + " has " + array.getLength()
                    + " rows, and column " + labels[0] + " has " + rows);
            }
        }
        Question question = whatIf.question(rows);
        for (int i = 0; i < columns.length; i++) {
            PVScalarArray column = (PVScalarArray) columns[i];
            Object elements = ArrayFields.array(column);
            if (elements instanceof double[] numbers) {
                for (int row = 0; row < rows; row++) {
                    question.give(row, slots[i], numbers[row]);
                }
                continue;
            }
            for (int row = 0; row < rows; row++) {
                int at = row;
                question.give(row, slots[i], pv -> put(pv, column.getScalarArray().getElementType(), elements, at));
            }
        }
        return question;
    }

    private static void put(Pv pv, ScalarType type, Object elements, int at) throws PutRejectedException {
        switch (type) {
            case pvFloat -> pv.put(((float[]) elements)[at]);
            case pvString -> pv.put(((String[]) elements)[at]);
            case pvBoolean -> pv.put(((boolean[]) elements)[at] ? 1L : 0L);
            case pvByte -> pv.put((long) ((byte[]) elements)[at]);
            case pvUByte -> pv.put((long) (((byte[]) elements)[at] & BYTE));
            case pvShort -> pv.put((long) ((short[]) elements)[at]);
            case pvUShort -> pv.put((long) (((short[]) elements)[at] & SHORT));
            case pvInt -> pv.put((long) ((int[]) elements)[at]);
            case pvUInt -> pv.put(((int[]) elements)[at] & INT);
            case pvLong -> pv.put(((long[]) elements)[at]);
            case pvULong -> pv.putUnsigned(((long[]) elements)[at]);
            default -> throw new IllegalStateException("column of type " + type);
        }
    }
}
