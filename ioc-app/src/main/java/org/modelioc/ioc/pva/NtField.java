package org.modelioc.ioc.pva;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.epics.pvdata.pv.PVBoolean;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStringArray;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.AlarmSeverity;
import org.modelioc.schema.DisplayForm;
import org.modelioc.schema.Range;

/**
 * The leaf fields of an NTScalar: where each one comes from in a PV, and which change touches it.
 *
 * <p>Source: EPICS 7 Normative Types; {@code control_t.minStep} and {@code valueAlarm_t} as in NTScalar:1.0.
 */
enum NtField {
    VALUE("value", Change.VALUE) {
        @Override
        void encode(Pv pv, PVField to) {
            switch (pv) {
                case DoublePv number -> ((PVDouble) to).put(number.value());
                case LongPv number -> ((PVLong) to).put(number.value());
                case StringPv text -> ((PVString) to).put(text.value());
            }
        }
    },
    ALARM_SEVERITY("alarm.severity", Change.SEVERITY) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.alarm().severity().ordinal());
        }
    },
    ALARM_STATUS("alarm.status", Change.CONDITION) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.alarm().condition().normativeType());
        }
    },
    ALARM_MESSAGE("alarm.message", Change.MESSAGE) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVString) to).put(pv.alarm().message());
        }
    },
    SECONDS("timeStamp.secondsPastEpoch", Change.TIME) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVLong) to).put(pv.secondsPastEpoch());
        }
    },
    NANOSECONDS("timeStamp.nanoseconds", Change.TIME) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.nanoseconds());
        }
    },
    USER_TAG("timeStamp.userTag", Change.TAG) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.userTag());
        }
    },
    DISPLAY_LOW("display.limitLow", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            limit(to, pv.metadata().display(), Range::low);
        }
    },
    DISPLAY_HIGH("display.limitHigh", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            limit(to, pv.metadata().display(), Range::high);
        }
    },
    DESCRIPTION("display.description", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVString) to).put(pv.metadata().description());
        }
    },
    UNITS("display.units", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVString) to).put(pv.metadata().units());
        }
    },
    PRECISION("display.precision", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.metadata().precision());
        }
    },
    FORM_INDEX("display.form.index", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVInt) to).put(pv.metadata().form().ordinal());
        }
    },
    FORM_CHOICES("display.form.choices", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            // shared: nobody writes into the array of choices
            ((PVStringArray) to).shareData(FORMS);
        }
    },
    CONTROL_LOW("control.limitLow", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            limit(to, pv.metadata().control(), Range::low);
        }
    },
    CONTROL_HIGH("control.limitHigh", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            limit(to, pv.metadata().control(), Range::high);
        }
    },
    MINIMUM_STEP("control.minStep", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().minimumStep());
        }
    },
    ALARM_ACTIVE("valueAlarm.active", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVBoolean) to).put(pv.metadata().alarms().declared());
        }
    },
    LOLO("valueAlarm.lowAlarmLimit", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().alarms().lolo());
        }
    },
    LOW("valueAlarm.lowWarningLimit", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().alarms().low());
        }
    },
    HIGH("valueAlarm.highWarningLimit", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().alarms().high());
        }
    },
    HIHI("valueAlarm.highAlarmLimit", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().alarms().hihi());
        }
    },
    LOLO_SEVERITY("valueAlarm.lowAlarmSeverity", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            severity(to, pv.metadata().alarms().lolo(), pv.metadata().alarms().loloSeverity());
        }
    },
    LOW_SEVERITY("valueAlarm.lowWarningSeverity", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            severity(to, pv.metadata().alarms().low(), pv.metadata().alarms().lowSeverity());
        }
    },
    HIGH_SEVERITY("valueAlarm.highWarningSeverity", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            severity(to, pv.metadata().alarms().high(), pv.metadata().alarms().highSeverity());
        }
    },
    HIHI_SEVERITY("valueAlarm.highAlarmSeverity", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            severity(to, pv.metadata().alarms().hihi(), pv.metadata().alarms().hihiSeverity());
        }
    },
    HYSTERESIS("valueAlarm.hysteresis", Change.METADATA) {
        @Override
        void encode(Pv pv, PVField to) {
            ((PVDouble) to).put(pv.metadata().alarms().hysteresis());
        }
    };

    private static final String[] FORMS =
        Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toArray(String[]::new);

    private final String path;
    private final int change;

    NtField(String path, int change) {
        this.path = path;
        this.change = change;
    }

    /** Copies this field of a PV into a field of a structure. The PV's monitor is held; allocates nothing. */
    abstract void encode(Pv pv, PVField to);

    /** The full name below the structure, for example {@code alarm.severity}. */
    String path() {
        return path;
    }

    /** Whether a set of changes touches this field. */
    boolean touchedBy(int changes) {
        return (change & changes) != 0;
    }

    // No range declared is 0 to 0 on the wire, which clients read as "no limits".
    private static void limit(PVField to, Range range, ToDoubleFunction<Range> end) {
        ((PVDouble) to).put(range.declared() ? end.applyAsDouble(range) : 0);
    }

    // A limit that is not declared is NaN and raises nothing.
    private static void severity(PVField to, double limit, AlarmSeverity severity) {
        ((PVInt) to).put(Double.isNaN(limit) ? 0 : severity.ordinal());
    }
}
