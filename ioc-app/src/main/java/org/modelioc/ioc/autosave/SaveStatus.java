package org.modelioc.ioc.autosave;

import java.util.Arrays;
import java.util.List;
import org.modelioc.schema.alarm.AlarmSeverity;

/** How saving or restoring went: the choices of autosave's status records, in their order, with their severities. */
enum SaveStatus {
    NO_STATUS("No Status", AlarmSeverity.NO_ALARM),
    FAILURE("Failure", AlarmSeverity.MAJOR),
    WARNING("Warning", AlarmSeverity.MINOR),
    SEQUENCE_FAILURE("Seq Fail", AlarmSeverity.MAJOR),
    OK("Ok", AlarmSeverity.NO_ALARM);

    private final String choice;
    private final AlarmSeverity severity;

    SaveStatus(String choice, AlarmSeverity severity) {
        this.choice = choice;
        this.severity = severity;
    }

    AlarmSeverity severity() {
        return severity;
    }

    static List<String> choices() {
        return Arrays.stream(values()).map(status -> status.choice).toList();
    }
}
