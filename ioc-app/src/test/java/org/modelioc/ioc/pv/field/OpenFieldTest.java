package org.modelioc.ioc.pv.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.ValueType;

/** Fields follow their PV and change it. */
class OpenFieldTest {

    private final PvDatabase database = new PvDatabase();
    private final DoublePv output = database.add(new DoublePv("T:OUT", TestPvs.limited(-10, 10, 8), null));
    private final PvFields fields = new PvFields(database, pv -> "OPS");

    private OpenField open(String name) {
        return fields.open(fields.find(name).orElseThrow());
    }

    private double number(String name) {
        try (OpenField field = open(name)) {
            return ((DoublePv) field.pv()).value();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "VAL", mode = EnumSource.Mode.EXCLUDE)
    void everyFieldOpensOnEveryPvThatHasIt(RecordField field) {
        List<Pv> pvs = new ArrayList<>(List.of(TestPvs.mode(null), TestPvs.table(TestPvs.WRITABLE)));
        for (ValueType type : ValueType.values()) {
            pvs.add(TestPvs.scalar(type, TestPvs.WRITABLE));
            pvs.add(TestPvs.array(type, 2, null));
        }
        assertThat(pvs).anyMatch(field::belongsTo);
        for (Pv pv : pvs) {
            if (field.belongsTo(pv)) {
                try (OpenField open = OpenField.of(pv, field)) {
                    assertThat(open.pv().name()).isEqualTo(pv.name() + "." + field);
                    assertThat(open.pv().alarm()).isSameAs(Alarm.NONE);
                    assertThat(open.pv().stamp()).isEqualTo(pv.stamp());
                }
            }
        }
    }

    @Test
    void namesWithoutFieldAreNone() {
        assertThat(List.of("T:OUT", "T:OUT.", "T:OUT.hihi", "T:OUT.HIHI.HIHI", "T:GONE.HIHI", ".HIHI", "T:OUT.DRVH",
                "T:OUT.NELM"))
            .allMatch(name -> fields.find(name).isEmpty());
        assertThat(fields.find("T:OUT.VAL")).isPresent();
    }

    @Test
    void aFieldThatIsClosedFollowsNoMore() {
        OpenField severity = open("T:OUT.SEVR");
        List<Integer> seen = new ArrayList<>();
        severity.pv().subscribe((pv, changes) -> seen.add(((EnumPv) pv).index()));

        output.commit(9, 5_000_000_001L, 1, Alarm.NONE);
        output.commit(9.5, 6_000_000_000L, 2, Alarm.NONE);
        assertThat(severity.pv().stamp()).as("the time when it became so").isEqualTo(5_000_000_001L);
        severity.close();
        output.commit(0, 7_000_000_000L, 3, Alarm.NONE);

        assertThat(seen).containsExactly(2);
    }

    @Test
    void aPutIsToldOnceHoweverManyFieldsAreOpen() throws Exception {
        try (OpenField one = open("T:OUT.HIHI"); OpenField two = open("T:OUT.HIHI"); OpenField other = open("T:OUT.HIGH")) {
            List<String> seen = new ArrayList<>();
            Pv.Subscriber subscriber = (pv, changes) -> seen.add(pv.name() + "=" + ((DoublePv) pv).value());
            one.pv().subscribe(subscriber);
            two.pv().subscribe(subscriber);
            other.pv().subscribe(subscriber);
            output.subscribe((pv, changes) -> seen.add("metadata " + (changes == Change.LIMITS)));

            one.pv().put(7.0);
            one.pv().put(7.0);

            assertThat(seen).containsExactlyInAnyOrder("metadata true", "T:OUT.HIHI=7.0", "T:OUT.HIHI=7.0", "T:OUT.HIHI=7.0");
        }
    }

    @Test
    void whatIsPutCanBeReadByTheNext() throws Exception {
        for (String field : List.of("HIHI", "HIGH", "LOW", "LOLO", "HOPR", "LOPR", "HYST", "MDEL", "ADEL")) {
            try (OpenField open = open("T:OUT." + field)) {
                open.pv().put("3.5");
            }
            assertThat(number("T:OUT." + field)).as(field).isEqualTo(3.5);
        }
        try (OpenField severity = open("T:OUT.LSV"); OpenField units = open("T:OUT.EGU")) {
            severity.pv().put("INVALID");
            units.pv().put("kA");
            assertThat(((StringPv) units.pv()).value()).isEqualTo("kA");
        }
        assertThat(output.metadata().alarms().lowSeverity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(output.metadata().units()).isEqualTo("kA");
    }

    @Test
    void aLimitIsTakenAwayByNan() throws Exception {
        output.commit(9, 1, 1, Alarm.NONE);
        assertThat(output.alarm().condition()).isEqualTo(Condition.HIHI);
        try (OpenField open = open("T:OUT.HIHI")) {
            open.pv().put(Double.NaN);
            assertThat(open.pv().alarm()).isSameAs(Alarm.NONE);
        }
        assertThat(output.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void anAlarmFromOutsideStaysWhateverTheLimits() throws Exception {
        Alarm cause = new Alarm(AlarmSeverity.MAJOR, Condition.LINK, "INPUT X STALE");
        output.commit(9, 1, 1, cause);
        try (OpenField open = open("T:OUT.HIHI"); OpenField severity = open("T:OUT.HHSV")) {
            open.pv().put(9.5);
            assertThat(output.alarm()).isSameAs(cause);
            open.pv().put(8.5);
            severity.pv().put("INVALID");
            assertThat(output.alarm().condition()).isEqualTo(Condition.HIHI);
            output.invalidate(2, 2, new Alarm(AlarmSeverity.INVALID, Condition.CALC, "MODEL FAILED"));
            open.pv().put(20.0);
            assertThat(output.alarm().message()).isEqualTo("MODEL FAILED");
        }
    }

    @Test
    void aPutToProcProcessesThePv() throws Exception {
        List<String> asked = new ArrayList<>();
        Setpoint setpoint = new Setpoint() {
            @Override
            public void stored(Pv pv) {
                asked.add("stored");
            }

            @Override
            public void process() {
                asked.add("process");
            }

            @Override
            public CompletableFuture<Void> processAndWait() {
                asked.add("wait");
                return new CompletableFuture<>();
            }
        };
        database.add(new DoublePv("T:IN", Metadata.builtIn("", ""), setpoint));
        try (OpenField proc = open("T:IN.PROC"); OpenField high = open("T:IN.HIGH"); OpenField other = open("T:OUT.PROC")) {
            proc.pv().put(1L);
            proc.pv().setpoint().process();
            assertThat(proc.pv().setpoint().processAndWait()).isNotDone();
            high.pv().put(1.0);
            high.pv().setpoint().process();
            assertThat(high.pv().setpoint().processAndWait()).isDone();

            assertThat(((LongPv) proc.pv()).value()).isEqualTo(1);
            assertThatThrownBy(() -> other.pv().put(1L)).isInstanceOf(PutRejectedException.class)
                .hasMessageContaining("T:OUT cannot be processed");
        }
        assertThat(asked).containsExactly("process", "wait");
    }
}
