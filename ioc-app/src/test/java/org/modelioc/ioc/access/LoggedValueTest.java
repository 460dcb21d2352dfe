package org.modelioc.ioc.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.access.putlog.ArrayValue;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** What the put log keeps of a PV of each kind. */
class LoggedValueTest {

    private static final Metadata PLAIN = Metadata.builtIn("", "");
    private static final Setpoint NOTHING_FOLLOWS = new Setpoint() {
        @Override
        public void stored(Pv pv) {
            // nothing hangs on it
        }

        @Override
        public void process() {
            // nothing hangs on it
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            return CompletableFuture.completedFuture(null);
        }
    };

    private static Object whole(ValueType type, String value) throws Exception {
        LongPv pv = new LongPv("L", new PvType.Scalar(type), PLAIN, NOTHING_FOLLOWS);
        pv.put(value);
        return LoggedValue.of(pv);
    }

    @Test
    void scalars() throws Exception {
        DoublePv number = new DoublePv("D", PLAIN, NOTHING_FOLLOWS);
        number.put(1.5);
        StringPv text = new StringPv("S", PLAIN, NOTHING_FOLLOWS);
        text.put("on");
        EnumPv choice = new EnumPv("E", new PvType.Enumeration(List.of("Off", "On")), PLAIN, List.of(), NOTHING_FOLLOWS);
        choice.put(1L);

        assertThat(LoggedValue.of(number)).isEqualTo(1.5);
        assertThat(LoggedValue.of(text)).isEqualTo("on");
        assertThat(LoggedValue.of(choice)).isEqualTo("On");
        assertThat(whole(ValueType.LONG, "-3")).isEqualTo(-3L);
        assertThat(whole(ValueType.BOOLEAN, "true")).isEqualTo(true);
        assertThat(whole(ValueType.ULONG, "18446744073709551615")).isEqualTo(new BigInteger("18446744073709551615"));
    }

    @Test
    void ofALargeArrayThePartThatIsWritten() throws Exception {
        ArrayPv array = new ArrayPv("A", new PvType.Array(ValueType.UBYTE, 1000), PLAIN, NOTHING_FOLLOWS);
        byte[] bytes = new byte[1000];
        bytes[1] = -1;
        array.put((Object) bytes);
        ArrayValue before = (ArrayValue) LoggedValue.of(array);
        bytes[999] = 7;
        array.put((Object) bytes);
        ArrayValue after = (ArrayValue) LoggedValue.of(array);

        assertThat(before.size()).isEqualTo(1000);
        assertThat(before.first()).hasSize(ArrayValue.MOST_ELEMENTS).startsWith(0, 255, 0);
        assertThat(after.first()).isEqualTo(before.first());
        assertThat(after).as("a change beyond what is kept shows").isNotEqualTo(before);
    }

    @Test
    void tables() throws Exception {
        TablePv table = new TablePv("T", new PvType.Table(List.of(new PvType.Table.Column("x", "x", ValueType.DOUBLE),
            new PvType.Table.Column("name", "name", ValueType.STRING)), 2), PLAIN, NOTHING_FOLLOWS);
        table.put(new Object[] {new double[] {1, 2}, new String[] {"a", "b"}});

        assertThat(LoggedValue.of(table)).asInstanceOf(InstanceOfAssertFactories.MAP)
            .extractingByKeys("x", "name").extracting(column -> ((ArrayValue) column).first())
            .containsExactly(List.of(1.0, 2.0), List.of("a", "b"));
        assertThat(((Map<?, ?>) LoggedValue.of(table)).keySet()).asString().isEqualTo("[x, name]");
    }
}
