package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

class LongPvTest {

    private static LongPv input(ValueType type) {
        return new LongPv("T:N", new PvType.Scalar(type), TestPvs.free(), TestPvs.WRITABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, 1, 2", "BYTE, -128, -129", "BYTE, 127, 128", "SHORT, -32768, 32768", "INT, 2147483647, 2147483648",
        "UBYTE, 255, 256", "UBYTE, 0, -1", "USHORT, 65535, 65536", "UINT, 4294967295, 4294967296", "ULONG, 0, -1",
        "LONG, 9223372036854775807, 9223372036854775808", "ULONG, 18446744073709551615, 18446744073709551616",
        "INT, 1e3, 2.5", "INT, 0x10, 0x", "INT, 007, abc", "BOOLEAN, true, yes", "BOOLEAN, False, maybe", "INT, -0, NaN"})
    void takesTextThatFitsItsTypeAndNoOther(ValueType type, String good, String bad) throws Exception {
        LongPv pv = input(type);

        pv.put(good);
        long before = pv.value();

        assertThatThrownBy(() -> pv.put(bad)).isInstanceOf(PutRejectedException.class)
            .hasMessage("T:N cannot be set to '" + bad + "': it takes " + Numbers.taken(type));
        assertThat(pv.value()).isEqualTo(before);
    }

    @Test
    void keepsAll64Bits() throws Exception {
        LongPv signed = input(ValueType.LONG);
        LongPv unsigned = input(ValueType.ULONG);

        signed.put(Long.MAX_VALUE - 1);
        unsigned.putUnsigned(-2L);
        assertThat(signed.value()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(unsigned.value()).isEqualTo(-2L);

        signed.put("-9223372036854775808");
        unsigned.put("18446744073709551615");
        assertThat(signed.value()).isEqualTo(Long.MIN_VALUE);
        assertThat(unsigned.value()).isEqualTo(-1L);
    }

    @Test
    void whatHasNoDoubleOfItsOwnIsInvalidAndGoesIntoNoModel() throws Exception {
        LongPv pv = input(ValueType.LONG);
        double[] row = new double[1];

        pv.put((1L << 53) + 1);
        pv.read(row, 0);
        assertThat(pv.alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(pv.alarm().message())
            .isEqualTo("T:N = 9007199254740993 cannot go into a model, which takes whole numbers up to 2^53");
        assertThat(row[0]).isNaN();

        pv.put(1L << 53);
        pv.read(row, 0);
        assertThat(pv.alarm()).isSameAs(Alarm.NONE);
        assertThat(row[0]).isEqualTo(0x1p53);
    }

    @Test
    void doublesMustBeWhole() throws Exception {
        LongPv pv = input(ValueType.INT);

        pv.put(3.0);
        assertThatThrownBy(() -> pv.put(2.5)).hasMessageContaining("T:N cannot be set to 2.5: it takes whole numbers from ");
        assertThatThrownBy(() -> pv.put(Double.NaN)).isInstanceOf(PutRejectedException.class);
        assertThat(pv.value()).isEqualTo(3);
    }

    @Test
    void limitsHoldAndAreWrittenAsWholeNumbers() throws Exception {
        LongPv pv = new LongPv("T:N", new PvType.Scalar(ValueType.SHORT), TestPvs.limited(-10, 10, 8), TestPvs.WRITABLE);

        pv.put(8L);
        assertThat(pv.alarm().condition()).isEqualTo(Condition.HIHI);
        assertThatThrownBy(() -> pv.put(11L)).hasMessage("T:N cannot be set to 11 A: it takes -10 A to 10 A");
    }

    @ParameterizedTest
    @CsvSource({"UBYTE, 300, 300.0", "UBYTE, -1, -1.0", "INT, 2.5, 2.5", "INT, NaN, NaN", "INT, Infinity, Infinity",
        "BOOLEAN, 0.7, 0.7", "ULONG, 1.8446744073709552E19, 1.8446744073709552E19",
        "LONG, 9.223372036854775807E18, 9.223372036854775807E18"})
    void anOutputThatDoesNotFitKeepsItsValueAndIsInvalidByName(ValueType type, double bad, double shown) {
        LongPv pv = new LongPv("T:N", new PvType.Scalar(type), TestPvs.free(), null);
        assertThat(pv.commit(new double[] {9, 1}, 1, 1, 1, Alarm.NONE)).isSameAs(Alarm.NONE);

        Alarm fault = pv.commit(new double[] {bad}, 0, 2, 2, Alarm.NONE);

        assertThat(pv.value()).isEqualTo(1);
        assertThat(pv.userTag()).isEqualTo(2);
        assertThat(pv.alarm()).isSameAs(fault);
        assertThat(fault.severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(fault.message()).isEqualTo("T:N cannot hold " + shown + ": it takes " + Numbers.taken(type));
        assertThat(pv.commit(new double[] {bad}, 0, 3, 3, Alarm.NONE)).as("a lasting fault is the same").isSameAs(fault);
        assertThat(pv.commit(new double[] {0}, 0, 4, 4, Alarm.NONE)).isSameAs(Alarm.NONE);
        assertThat(pv.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void bigWholeNumbersOfAModelAreKeptByTheirBits() {
        LongPv pv = new LongPv("T:N", new PvType.Scalar(ValueType.ULONG), TestPvs.free(), null);

        pv.commit(new double[] {0x1.8p63}, 0, 1, 1, Alarm.NONE);

        assertThat(Long.toUnsignedString(pv.value())).isEqualTo("13835058055282163712");
        assertThat(Numbers.number(ValueType.ULONG, pv.value())).isEqualTo(0x1.8p63);
    }

    @Test
    void aPutOfTheSameValueIsAPutLikeAnyOther() throws Exception {
        LongPv pv = input(ValueType.INT);
        pv.put(1L);
        int[] posts = {0};
        pv.subscribe((changed, changes) -> posts[0] += (changes & Change.VALUE) != 0 ? 1 : 0);

        pv.put(1L);

        assertThat(posts[0]).isEqualTo(1);
    }
}
