package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVABoolArray;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVAStructureArray;
import org.epics.pva.data.PVAUnion;
import org.epics.pva.data.PVAny;
import org.epics.pva.data.nt.PVAEnum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.ioc.pv.TestPvs;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Phoebus' client gets, puts and monitors every kind of PV. */
class KindsForForeignClientTest {

    private static final int SECONDS = 20;

    private PvServer server;
    private PVAClient client;

    private void serve(Pv... pvs) throws Exception {
        server = new PvServer(pvs);
        PVASettings.EPICS_PVA_ADDR_LIST = "";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_NAME_SERVERS = "127.0.0.1:" + server.tcpPort();
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 1 << 20;
        PVASettings.logger.setLevel(Level.WARNING);
        client = new PVAClient();
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    private PVAChannel connect(Pv pv) throws Exception {
        PVAChannel channel = client.getChannel(pv.name());
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    private static PVAStructure get(PVAChannel channel) throws Exception {
        return channel.read("").get(SECONDS, TimeUnit.SECONDS);
    }

    private static void put(PVAChannel channel, Object value) throws Exception {
        channel.write(true, "field(value)", value).get(SECONDS, TimeUnit.SECONDS);
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

    /** What the client has of a value, as Java has it. */
    private static Object java(PVAData data) {
        return switch (data) {
            case PVANumber number -> number.getNumber();
            case PVABool flag -> flag.get();
            case PVAString text -> text.get();
            case PVADoubleArray array -> array.get();
            case PVAFloatArray array -> array.get();
            case PVALongArray array -> array.get();
            case PVAIntArray array -> array.get();
            case PVAShortArray array -> array.get();
            case PVAByteArray array -> array.get();
            case PVABoolArray array -> array.get();
            case PVAStringArray array -> array.get();
            default -> throw new AssertionError("value of " + data);
        };
    }

    private static Object value(PVAStructure structure) {
        PVAData value = structure.get("value");
        return java(value instanceof PVAUnion union ? union.get() : value);
    }

    private List<Object> follow(PVAChannel channel) throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        channel.subscribe("", (from, changes, overruns, data) -> seen.add(value(data)));
        await("first update", () -> !seen.isEmpty());
        return seen;
    }

    private static Object scalar(ValueType type) {
        return switch (type) {
            case BOOLEAN -> true;
            case BYTE, UBYTE -> (byte) 100;
            case SHORT, USHORT -> (short) 30_000;
            case INT, UINT -> 2_000_000_000;
            case LONG, ULONG -> 1L << 53;
            case FLOAT -> 0.5f;
            case DOUBLE -> 2.75;
            case STRING -> "25 °C";
        };
    }

    @ParameterizedTest
    @EnumSource
    void scalars(ValueType type) throws Exception {
        Pv pv = TestPvs.scalar(type, TestPvs.WRITABLE);
        serve(pv);
        try (PVAChannel channel = connect(pv)) {
            List<Object> seen = follow(channel);

            put(channel, scalar(type));

            PVAStructure got = get(channel);
            assertThat(got.getStructureName()).isEqualTo("epics:nt/NTScalar:1.0");
            assertThat(value(got)).isEqualTo(scalar(type));
            assertThat(((PVAInt) got.locate("alarm.severity")).get()).isZero();
            await("the update", () -> seen.getLast().equals(scalar(type)));
        }
    }

    @Test
    void changesInAVeryWideTableArriveWhereTheyBelong() throws Exception {
        List<PvType.Table.Column> columns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            columns.add(new PvType.Table.Column("c" + i, "C" + i, ValueType.DOUBLE));
        }
        TablePv table = new TablePv("T:WIDE", new PvType.Table(columns, 1), Metadata.builtIn("", ""), TestPvs.WRITABLE);
        serve(table);
        try (PVAChannel channel = connect(table)) {
            List<double[]> seen = new CopyOnWriteArrayList<>();
            channel.subscribe("", (_, _, _, data) -> {
                double[] row = new double[columns.size()];
                Arrays.setAll(row, i -> ((PVADoubleArray) ((PVAStructure) data.get("value")).get().get(i)).get()[0]);
                seen.add(row);
            });
            await("first update", () -> !seen.isEmpty());

            double[] row = new double[columns.size()];
            Arrays.setAll(row, i -> i + 0.5);
            table.commit(row, 0, Pv.now(), 1, Alarm.NONE);

            await("the update", () -> Arrays.equals(seen.getLast(), row));
        }
    }

    private static Object array(ValueType type) {
        return switch (type) {
            case BOOLEAN -> new boolean[] {true, false, true};
            case BYTE, UBYTE -> new byte[] {100, -1, 0};
            case SHORT, USHORT -> new short[] {30_000, -1, 0};
            case INT, UINT -> new int[] {2_000_000_000, -1, 0};
            case LONG -> new long[] {1L << 53, -1, 0};
            case ULONG -> new long[] {1L << 53, 1, 0};
            case FLOAT -> new float[] {0.5f, -1, 0};
            case DOUBLE -> new double[] {2.75, -1, 0};
            case STRING -> new String[] {"25 °C", "", "x"};
        };
    }

    private static double[] row(ValueType type) {
        return switch (type) {
            case BOOLEAN -> new double[] {1, 0, 1};
            case UBYTE -> new double[] {100, 0xFF, 0};
            case BYTE -> new double[] {100, -1, 0};
            case USHORT -> new double[] {30_000, 0xFFFF, 0};
            case SHORT -> new double[] {30_000, -1, 0};
            case UINT -> new double[] {2e9, 0xFFFF_FFFFL, 0};
            case INT -> new double[] {2e9, -1, 0};
            case LONG -> new double[] {0x1p53, -1, 0};
            case ULONG -> new double[] {0x1p53, 1, 0};
            case FLOAT -> new double[] {0.5, -1, 0};
            default -> new double[] {2.75, -1, 0};
        };
    }

    @ParameterizedTest
    @EnumSource(names = "STRING", mode = EnumSource.Mode.EXCLUDE)
    void arrays(ValueType type) throws Exception {
        ArrayPv in = TestPvs.array(type, 3, TestPvs.WRITABLE);
        ArrayPv out = new ArrayPv("T:OUT", (PvType.Array) in.type(), TestPvs.free(), null);
        serve(in, out);
        try (PVAChannel channel = connect(in); PVAChannel result = connect(out)) {
            List<Object> seen = follow(result);

            put(channel, array(type));
            double[] row = new double[3];
            in.read(row, 0);
            out.commit(row, 0, 1, 1, Alarm.NONE);

            assertThat(row).containsExactly(row(type));
            assertThat(get(channel).getStructureName()).isEqualTo("epics:nt/NTScalarArray:1.0");
            assertThat(value(get(channel))).isEqualTo(array(type));
            assertThat(value(get(result))).isEqualTo(array(type));
            await("the update", () -> Arrays.deepEquals(new Object[] {seen.getLast()}, new Object[] {array(type)}));
        }
    }

    @Test
    void anArrayOfAnotherLengthIsRefusedInWords() throws Exception {
        ArrayPv wave = TestPvs.array(ValueType.DOUBLE, 3, TestPvs.WRITABLE);
        serve(wave);
        try (PVAChannel channel = connect(wave)) {
            put(channel, new double[] {1, 2, 3});

            assertThatThrownBy(() -> put(channel, new double[] {1, 2})).isInstanceOf(ExecutionException.class)
                .hasMessageContaining("T:DOUBLES takes 3 elements of type double, not 2");
            assertThat(value(get(channel))).isEqualTo(new double[] {1, 2, 3});
        }
    }

    @Test
    void enums() throws Exception {
        EnumPv mode = TestPvs.mode(TestPvs.WRITABLE);
        serve(mode);
        try (PVAChannel channel = connect(mode)) {
            List<String> seen = new CopyOnWriteArrayList<>();
            channel.subscribe("", (from, changes, overruns, data) -> seen.add(PVAEnum.fromStructure(data.get("value"))
                .enumString() + " " + changes));
            await("first update", () -> !seen.isEmpty());

            put(channel, 2);

            PVAStructure got = get(channel);
            assertThat(got.getStructureName()).isEqualTo("epics:nt/NTEnum:1.0");
            assertThat(PVAEnum.fromStructure(got.get("value")).enumString()).isEqualTo("FAULT");
            assertThat(((PVAInt) got.locate("alarm.severity")).get()).isEqualTo(2);
            await("the update", () -> seen.getLast().startsWith("FAULT"));
            assertThat(seen.getLast()).as("no choices again").doesNotContain(", 3,");
            assertThatThrownBy(() -> put(channel, 7)).hasMessageContaining("T:MODE cannot be set to 7: it takes OFF, ON, FAULT");
        }
    }

    @Test
    void tables() throws Exception {
        TablePv table = TestPvs.table(TestPvs.WRITABLE);
        serve(table);
        try (PVAChannel channel = connect(table)) {
            channel.write(true, "field(value.x)", new double[] {1.5, 2.5}).get(SECONDS, TimeUnit.SECONDS);
            channel.write(true, "field(value.name)", new String[] {"A", "B"}).get(SECONDS, TimeUnit.SECONDS);

            PVAStructure got = get(channel);
            assertThat(got.getStructureName()).isEqualTo("epics:nt/NTTable:1.0");
            assertThat(((PVAStringArray) got.get("labels")).get()).containsExactly("Device", "X (mm)", "On", "Turns");
            assertThat(((PVADoubleArray) got.locate("value.x")).get()).containsExactly(1.5, 2.5);
            assertThat(((PVAStringArray) got.locate("value.name")).get()).containsExactly("A", "B");
            assertThat(((PVAShortArray) got.locate("value.turns")).get()).containsExactly((short) 0, (short) 0);
        }
    }

    // the steps of Phoebus' ImageDecoder
    private static String image(PVAStructure structure) throws Exception {
        StringBuilder text = new StringBuilder(structure.getStructureName());
        for (PVAStructure dimension : ((PVAStructureArray) structure.get("dimension")).get()) {
            text.append(' ').append(((PVAInt) dimension.get("size")).get())
                .append(((PVAInt) dimension.get("offset")).get()).append(((PVABool) dimension.get("reverse")).get());
        }
        for (PVAStructure attribute : ((PVAStructureArray) structure.get("attribute")).get()) {
            PVAData mode = ((PVAny) attribute.get("value")).get();
            text.append(' ').append(((PVAString) attribute.get("name")).get()).append(((PVANumber) mode).getNumber());
        }
        PVAData pixels = ((PVAUnion) structure.get("value")).get();
        return text.append(' ').append(pixels.getName()).append(((PVAByteArray) pixels).isUnsigned()).toString();
    }

    @Test
    void images() throws Exception {
        ArrayPv grey = new ArrayPv("T:GREY", new PvType.Image(ValueType.UBYTE, 3, 2, false), TestPvs.free(), null);
        ArrayPv colour = new ArrayPv("T:RGB", new PvType.Image(ValueType.UBYTE, 3, 2, true), TestPvs.free(), TestPvs.WRITABLE);
        serve(grey, colour);
        try (PVAChannel out = connect(grey); PVAChannel in = connect(colour)) {
            List<Object> seen = follow(out);
            ((ModelValue) grey).commit(new double[] {1, 2, 3, 4, 5, 255}, 0, 1, 1, Alarm.NONE);
            colour.put(new byte[18]);

            assertThat(image(get(out))).isEqualTo("epics:nt/NTNDArray:1.0 30false 20false ColorMode0 ubyteValuetrue");
            assertThat(image(get(in))).isEqualTo("epics:nt/NTNDArray:1.0 30false 30false 20false ColorMode2 ubyteValuetrue");
            byte[] pixels = {1, 2, 3, 4, 5, -1};
            assertThat(value(get(out))).isEqualTo(pixels);
            await("the update", () -> Arrays.equals((byte[]) seen.getLast(), pixels));
        }
    }

    @Test
    void fourMegapixelsAreFollowedByTwoAndTheLastArrives() throws Exception {
        ArrayPv frame = new ArrayPv("T:FRAME", new PvType.Image(ValueType.USHORT, 2_048, 2_048, false), TestPvs.free(), null);
        serve(frame);
        double[] row = new double[2_048 * 2_048];
        try (PVAChannel one = connect(frame); PVAClient other = new PVAClient();
                PVAChannel two = other.getChannel(frame.name())) {
            two.connect().get(SECONDS, TimeUnit.SECONDS);
            List<Integer> first = new CopyOnWriteArrayList<>();
            List<Integer> second = new CopyOnWriteArrayList<>();
            one.subscribe("", (from, changes, overruns, data) -> first.add(corners((short[]) value(data))));
            two.subscribe("", (from, changes, overruns, data) -> second.add(corners((short[]) value(data))));
            for (int i = 1; i <= 10; i++) {
                Arrays.fill(row, i);
                frame.commit(row, 0, i, i, Alarm.NONE);
            }

            await("the last for one", () -> first.contains(10));
            await("the last for the other", () -> second.contains(10));
            assertThat(first).as("never torn").doesNotContain(-1);
            assertThat(second).doesNotContain(-1);
        }
    }

    private static int corners(short[] pixels) {
        return pixels[0] == pixels[pixels.length - 1] && pixels.length == 2_048 * 2_048 ? pixels[0] : -1;
    }

    @Test
    void aMillionDoublesComeBackAsTheyWere() throws Exception {
        ArrayPv wave = TestPvs.array(ValueType.DOUBLE, 1_000_000, TestPvs.WRITABLE);
        serve(wave);
        double[] values = new double[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 1e-9;
        }
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = 9_000_000;
        try (PVAClient large = new PVAClient(); PVAChannel channel = large.getChannel(wave.name())) {
            channel.connect().get(SECONDS, TimeUnit.SECONDS);
            put(channel, values);

            assertThat(value(get(channel))).isEqualTo(values);
            assertThat(wave.value().array()).isEqualTo(values);
        }
    }
}
