package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

class ArrayPvTest {

    private final ArrayPv wave = new ArrayPv("T:W", new PvType.Array(ValueType.DOUBLE, 3), TestPvs.limited(-10, 10, 8),
        TestPvs.WRITABLE);

    private static double[] row(ModelValue pv) {
        double[] row = new double[pv.elements()];
        pv.read(row, 0);
        return row;
    }

    @ParameterizedTest
    @EnumSource(names = "STRING", mode = EnumSource.Mode.EXCLUDE)
    void goesThroughDoublesUnchanged(ValueType type) {
        ArrayPv pv = TestPvs.array(type, 4, null);
        double most = type == ValueType.ULONG ? 0x1p53 : type == ValueType.LONG ? -0x1p53
            : type == ValueType.FLOAT ? 0.5 : type.most();

        Alarm fault = pv.commit(new double[] {7, 0, 1, most, 1}, 1, 1, 1, Alarm.NONE);

        assertThat(fault).isSameAs(Alarm.NONE);
        assertThat(row(pv)).containsExactly(0, 1, most, 1);
    }

    @ParameterizedTest
    @EnumSource
    void takesTextsAsAClientMaySendThem(ValueType type) throws Exception {
        ArrayPv pv = TestPvs.array(type, 2, TestPvs.WRITABLE);

        pv.put(new String[] {"1", "0"});

        assertThat(pv.value().array()).isEqualTo(switch (type) {
            case BOOLEAN -> new boolean[] {true, false};
            case BYTE, UBYTE -> new byte[] {1, 0};
            case SHORT, USHORT -> new short[] {1, 0};
            case INT, UINT -> new int[] {1, 0};
            case LONG, ULONG -> new long[] {1, 0};
            case FLOAT -> new float[] {1, 0};
            case DOUBLE -> new double[] {1, 0};
            case STRING -> new String[] {"1", "0"};
        });
    }

    @Test
    void unsignedNumbersStandByTheirBits() throws Exception {
        ArrayPv pv = TestPvs.array(ValueType.UBYTE, 2, TestPvs.WRITABLE);

        pv.put(new byte[] {-1, 127});

        assertThat(row(pv)).containsExactly(255, 127);
    }

    @Test
    void oneElementThatDoesNotFitLeavesAllAsTheyWere() {
        ArrayPv pv = TestPvs.array(ValueType.UBYTE, 3, null);
        pv.commit(new double[] {1, 2, 3}, 0, 1, 1, Alarm.NONE);

        Alarm fault = pv.commit(new double[] {4, 300, 6}, 0, 2, 2, Alarm.NONE);

        assertThat(row(pv)).containsExactly(1, 2, 3);
        assertThat(pv.alarm()).isSameAs(fault);
        assertThat(fault.message()).isEqualTo("T:UBYTES[1] cannot hold 300.0: it takes whole numbers from 0 to 255");
        assertThat(pv.commit(new double[] {4, 300, 6}, 0, 3, 3, Alarm.NONE)).isSameAs(fault);
    }

    @Test
    void aFloatRoundsAndDoesNotOverflow() {
        ArrayPv pv = TestPvs.array(ValueType.FLOAT, 1, null);

        pv.commit(new double[] {0.1}, 0, 1, 1, Alarm.NONE);
        assertThat(row(pv)).containsExactly(0.1f);

        assertThat(pv.commit(new double[] {1e300}, 0, 1, 1, Alarm.NONE).message())
            .isEqualTo("T:FLOATS[0] cannot hold 1.0E300: it takes numbers up to 3.4028235E38");
    }

    @Test
    void aNumberThatIsNotFiniteIsNamedByItsIndex() {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 3, null);

        Alarm fault = pv.commit(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, 0, 1, 1, Alarm.NONE);
        assertThat(pv.alarm()).isEqualTo(new Alarm(AlarmSeverity.INVALID, Condition.UDF, "T:DOUBLES[1] is not a finite number"));
        assertThat(fault).isSameAs(pv.alarm());
        assertThat(row(pv)).as("shown as it is").containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY);

        assertThat(pv.commit(new double[] {1, Double.NaN, 0}, 0, 1, 1, Alarm.NONE)).isSameAs(fault);
        assertThat(pv.commit(new double[] {1, 0, Double.NaN}, 0, 1, 1, Alarm.NONE).message()).startsWith("T:DOUBLES[2]");
        assertThat(pv.commit(new double[] {1, 0, 1}, 0, 1, 1, Alarm.NONE)).isSameAs(Alarm.NONE);
        assertThat(pv.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void theWorstElementIsComparedWithTheLimits() throws Exception {
        wave.put(new double[] {0, 8, -3});
        assertThat(wave.alarm().condition()).isEqualTo(Condition.HIHI);
        wave.put(new double[] {7.5, 0, 0});
        assertThat(wave.alarm().condition()).as("within the hysteresis, be it another element").isEqualTo(Condition.HIHI);
        wave.put(new double[] {6, 0, 0});
        assertThat(wave.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void aPutThatDoesNotSuitChangesNothing() throws Exception {
        wave.put(new double[] {1, 2, 3});

        assertThatThrownBy(() -> wave.put(new double[2])).hasMessage("T:W takes 3 elements of type double, not 2");
        assertThatThrownBy(() -> wave.put(new boolean[3])).hasMessage("T:W takes 3 elements of type double, not boolean");
        assertThatThrownBy(() -> wave.put(5.0)).hasMessage("T:W takes 3 elements of type double, not a single value");
        assertThatThrownBy(() -> wave.put(new double[] {0, 0, 11}))
            .hasMessage("T:W[2] cannot be set to 11.0 A: it takes -10.0 A to 10.0 A");
        assertThatThrownBy(() -> wave.put(new double[] {0, Double.NaN, 11}))
            .hasMessage("T:W has limits and cannot hold NaN, as at [1]: it takes -10.0 A to 10.0 A");
        assertThatThrownBy(() -> wave.put(new String[] {"1", "x", "3"}))
            .hasMessage("T:W[1] cannot be set to 'x': it takes numbers");
        assertThatThrownBy(() -> TestPvs.array(ValueType.UBYTE, 1, TestPvs.WRITABLE).put(new double[] {256}))
            .hasMessage("T:UBYTES[0] cannot be set to 256.0: it takes whole numbers from 0 to 255");
        assertThat(row(wave)).containsExactly(1, 2, 3);
    }

    @Test
    void longsThatHaveNoDoubleAreInvalid() throws Exception {
        ArrayPv pv = TestPvs.array(ValueType.LONG, 2, TestPvs.WRITABLE);

        pv.put(new long[] {1, -(1L << 53) - 1});

        assertThat(pv.alarm().message())
            .isEqualTo("T:LONGS[1] = -9007199254740993 cannot go into a model, which takes whole numbers up to 2^53");
        assertThat(row(pv)).containsExactly(1, Double.NaN);
    }

    @Test
    void whoSharesTheArrayKeepsItAndTheNextValueGoesIntoAnother() throws Exception {
        double[] sent = {1, 2, 3};
        wave.put(sent);
        sent[0] = 9;
        Object unshared = wave.value().array();
        wave.put(new double[] {2, 2, 3});
        assertThat(wave.value().array()).as("nobody shares it").isSameAs(unshared);

        double[] shared = (double[]) wave.value().share();
        wave.put(new double[] {4, 5, 6});
        assertThat(shared).containsExactly(2, 2, 3);
        assertThat(row(wave)).containsExactly(4, 5, 6);
    }

    @Test
    void aTinyChangeOfOneElementOfMany() throws Exception {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 2_000, TestPvs.WRITABLE);
        double[] values = new double[2_000];
        Arrays.fill(values, 1);
        int[] posts = {0};
        pv.subscribe((changed, changes) -> posts[0] += (changes & Change.VALUE) != 0 ? 1 : 0);

        pv.put(values);
        values[1_234] += 1e-9;
        pv.put(values);

        assertThat(posts[0]).isEqualTo(2);
        assertThat(row(pv)).isEqualTo(values);
    }

    @Test
    void anImageCountsWhatWasStored() throws Exception {
        ArrayPv image = new ArrayPv("T:I", new PvType.Image(ValueType.UBYTE, 4, 2, true), TestPvs.free(), TestPvs.WRITABLE);
        assertThat(image.stores()).isZero();

        image.put(new byte[24]);
        image.put(new byte[24]);

        assertThat(image.stores()).isEqualTo(2);
        assertThat(image.elements()).isEqualTo(24);
    }
}
