package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAEnum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Phoebus' client sees alarms come and go, changes limits, and uses fields of PVs as channels. */
class FieldsForForeignClientTest {

    private static final int SECONDS = 30;
    private static final AlarmLimits LIMITS = new AlarmLimits(-10, -5, 5, 10, AlarmSeverity.MAJOR, AlarmSeverity.MINOR,
        AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 1, new AlarmLimits.Messages("", "", "", "turn SOL1 down"));
    private static final Metadata METADATA = Metadata.builtIn("Solenoid 1", "A").withAlarms(LIMITS).withPrecision(2)
        .withControl(new Range(-20, 20));

    private final DoublePv in = new DoublePv("T:IN", METADATA, TestPvs.WRITABLE);
    private final DoublePv out = new DoublePv("T:OUT", METADATA, null);
    private PvServer server;
    private PVAClient client;

    private void serve(Pv... pvs) throws Exception {
        server = new PvServer(pvs);
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + server.tcpPort();
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 1 << 16;
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    private PVAChannel connect(String name) throws Exception {
        PVAChannel channel = client.getChannel(name);
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private PVAStructure get(String name) throws Exception {
        try (PVAChannel channel = connect(name)) {
            return channel.read("").get(SECONDS, TimeUnit.SECONDS);
        }
    }

    private void put(String name, Object value) throws Exception {
        try (PVAChannel channel = connect(name)) {
            channel.write(true, "field(value)", value).get(SECONDS, TimeUnit.SECONDS);
        }
    }

    private String refused(String name, Object value) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> put(name, value)).isInstanceOf(ExecutionException.class).satisfies(e -> thrown[0] = e);
        return thrown[0].getMessage();
    }

    private static Object value(PVAStructure data) {
        PVAData value = data.get("value");
        return switch (value) {
            case PVANumber number -> number.getNumber().doubleValue();
            case PVAString text -> text.get();
            default -> PVAEnum.fromStructure((PVAStructure) value).enumString();
        };
    }

    private static String alarm(PVAStructure data) {
        try {
            return ((PVANumber) data.locate("alarm.severity")).getNumber() + " "
                + ((PVAString) data.locate("alarm.message")).get();
        } catch (Exception e) {
            throw new AssertionError(data.toString(), e);
        }
    }

    private static double number(PVAStructure data, String path) {
        try {
            return ((PVANumber) data.locate(path)).getNumber().doubleValue();
        } catch (Exception e) {
            throw new AssertionError(data.toString(), e);
        }
    }

    /** What a client sees of an update. */
    private interface View {
        Object of(PVAStructure data);
    }

    private List<Object> follow(String name, View view) throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        connect(name).subscribe("", (from, changes, overruns, data) -> seen.add(view.of(data)));
        await("first update of " + name, () -> !seen.isEmpty());
        return seen;
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen: " + what);
            }
            Thread.sleep(2);
        }
    }

    @Test
    void alarmsComeWithTheirValueAndGo() throws Exception {
        serve(in);
        assertThat(alarm(get("T:IN"))).isEqualTo("3 UDF: no value yet");
        List<Object> seen = follow("T:IN", data -> value(data) + " " + alarm(data));
        String last = "";
        // onset at the limit itself, healing only beyond the hysteresis, from the outer limit by way of the inner one
        for (String expected : List.of("4.999 0 ", "5.0 1 HIGH", "4.0 1 HIGH", "3.999 0 ", "10.0 2 HIHI: turn SOL1 down",
                "9.0 2 HIHI: turn SOL1 down", "8.999 1 HIGH", "0.0 0 ", "-5.0 1 LOW", "-10.0 2 LOLO", "-3.9 0 ")) {
            put("T:IN", Double.parseDouble(expected.substring(0, expected.indexOf(' '))));
            last = expected;
            String now = last;
            await(now, () -> seen.getLast().equals(now));
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(12);
        assertThat(last).isEqualTo(seen.getLast());
    }

    @Test
    void nothingThatIsNoNumberLooksGood() throws Exception {
        serve(out);
        List<Object> seen = follow("T:OUT", data -> alarm(data));
        for (double value : new double[] {1, Double.NaN, 1, Double.POSITIVE_INFINITY, 1}) {
            out.commit(value, 1, 1, Alarm.NONE);
            String expected = value == 1 ? "0 " : "3 UDF: not a finite number";
            await(expected, () -> seen.getLast().equals(expected));
        }
        assertThat(value(get("T:OUT.UDF"))).isEqualTo(0.0);
    }

    @Test
    void aLimitThatIsPutIsTheLimitOfEverySubscriberAtOnce() throws Exception {
        serve(out);
        out.commit(7, 1, 1, Alarm.NONE);
        List<Object> seen = follow("T:OUT", data -> number(data, "valueAlarm.highAlarmLimit") + " " + alarm(data));
        List<Object> severity = follow("T:OUT.SEVR", FieldsForForeignClientTest::value);
        List<Object> limit = follow("T:OUT.HIHI", FieldsForForeignClientTest::value);
        assertThat(seen).containsExactly("10.0 1 HIGH");

        put("T:OUT.HIHI", 6.5);
        await("new limit and new alarm in one update", () -> seen.size() == 2);
        put("T:OUT.HHSV", 3);
        put("T:OUT.HIHI", 8.0);

        await("the last", () -> seen.size() == 4 && severity.size() == 4 && limit.size() == 3);
        assertThat(seen).containsExactly("10.0 1 HIGH", "6.5 2 HIHI: turn SOL1 down", "6.5 3 HIHI: turn SOL1 down", "8.0 1 HIGH");
        assertThat(severity).containsExactly("MINOR", "MAJOR", "INVALID", "MINOR");
        assertThat(limit).containsExactly(10.0, 6.5, 8.0);
        assertThat(out.userTag()).as("still the value of its evaluation").isEqualTo(1);
    }

    @Test
    void putsAreBoundedByTheLimitsOfNow() throws Exception {
        serve(in);
        assertThat(refused("T:IN", 21.0)).contains("T:IN cannot be set to 21.0 A: it takes -20.0 A to 20.0 A");
        put("T:IN.DRVH", 30.0);
        put("T:IN", 21.0);
        put("T:IN.DRVL", 40.0);
        assertThat(refused("T:IN", 35.0)).contains("it takes nothing while DRVL is 40.0 A and DRVH is 30.0 A");
        put("T:IN.DRVH", Double.NaN);
        put("T:IN", 1e9);
        assertThat(refused("T:IN", 39.0)).contains("it takes 40.0 A and more");
        assertThat(number(get("T:IN"), "control.limitLow")).isEqualTo(40);
    }

    @Test
    void fieldsAreAsEpicsHasThem() throws Exception {
        LongPv whole = new LongPv("T:N", new PvType.Scalar(ValueType.INT), TestPvs.free(), null);
        EnumPv mode = TestPvs.mode(TestPvs.WRITABLE);
        serve(in, out, whole, mode, TestPvs.array(ValueType.SHORT, 3, null));
        in.put(10.0);
        mode.put(2L);

        assertThat(value(get("T:IN.RTYP"))).isEqualTo("ao");
        assertThat(value(get("T:OUT.RTYP"))).isEqualTo("ai");
        assertThat(value(get("T:N.RTYP"))).isEqualTo("longin");
        assertThat(value(get("T:MODE.RTYP"))).isEqualTo("mbbo");
        assertThat(value(get("T:SHORTS.RTYP"))).isEqualTo("waveform");
        assertThat(value(get("T:SHORTS.NELM"))).isEqualTo(3.0);
        assertThat(value(get("T:SHORTS.FTVL"))).isEqualTo("SHORT");
        assertThat(value(get("T:IN.NAME"))).isEqualTo("T:IN");
        assertThat(value(get("T:IN.VAL"))).isEqualTo(10.0);
        assertThat(value(get("T:IN.EGU"))).isEqualTo("A");
        assertThat(value(get("T:IN.DESC"))).isEqualTo("Solenoid 1");
        assertThat(value(get("T:IN.PREC"))).isEqualTo(2.0);
        assertThat(value(get("T:IN.DRVL"))).isEqualTo(-20.0);
        assertThat(value(get("T:IN.LOPR"))).isEqualTo(Double.NaN);
        assertThat(value(get("T:IN.STAT"))).isEqualTo("HIHI");
        assertThat(value(get("T:IN.AMSG"))).isEqualTo("HIHI: turn SOL1 down");
        assertThat(value(get("T:MODE.STAT"))).isEqualTo("STATE");
        assertThat(value(get("T:IN.ASG"))).isEqualTo("DEFAULT");
        assertThat((String) value(get("T:IN.TIME"))).matches("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        assertThat(alarm(get("T:IN.HIHI"))).isEqualTo("0 ");
        assertThat(((PVAString) get("T:IN.HIHI").locate("display.units")).get()).isEqualTo("A");
    }

    @Test
    void whatIsNoFieldIsNoChannel() throws Exception {
        serve(in, out);
        try (PVAChannel missing = client.getChannel("T:IN.HOHO"); PVAChannel read = client.getChannel("T:OUT.DRVH");
                PVAChannel there = connect("T:IN.HIHI")) {
            assertThat(there.isConnected()).isTrue();
            assertThat(missing.isConnected() || read.isConnected()).isFalse();
        }
    }

    @Test
    void whatCannotBePutIsRefusedInWords() throws Exception {
        serve(in, out, new LongPv("T:N", new PvType.Scalar(ValueType.UBYTE), TestPvs.free(), null));

        assertThat(refused("T:OUT", 1.0)).contains("T:OUT is read-only: it is written by the IOC itself");
        assertThat(refused("T:OUT.SEVR", 0)).contains("T:OUT.SEVR is read-only");
        assertThat(refused("T:IN.HHSV", 4)).contains("T:IN.HHSV cannot be set to 4: it takes NO_ALARM, MINOR, MAJOR, INVALID");
        assertThat(refused("T:IN.HYST", -1.0)).contains("T:IN.HYST cannot be set to -1.0 A: it takes 0.0 A and more");
        assertThat(refused("T:IN.PREC", 16)).contains("T:IN.PREC cannot be set to 16: it takes 0 to 15");
        assertThat(refused("T:IN.DESC", "two\nlines")).contains("T:IN.DESC takes one line of at most 1000 characters");
        assertThat(refused("T:N.HIHI", 2.5)).contains("a limit of T:N cannot be 2.5: it takes whole numbers, since the PV is of"
            + " type ubyte, or NaN for none");
        assertThat(refused("T:OUT.PROC", 1)).contains("T:OUT cannot be processed: it is written by the IOC itself");
        assertThat(in.metadata()).isEqualTo(METADATA);
    }
}
