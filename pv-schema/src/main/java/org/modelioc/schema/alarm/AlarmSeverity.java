package org.modelioc.schema.alarm;

/** Severity of an alarm, worst last; the ordinal is the number in {@code alarm_t.severity} and in Channel Access. */
public enum AlarmSeverity {
    NO_ALARM, MINOR, MAJOR, INVALID
}
