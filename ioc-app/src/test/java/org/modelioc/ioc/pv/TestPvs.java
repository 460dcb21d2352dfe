package org.modelioc.ioc.pv;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.PvType.Table.Column;
import org.modelioc.schema.type.ValueType;

/** PVs of every kind for tests, without a configuration. */
public final class TestPvs {

    /** Takes every put; nothing follows. */
    public static final Setpoint WRITABLE = new Setpoint() {
        @Override
        public void stored(Pv pv) {
            if (!Thread.holdsLock(pv)) {
                throw new IllegalStateException("stored without the monitor");
            }
        }

        @Override
        public void process() {
            // nothing hangs on it
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.completedFuture(null);
        }
    };

    /** Columns of every sort. */
    public static final PvType.Table TABLE = new PvType.Table(List.of(new Column("name", "Device", ValueType.STRING),
        new Column("x", "X (mm)", ValueType.DOUBLE), new Column("on", "On", ValueType.BOOLEAN),
        new Column("turns", "Turns", ValueType.USHORT)), 2);

    private TestPvs() {
    }

    /** Metadata with limits of all sorts. */
    public static Metadata limited(double low, double high, double hihi) {
        return new Metadata("a test", "A", 2, DisplayForm.DEFAULT, new Range(low, high), new Range(low, high), 0,
            new AlarmLimits(Double.NaN, Double.NaN, Double.NaN, hihi, AlarmSeverity.MAJOR, AlarmSeverity.MINOR,
                AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 1));
    }

    /** Metadata without any. */
    public static Metadata free() {
        return Metadata.builtIn("a test", "A");
    }

    /** A scalar named after its type. */
    public static Pv scalar(ValueType type, Setpoint setpoint) {
        PvType.Scalar scalar = new PvType.Scalar(type);
        return switch (type) {
            case DOUBLE, FLOAT -> new DoublePv("T:" + type, scalar, free(), setpoint);
            case STRING -> new StringPv("T:" + type, free(), setpoint);
            default -> new LongPv("T:" + type, scalar, free(), setpoint);
        };
    }

    /** An array named after its type. */
    public static ArrayPv array(ValueType type, int length, Setpoint setpoint) {
        return new ArrayPv("T:" + type + "S", new PvType.Array(type, length), free(), setpoint);
    }

    /** An enum of three choices, of which the last is an alarm. */
    public static EnumPv mode(Setpoint setpoint) {
        return new EnumPv("T:MODE", new PvType.Enumeration(List.of("OFF", "ON", "FAULT")), free(),
            List.of(ChoiceAlarm.NONE, ChoiceAlarm.NONE, new ChoiceAlarm(AlarmSeverity.MAJOR, "")), setpoint);
    }

    /** A table of {@link #TABLE}. */
    public static TablePv table(Setpoint setpoint) {
        return new TablePv("T:TABLE", TABLE, free(), setpoint);
    }
}
