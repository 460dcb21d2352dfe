package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** What PVs cost in memory. */
class CostTest {

    private static final int RUNS = 20_000;
    private static final int MANY = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static double bytesPerRun(Runnable step) {
        for (int i = 0; i < RUNS; i++) {
            step.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            step.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) RUNS;
    }

    @Test
    void fiftyThousandScalarsTakeLessThanThreeKilobytesEach() {
        PvDatabase database = new PvDatabase();
        List<PvDefinition> definitions = new ArrayList<>(MANY);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            PvDefinition definition = new PvDefinition("SOL" + i + ":DI:SP", null, PvType.DOUBLE, "current of solenoid " + i,
                "A", 3, DisplayForm.DEFAULT, InitialValue.of(i), new Range(-i, 1 + i), new Range(-i, 1 + i), 0.1,
                new AlarmLimits(-2.0 * i, -i, i, 2.0 * i, null, null, null, null, 0), List.of(), Optional.empty(),
                "DEFAULT", SavedFields.DEFAULT, Deadbands.NONE,
                OutOfLimits.REJECT, "");
            definitions.add(definition);
            database.add(DeclaredPv.of("LEBT:", definition, TestPvs.WRITABLE));
        }
        double each = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) MANY;

        assertThat(definitions).hasSize(database.all().size());
        assertThat(each).as("bytes a PV, garbage of its making included").isBetween(100.0, 3_000.0);
    }

    @ParameterizedTest
    @EnumSource(names = "STRING", mode = EnumSource.Mode.EXCLUDE)
    void commitsAllocateNothing(ValueType type) {
        ModelValue scalar = (ModelValue) TestPvs.scalar(type, null);
        ArrayPv array = TestPvs.array(type, 500, null);
        double[] row = new double[500];
        int[] posts = {0};
        ((Pv) scalar).subscribe((pv, changes) -> posts[0]++);
        array.subscribe((pv, changes) -> posts[0]++);

        assertThat(bytesPerRun(() -> {
            row[0] = 1 - row[0];
            scalar.commit(row, 0, posts[0], posts[0], Alarm.NONE);
            array.commit(row, 0, posts[0], posts[0], Alarm.NONE);
        })).isLessThan(1);
        assertThat(posts[0]).isEqualTo(4 * RUNS);
    }

    @Test
    void enumsAndTablesAllocateNothingEither() {
        EnumPv mode = TestPvs.mode(null);
        TablePv table = TestPvs.table(null);
        double[] row = new double[6];

        assertThat(bytesPerRun(() -> {
            row[2] = 1 - row[2];
            mode.commit(row, 2, 1, 1, Alarm.NONE);
            table.commit(row, 0, 1, 1, Alarm.NONE);
        })).isLessThan(1);
    }

    @Test
    void aLastingFaultAllocatesNothing() {
        ArrayPv output = TestPvs.array(ValueType.INT, 3, null);
        ArrayPv other = TestPvs.array(ValueType.DOUBLE, 3, null);
        double[] row = {0, 1, Double.NaN};

        assertThat(bytesPerRun(() -> {
            output.commit(row, 0, 1, 1, Alarm.NONE);
            other.commit(row, 0, 1, 1, Alarm.NONE);
        })).isLessThan(1);
    }
}
