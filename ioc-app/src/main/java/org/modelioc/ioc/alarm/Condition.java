package org.modelioc.ioc.alarm;

/**
 * What is wrong, in the terms of EPICS records: the choices of {@code menuAlarmStat}, in their order.
 *
 * <p>A PV keeps the condition, never a protocol's number, because the numbers differ: Channel Access carries the
 * ordinal, the Normative Types a coarser number, by the mapping that QSRV 2 uses (pvxs, {@code ioc/iocsource.cpp}).
 */
public enum Condition {
    NO_ALARM(0), READ(1), WRITE(1), HIHI(1), HIGH(1), LOLO(1), LOW(1), STATE(1), COS(1), COMM(2), TIMEOUT(2), HWLIMIT(1),
    CALC(3), SCAN(3), LINK(3), SOFT(3), BAD_SUB(3), UDF(2), DISABLE(4), SIMM(4), READ_ACCESS(4), WRITE_ACCESS(4);

    private final int normativeType;

    Condition(int normativeType) {
        this.normativeType = normativeType;
    }

    /**
     * Number for {@code alarm_t.status} of the Normative Types.
     *
     * @return 0 NONE, 1 DEVICE, 2 DRIVER, 3 RECORD, 4 DB
     */
    public int normativeType() {
        return normativeType;
    }

    /**
     * Number for the status of a Channel Access reply.
     *
     * @return a value of {@code menuAlarmStat}
     */
    public int channelAccess() {
        return ordinal();
    }
}
