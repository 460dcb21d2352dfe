package org.modelioc.ioc.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A group of PVs as a table, for clients that show tables: a row for each that holds one value. */
final class EvaluationTable {

    private static final int MOST_DIGITS = 17;
    // the places of the columns
    private static final int NAME = 0;
    private static final int VALUE = 1;
    private static final int TEXT = 2;
    private static final int UNITS = 3;
    private static final int SEVERITY = 4;
    private static final int MESSAGE = 5;
    private static final int DIRECTION = 6;
    private static final List<PvType.Table.Column> COLUMNS = List.of(
        new PvType.Table.Column("name", "Name", ValueType.STRING),
        new PvType.Table.Column("value", "Value", ValueType.DOUBLE),
        new PvType.Table.Column("text", "Text", ValueType.STRING),
        new PvType.Table.Column("units", "Units", ValueType.STRING),
        new PvType.Table.Column("severity", "Severity", ValueType.STRING),
        new PvType.Table.Column("message", "Message", ValueType.STRING),
        new PvType.Table.Column("direction", "Direction", ValueType.STRING));

    private final GroupPv group;
    private final LongSupplier version;
    private final TablePv pv;
    private long shown = -1;

    // made when somebody looks; guarded by the monitor of the table
    private List<GroupPv.Member> rows;
    private Metadata[] described;
    private Object[] columns;

    /**
     * The table of a group.
     *
     * @param pipeline full name of the pipeline and a colon
     * @param group    what it shows
     * @param version  of what the group shows; asked with its monitor held
     */
    EvaluationTable(String pipeline, GroupPv group, LongSupplier version) {
        this.group = group;
        this.version = version;
        List<Pv> rowPvs = group.shown().stream().filter(EvaluationTable::isRow).toList();
        pv = new TablePv(pipeline + BuiltInNames.EVAL_TABLE, new PvType.Table(COLUMNS, rowPvs.size()),
            Metadata.builtIn("Inputs and outputs of the last evaluation, as a table", ""), rowPvs, _ -> fill());
    }

    private static boolean isRow(Pv pv) {
        return !(pv.type() instanceof PvType.Array);
    }

    private void make() {
        rows = group.members().stream().filter(member -> isRow(member.pv())).toList();
        int count = rows.size();
        described = new Metadata[count];
        columns = new Object[] {texts(count), new double[count], texts(count), texts(count), texts(count), texts(count),
            texts(count)};
        for (int row = 0; row < count; row++) {
            ((String[]) columns[NAME])[row] = rows.get(row).pv().name();
            ((String[]) columns[DIRECTION])[row] = rows.get(row).input() ? "input" : "output";
        }
    }

    private static String[] texts(int count) {
        String[] texts = new String[count];
        Arrays.fill(texts, "");
        return texts;
    }

    TablePv pv() {
        return pv;
    }

    /** Brings the table up to date; its monitor is held. */
    private void fill() {
        long stamp;
        int evaluation;
        Alarm alarm;
        synchronized (group) {
            group.refresh();
            if (shown == version.getAsLong()) {
                return;
            }
            if (rows == null) {
                make();
            }
            shown = version.getAsLong();
            for (int row = 0; row < rows.size(); row++) {
                fill(row, rows.get(row).copy());
            }
            stamp = group.stamp();
            evaluation = group.userTag();
            alarm = group.alarm();
        }
        pv.set(columns, stamp, evaluation, alarm);
    }

    private void fill(int row, Pv copy) {
        boolean redescribed = described[row] != copy.metadata();
        if (redescribed) {
            described[row] = copy.metadata();
            ((String[]) columns[UNITS])[row] = copy.metadata().units();
        }
        double[] values = (double[]) columns[VALUE];
        double before = values[row];
        if (copy.alarm() == Alarm.UNDEFINED) {
            values[row] = Double.NaN;
        } else {
            ((ModelValue) copy).read(values, row);
        }
        if (redescribed || Double.doubleToLongBits(before) != Double.doubleToLongBits(values[row])) {
            ((String[]) columns[TEXT])[row] = copy.alarm() == Alarm.UNDEFINED ? "" : text(copy);
        }
        ((String[]) columns[SEVERITY])[row] = copy.alarm().severity().name();
        ((String[]) columns[MESSAGE])[row] = copy.alarm().message();
    }

    private static String text(Pv pv) {
        return switch (pv) {
            case DoublePv number -> text(number.value(), number.metadata().precision());
            case LongPv number -> switch (((PvType.Scalar) number.type()).value()) {
                case BOOLEAN -> number.value() == 0 ? "false" : "true";
                case ULONG -> Long.toUnsignedString(number.value());
                default -> Long.toString(number.value());
            };
            case EnumPv choice -> choice.choices()[choice.index()];
            default -> throw new IllegalStateException(pv.name() + " holds more than one value");
        };
    }

    // with the precision that is declared; without one, so that nothing is lost
    private static String text(double number, int precision) {
        if (precision <= 0 || precision > MOST_DIGITS || !Double.isFinite(number)) {
            return Double.toString(number);
        }
        return BigDecimal.valueOf(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }
}
