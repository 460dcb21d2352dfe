package org.modelioc.ioc.alarm;

import java.util.HashMap;
import java.util.Map;

/**
 * What is wrong, in the terms of EPICS records: the choices of {@code menuAlarmStat}, in their order.
 *
 * <p>A PV keeps the condition, never a protocol's number, because the numbers differ: Channel Access carries the
 * ordinal, the Normative Types a coarser number, by the mapping that QSRV 2 uses (pvxs, {@code ioc/iocsource.cpp}).
 */
public enum Condition {
    NO_ALARM(0), READ(1), WRITE(1), HIHI(1), HIGH(1), LOLO(1), LOW(1), STATE(1), COS(1), COMM(2), TIMEOUT(2), HWLIMIT(1),
    CALC(3), SCAN(3), LINK(3), SOFT(3), BAD_SUB(3), UDF(2), DISABLE(4), SIMM(4), READ_ACCESS(4), WRITE_ACCESS(4);

    private static final Map<String, Condition> BY_NAME = byName();
    /** What stands for a number of the Normative Types, each with that number itself. */
    private static final Condition[] BY_NORMATIVE_TYPE = {NO_ALARM, READ, COMM, SOFT, DISABLE, SOFT, UDF, LINK};
    private static final Condition[] BY_CHANNEL_ACCESS = values();

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

    /**
     * The condition that a text names, as servers put it into {@code alarm_t.message}.
     *
     * @param text for example {@code "HIHI"}, {@code "HIHI_ALARM"} as some write it, or {@code "HIHI: too hot"} as we do
     * @return the condition, or null if the text is something else
     */
    public static Condition named(String text) {
        int end = text.indexOf(": ");
        return BY_NAME.get(end < 0 ? text : text.substring(0, end));
    }

    /**
     * A condition for {@code alarm_t.status} of the Normative Types, which says less: one that this number stands for.
     *
     * @param status 0 NONE, 1 DEVICE, 2 DRIVER, 3 RECORD, 4 DB, 5 CONF, 6 UNDEFINED, 7 CLIENT
     * @return NO_ALARM, READ, COMM, SOFT, DISABLE, SOFT, UDF or LINK; SOFT for any other number
     */
    public static Condition ofNormativeType(long status) {
        return status >= 0 && status < BY_NORMATIVE_TYPE.length ? BY_NORMATIVE_TYPE[(int) status] : SOFT;
    }

    /**
     * The condition for the status of a Channel Access reply.
     *
     * @param status a value of {@code menuAlarmStat}
     * @return the condition; SOFT for a number that does not exist
     */
    public static Condition ofChannelAccess(int status) {
        return status >= 0 && status < BY_CHANNEL_ACCESS.length ? BY_CHANNEL_ACCESS[status] : SOFT;
    }

    private static Map<String, Condition> byName() {
        Map<String, Condition> map = new HashMap<>();
        for (Condition condition : values()) {
            map.put(condition.name(), condition);
            map.put(condition.name() + "_ALARM", condition);
        }
        return Map.copyOf(map);
    }
}
