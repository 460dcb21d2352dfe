package org.modelioc.ioc.pv;

import java.util.List;
import java.util.function.Consumer;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A PV that holds a table: columns of the same number of rows, each of a type of its own, always set together. */
public final class TablePv extends Pv implements ModelValue {

    private final Elements[] columns;
    private final ElementsAlarm alarm;
    private final List<Pv> shown;
    private final Consumer<TablePv> filler;
    private MisfitAlarm misfit;

    /**
     * An input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param type     the columns
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public TablePv(String name, PvType.Table type, Metadata metadata, Setpoint setpoint) {
        this(name, type, metadata, setpoint, List.of(), _ -> { });
    }

    private TablePv(String name, PvType.Table type, Metadata metadata, Setpoint setpoint, List<Pv> shown,
            Consumer<TablePv> filler) {
        super(name, type, metadata, setpoint);
        this.shown = List.copyOf(shown);
        this.filler = filler;
        columns = type.columns().stream()
            .map(column -> new Elements(name + "." + column.name(), column.value(), type.rows())).toArray(Elements[]::new);
        alarm = new ElementsAlarm(ValueType.DOUBLE, metadata.alarms());
    }

    /**
     * One column. Hold the PV's monitor to use it.
     *
     * @param index from 0
     * @return always the same object, which holds what is there at the time
     */
    public Elements column(int index) {
        return columns[index];
    }

    /**
     * A read-only table that the IOC fills when somebody looks.
     *
     * @param name     full name
     * @param type     the columns
     * @param metadata what describes the value
     * @param shown    the PVs whose values it has
     * @param filler   sets it if it is not up to date; called with its monitor held
     */
    public TablePv(String name, PvType.Table type, Metadata metadata, List<Pv> shown, Consumer<TablePv> filler) {
        this(name, type, metadata, null, shown, filler);
    }

    @Override
    public List<Pv> shown() {
        return shown;
    }

    @Override
    public void refresh() {
        filler.accept(this);
    }

    /**
     * Sets the whole table.
     *
     * @param values     one array a column, of its own type, all of the same length, which is that of the table from now on;
     *                   copied
     * @param stamp      nanoseconds since 1970
     * @param evaluation the evaluation that it shows
     * @param state      its alarm
     */
    public synchronized void set(Object[] values, long stamp, int evaluation, Alarm state) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].replace(values[i]);
        }
        post(Change.VALUE, stamp, evaluation, state);
    }

    @Override
    public int show(double[] from, int offset, long stamp, int tag, Alarm state) {
        throw new IllegalStateException(name() + " is no part of a group");
    }

    @Override
    public int elements() {
        return type().elements();
    }

    @Override
    public void read(double[] to, int offset) {
        int at = offset;
        for (Elements column : columns) {
            if (column.type().numeric()) {
                column.read(to, at);
                at += column.length();
            }
        }
    }

    /**
     * Sets columns, all in one update.
     *
     * @param values one array a column, as {@link ArrayPv#put(Object)} takes it; null for one that stays as it is
     * @throws PutRejectedException if any of them may not be set; nothing changed
     */
    public void put(Object[] values) throws PutRejectedException {
        requireWritable();
        if (values.length != columns.length) {
            throw new PutRejectedException(name() + " takes " + columns.length + " columns, not " + values.length);
        }
        synchronized (this) {
            Object[] accepted = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                accepted[i] = values[i] == null ? null : columns[i].accept(values[i], metadata());
            }
            for (int i = 0; i < columns.length; i++) {
                if (accepted[i] != null) {
                    columns[i].store(accepted[i]);
                }
            }
            stored(Change.VALUE, judge());
        }
    }

    @Override
    void described(Metadata newMetadata) {
        alarm.change(newMetadata.alarms());
    }

    @Override
    Alarm judge() {
        Alarm own = writable() ? alarm.unusableInput(columns) : alarm.unusable(columns);
        return own == Alarm.NONE ? alarm.limits(columns) : own;
    }

    @Override
    public void put(double value) throws PutRejectedException {
        one();
    }

    @Override
    public void put(long value) throws PutRejectedException {
        one();
    }

    @Override
    public void put(String value) throws PutRejectedException {
        one();
    }

    private void one() throws PutRejectedException {
        requireWritable();
        throw new PutRejectedException(name() + " is a table and takes columns of "
            + ((PvType.Table) type()).rows() + " rows, not a single value");
    }

    @Override
    public synchronized Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause) {
        int start = offset;
        for (Elements column : columns) {
            if (column.type().numeric()) {
                int at = column.firstMisfit(from, start);
                if (at >= 0) {
                    misfit = misfit == null ? new MisfitAlarm() : misfit;
                    Alarm own = misfit.of(column.name(), at, from[start + at], column.type());
                    post(0, stamp, evaluation, Alarm.worst(cause, own));
                    return own;
                }
                start += column.length();
            }
        }
        start = offset;
        for (Elements column : columns) {
            if (column.type().numeric()) {
                column.store(from, start);
                start += column.length();
            }
        }
        Alarm own = alarm.unusable(columns);
        post(Change.VALUE, stamp, evaluation, cause, own == Alarm.NONE ? alarm.limits(columns) : own);
        return own;
    }
}
