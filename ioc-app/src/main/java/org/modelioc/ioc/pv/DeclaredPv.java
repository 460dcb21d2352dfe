package org.modelioc.ioc.pv;

import java.util.Arrays;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Makes the PVs that a configuration declares. */
public final class DeclaredPv {

    private DeclaredPv() {
    }

    /**
     * Makes one, undefined.
     *
     * @param prefix     what stands before its name
     * @param definition what it is
     * @param setpoint   what follows a put; null for a read-only PV
     * @return the PV
     */
    public static Pv of(String prefix, PvDefinition definition, Setpoint setpoint) {
        String name = prefix + definition.name();
        Metadata metadata = Metadata.of(definition);
        return switch (definition.type()) {
            case PvType.Scalar type -> switch (type.value()) {
                case DOUBLE, FLOAT -> new DoublePv(name, type, metadata, setpoint);
                case STRING -> new StringPv(name, metadata, setpoint);
                default -> new LongPv(name, type, metadata, setpoint);
            };
            case PvType.Array type -> new ArrayPv(name, type, metadata, setpoint);
            case PvType.Image type -> new ArrayPv(name, type, metadata, setpoint);
            case PvType.Enumeration type -> new EnumPv(name, type, metadata, definition.choiceAlarms(), setpoint);
            case PvType.Table type -> new TablePv(name, type, metadata, setpoint);
            case PvType.Group _ -> throw new IllegalArgumentException("no file declares a group");
        };
    }

    /**
     * Puts the initial value, as a client would.
     *
     * @param pv    a writable PV
     * @param value one value for all elements, or one an element; nothing leaves the PV undefined
     * @throws PutRejectedException if it may not be set, which a valid configuration excludes
     */
    public static void initialise(Pv pv, InitialValue value) throws PutRejectedException {
        if (value.numbers().isEmpty() && value.texts().isEmpty()) {
            return;
        }
        switch (pv) {
            case StringPv text -> text.put(value.texts().getFirst());
            case ArrayPv array -> array.put(elements(array.value(), value, 0, 0));
            case TablePv table -> table.put(columns(table, value));
            default -> pv.put(value.numbers().getFirst());
        }
    }

    private static Object[] columns(TablePv table, InitialValue value) {
        Object[] columns = new Object[((PvType.Table) table.type()).columns().size()];
        int numbers = 0;
        int texts = 0;
        for (int i = 0; i < columns.length; i++) {
            Elements column = table.column(i);
            columns[i] = elements(column, value, numbers, texts);
            if (column.type() == ValueType.STRING) {
                texts += column.length();
            } else {
                numbers += column.length();
            }
        }
        return columns;
    }

    private static Object elements(Elements of, InitialValue value, int firstNumber, int firstText) {
        if (of.type() == ValueType.STRING) {
            String[] texts = new String[of.length()];
            if (value.texts().size() > 1) {
                return value.texts().subList(firstText, firstText + texts.length).toArray(texts);
            }
            Arrays.fill(texts, value.texts().isEmpty() ? "" : value.texts().getFirst());
            return texts;
        }
        double[] numbers = new double[of.length()];
        if (value.numbers().size() <= 1) {
            Arrays.fill(numbers, value.numbers().isEmpty() ? Double.NaN : value.numbers().getFirst());
        } else {
            Arrays.setAll(numbers, i -> value.number(firstNumber + i));
        }
        return numbers;
    }
}
