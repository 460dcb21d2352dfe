package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.type.PvType;

class EnumPvTest {

    private static final String TAKES = ": it takes OFF, ON, FAULT, or their index from 0 to 2";

    private final EnumPv input = TestPvs.mode(TestPvs.WRITABLE);
    private final EnumPv output = TestPvs.mode(null);

    @Test
    void takesAChoiceOrItsIndex() throws Exception {
        input.put("ON");
        assertThat(input.index()).isEqualTo(1);
        input.put("0");
        assertThat(input.index()).isZero();
        input.put(2L);
        assertThat(input.index()).isEqualTo(2);
        input.put(1.0);
        assertThat(input.index()).isEqualTo(1);
        double[] row = new double[3];
        input.read(row, 1);
        assertThat(row).containsExactly(0, 1, 0);
    }

    @Test
    void refusesEverythingElse() throws Exception {
        input.put("ON");

        assertThatThrownBy(() -> input.put("STANDBY")).hasMessage("T:MODE cannot be set to 'STANDBY'" + TAKES);
        assertThatThrownBy(() -> input.put("3")).hasMessage("T:MODE cannot be set to 3" + TAKES);
        assertThatThrownBy(() -> input.put(-1L)).hasMessage("T:MODE cannot be set to -1" + TAKES);
        assertThatThrownBy(() -> input.put(0.5)).hasMessage("T:MODE cannot be set to 0.5" + TAKES);
        assertThatThrownBy(() -> output.put("ON")).hasMessage("T:MODE is read-only: it is written by the IOC itself");
        assertThat(input.index()).isEqualTo(1);
    }

    @Test
    void eachChoiceHasASeverity() throws Exception {
        input.put("FAULT");
        assertThat(input.alarm()).isEqualTo(new Alarm(AlarmSeverity.MAJOR, Condition.STATE, "STATE: FAULT"));

        input.put("ON");
        assertThat(input.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void aChoiceMaySayWhatToDo() throws Exception {
        EnumPv pv = new EnumPv("T:MODE", new PvType.Enumeration(List.of("OFF", "ON")), TestPvs.free(),
            List.of(new ChoiceAlarm(AlarmSeverity.MINOR, "switch it on")), TestPvs.WRITABLE);
        pv.put("OFF");
        assertThat(pv.alarm()).isEqualTo(new Alarm(AlarmSeverity.MINOR, Condition.STATE, "STATE: OFF: switch it on"));
    }

    @Test
    void aModelGivesTheIndexAndNothingBetween() {
        assertThat(output.commit(new double[] {2}, 0, 1, 1, Alarm.NONE)).isSameAs(Alarm.NONE);
        assertThat(output.index()).isEqualTo(2);
        assertThat(output.alarm().condition()).isEqualTo(Condition.STATE);

        for (double bad : new double[] {3, -1, 1.5, Double.NaN}) {
            Alarm fault = output.commit(new double[] {bad}, 0, 1, 1, Alarm.NONE);
            assertThat(fault.message()).isEqualTo("T:MODE cannot hold " + bad + TAKES);
            assertThat(output.alarm()).isSameAs(fault);
            assertThat(output.index()).isEqualTo(2);
        }
    }
}
