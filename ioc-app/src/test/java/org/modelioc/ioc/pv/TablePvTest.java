package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.type.InitialValue;

class TablePvTest {

    private final TablePv input = TestPvs.table(TestPvs.WRITABLE);

    private static double[] row(TablePv pv) {
        double[] row = new double[pv.elements()];
        pv.read(row, 0);
        return row;
    }

    @Test
    void aModelSeesTheNumbersColumnByColumn() throws Exception {
        input.put(new Object[] {new String[] {"A", "B"}, new double[] {1.5, 2.5}, new boolean[] {true, false},
            new short[] {-1, 3}});

        assertThat(row(input)).containsExactly(1.5, 2.5, 1, 0, 65_535, 3);
        assertThat(input.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void columnsThatAreNotPutStayAndAllAreToldAtOnce() throws Exception {
        input.put(new Object[] {new String[] {"A", "B"}, new double[] {1, 2}, new boolean[2], new short[2]});
        int[] posts = {0};
        input.subscribe((pv, changes) -> posts[0]++);

        input.put(new Object[] {null, new double[] {3, 4}, null, new double[] {5, 6}});

        assertThat(row(input)).containsExactly(3, 4, 0, 0, 5, 6);
        assertThat(input.column(0).array()).isEqualTo(new String[] {"A", "B"});
        assertThat(posts[0]).isEqualTo(1);
    }

    @Test
    void oneBadColumnLeavesAllAsTheyWere() throws Exception {
        input.put(new Object[] {new String[] {"A", "B"}, new double[] {1, 2}, new boolean[2], new short[2]});

        assertThatThrownBy(() -> input.put(new Object[] {null, new double[] {3, 4}, null, new short[3]}))
            .hasMessage("T:TABLE.turns takes 2 elements of type ushort, not 3");
        assertThatThrownBy(() -> input.put(1.0))
            .hasMessage("T:TABLE is a table and takes columns of 2 rows, not a single value");
        assertThat(row(input)).containsExactly(1, 2, 0, 0, 0, 0);
    }

    @Test
    void faultsAreNamedByColumnAndRow() throws Exception {
        TablePv output = TestPvs.table(null);

        assertThat(output.commit(new double[] {1, Double.NaN, 0, 1, 2, 3}, 0, 1, 1, Alarm.NONE).message())
            .isEqualTo("T:TABLE.x[1] is not a finite number");
        assertThat(output.commit(new double[] {1, 2, 0, 1, 2, 70_000}, 0, 1, 1, Alarm.NONE).message())
            .isEqualTo("T:TABLE.turns[1] cannot hold 70000.0: it takes whole numbers from 0 to 65535");
        assertThat(row(output)).as("as before").containsExactly(1, Double.NaN, 0, 1, 2, 3);
    }

    @Test
    void initialValuesStandInTheOrderOfTheColumns() throws Exception {
        DeclaredPv.initialise(input, new InitialValue(List.of(1.0, 2.0, 1.0, 0.0, 7.0, 8.0), List.of("A", "B")));
        assertThat(row(input)).containsExactly(1, 2, 1, 0, 7, 8);
        assertThat(input.column(0).array()).isEqualTo(new String[] {"A", "B"});

        DeclaredPv.initialise(input, InitialValue.of(1));
        assertThat(row(input)).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(input.column(0).array()).isEqualTo(new String[] {"", ""});
    }
}
