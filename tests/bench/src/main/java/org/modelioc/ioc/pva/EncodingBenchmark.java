package org.modelioc.ioc.pva;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.SerializableControl;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One update of a subscription on its way to the socket: value, time stamp and tag of a PV are copied into the structure of the
 * subscription, and from there into the bytes of a message. The floor is a copy of these bytes, ready made.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class EncodingBenchmark {

    private static final int BUFFER = 64 * 1024;
    private static final int CHANGES = Change.VALUE | Change.TIME | Change.TAG;

    /** Elements of the PV: a scalar, or an array. */
    @Param({"1", "1000"})
    private int elements;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Control control = new Control();
    private final BitSet none = new BitSet(1);
    private Pv pv;
    private PvImage image;
    private BitSet changed;
    private byte[] bytes;

    /** A buffer that is always large enough. */
    private static final class Control implements SerializableControl {

        @Override
        public void flushSerializeBuffer() {
            throw new IllegalStateException("the buffer is too small");
        }

        @Override
        public void ensureBuffer(int size) {
            // there is room
        }

        @Override
        public void alignBuffer(int alignment) {
            // the protocol aligns nothing
        }

        @Override
        public void cachedSerialize(Field field, ByteBuffer target) {
            throw new IllegalStateException("an update holds no type");
        }
    }

    /** Makes the PV and the message once. */
    @Setup
    public void open() {
        Metadata metadata = Metadata.builtIn("", "A");
        pv = elements == 1 ? new DoublePv("BENCH:OUT", metadata, null)
            : new ArrayPv("BENCH:OUT", new PvType.Array(ValueType.DOUBLE, elements), metadata, null);
        double[] values = new double[elements];
        Arrays.setAll(values, i -> 1.0 / (i + 1));
        ((ModelValue) pv).commit(values, 0, Pv.now(), 1, Alarm.NONE);
        FieldSelection selection = FieldSelection.of(NtLayout.of(pv), null);
        image = new PvImage(selection);
        changed = new BitSet(selection.fields().length);
        encode();
        bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
    }

    /** The same bytes, ready made. */
    @Benchmark
    public ByteBuffer floor() {
        return buffer.clear().put(bytes);
    }

    /** From the PV to the structure. */
    @Benchmark
    public boolean copy() {
        synchronized (pv) {
            return image.copy(pv, CHANGES, changed, null);
        }
    }

    /** From the PV to the bytes. */
    @Benchmark
    public ByteBuffer encode() {
        copy();
        buffer.clear();
        changed.serialize(buffer, control);
        image.structure().serialize(buffer, control, changed);
        none.serialize(buffer, control);
        changed.clear();
        return buffer;
    }
}
