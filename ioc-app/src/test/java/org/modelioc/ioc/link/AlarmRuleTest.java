package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.link.SeverityRule;

class AlarmRuleTest {

    private static final Alarm MAJOR = new Alarm(AlarmSeverity.MAJOR, Condition.HIHI, "coil too hot");
    private static final Alarm INVALID = new Alarm(AlarmSeverity.INVALID, Condition.COMM, "no answer");

    private static Alarm link(AlarmSeverity severity) {
        return new Alarm(severity, Condition.LINK, "LINK");
    }

    @Test
    void nmsTakesNothing() {
        assertThat(AlarmRule.take(SeverityRule.NMS, INVALID)).isEqualTo(Alarm.NONE);
    }

    @Test
    void msTakesTheSeverity() {
        assertThat(AlarmRule.take(SeverityRule.MS, MAJOR)).isEqualTo(link(AlarmSeverity.MAJOR));
        assertThat(AlarmRule.take(SeverityRule.MS, INVALID)).isEqualTo(link(AlarmSeverity.INVALID));
        assertThat(AlarmRule.take(SeverityRule.MS, Alarm.NONE)).isEqualTo(Alarm.NONE);
    }

    @Test
    void msiTakesWhatIsInvalid() {
        assertThat(AlarmRule.take(SeverityRule.MSI, MAJOR)).isEqualTo(Alarm.NONE);
        assertThat(AlarmRule.take(SeverityRule.MSI, INVALID)).isEqualTo(link(AlarmSeverity.INVALID));
    }

    @Test
    void mssTakesEverything() {
        assertThat(AlarmRule.take(SeverityRule.MSS, MAJOR)).isSameAs(MAJOR);
        assertThat(AlarmRule.take(SeverityRule.MSS, Alarm.NONE)).isEqualTo(Alarm.NONE);
    }
}
