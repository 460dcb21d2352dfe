package org.modelioc.ioc.link.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.PVByteArray;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.PVStructureArray;
import org.epics.pvdata.pv.PVUByteArray;
import org.epics.pvdata.pv.PVUnion;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.SerializableControl;
import org.epics.pvdata.pv.StructureArrayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.ioc.link.source.ColourLayout;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.ValueBuffer;

/** Updates as epics-pvdata writes them. */
class NtDecoderTest {

    private final ValueBuffer value = new ValueBuffer();
    private final TypeReader types = new TypeReader();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    private static FieldBuilder builder() {
        return FieldFactory.getFieldCreate().createFieldBuilder();
    }

    private static PVStructure create(FieldBuilder builder) {
        return PVDataFactory.getPVDataCreate().createPVStructure(builder.createStructure());
    }

    /** Full descriptions, and a buffer that is large enough. */
    private static final class Control implements SerializableControl {

        @Override
        public void flushSerializeBuffer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ensureBuffer(int size) {
            // it is large enough
        }

        @Override
        public void alignBuffer(int alignment) {
            // nothing is aligned
        }

        @Override
        public void cachedSerialize(Field field, ByteBuffer buffer) {
            field.serialize(buffer, this);
        }
    }

    private ByteBuffer buffer() {
        return ByteBuffer.allocate(1 << 16).order(order);
    }

    private NtDecoder decoder(PVStructure data) {
        ByteBuffer buffer = buffer();
        data.getStructure().serialize(buffer, new Control());
        PvaType type = types.read(buffer.flip());
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(type.bits).isEqualTo(data.getNumberFields());
        return new NtDecoder(type, types, value);
    }

    private ByteBuffer message(PVStructure data, int... bits) {
        BitSet changed = new BitSet(data.getNumberFields());
        Arrays.stream(bits).forEach(changed::set);
        ByteBuffer buffer = buffer();
        changed.serialize(buffer, new Control());
        data.serialize(buffer, new Control(), changed);
        new BitSet(data.getNumberFields()).serialize(buffer, new Control());
        return buffer.flip();
    }

    private void update(NtDecoder decoder, PVStructure data, int... bits) {
        ByteBuffer message = message(data, bits);
        decoder.update(message);
        assertThat(message.hasRemaining()).as("all of the message was read").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsChangesAmongHundredsOfFields(boolean bigEndian) {
        order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        FieldBuilder fields = builder();
        for (int i = 0; i < 130; i++) {
            fields = fields.add("a" + i, i % 3 == 0 ? ScalarType.pvString : ScalarType.pvShort);
        }
        PVStructure data = create(fields.addNestedStructure("inner").add("x", ScalarType.pvLong).endNested()
            .add("value", ScalarType.pvDouble));
        NtDecoder decoder = decoder(data);
        PVDouble number = data.getSubField(PVDouble.class, "value");
        number.put(1);
        update(decoder, data, 0);
        assertThat(value.number()).isEqualTo(1);
        number.put(2);
        update(decoder, data, 3, 63, 64, 65, 127, 128, number.getFieldOffset());
        assertThat(value.number()).isEqualTo(2);
        number.put(3);
        update(decoder, data, 129, data.getSubField("inner").getFieldOffset());
        assertThat(value.number()).as("no change of the value was sent").isEqualTo(2);
    }

    @Test
    void passesOverEverythingElse() {
        PVStructure data = create(builder()
            .addArray("strings", ScalarType.pvString).addFixedArray("fixed", ScalarType.pvInt, 3)
            .addBoundedString("bounded", 8).addBoundedArray("few", ScalarType.pvDouble, 5)
            .addNestedStructureArray("rows").add("n", ScalarType.pvInt).endNested()
            .addNestedUnion("choice").add("i", ScalarType.pvInt).add("s", ScalarType.pvString).endNested()
            .addNestedUnionArray("choices").add("i", ScalarType.pvInt).endNested()
            .add("any", FieldFactory.getFieldCreate().createVariantUnion())
            .add("value", ScalarType.pvInt));
        data.getSubField(PVUnion.class, "choice").select("s");
        PVUnion any = data.getSubField(PVUnion.class, "any");
        any.set(create(builder().setId("own").add("deep", ScalarType.pvString)));
        PVStructureArray rows = data.getSubField(PVStructureArray.class, "rows");
        rows.put(0, 2, new PVStructure[] {null, PVDataFactory.getPVDataCreate().createPVStructure(
            rows.getStructureArray().getStructure())}, 0);
        data.getSubField(PVInt.class, "value").put(77);
        update(decoder(data), data, 0);
        assertThat(value.number()).isEqualTo(77);
    }

    @Test
    void readsWhatAUnionHolds() {
        PVStructure data = create(builder().addNestedUnion("value").add("i", ScalarType.pvInt)
            .addArray("bytes", ScalarType.pvByte).endNested());
        NtDecoder decoder = decoder(data);
        PVUnion union = data.getSubField(PVUnion.class, "value");
        update(decoder, data, 0);
        assertThat(value.alarm().message()).isEqualTo("nothing: a union that is empty");
        union.select(PVInt.class, "i").put(5);
        update(decoder, data, 1);
        assertThat(value.number()).isEqualTo(5);
        assertThat(value.kind()).isEqualTo(Kind.NUMBER);
        union.select(PVByteArray.class, "bytes").put(0, 2, new byte[] {1, -1}, 0);
        update(decoder, data, 1);
        assertThat(Arrays.copyOf(value.numbers(), value.count())).containsExactly(1, -1);
    }

    private static PVStructure image() {
        FieldBuilder fields = builder().setId("epics:nt/NTNDArray:1.0")
            .addNestedUnion("value").addArray("ubyteValue", ScalarType.pvUByte)
            .addArray("byteValue", ScalarType.pvByte).endNested()
            .addNestedStructure("codec").add("name", ScalarType.pvString).endNested()
            .addNestedStructureArray("dimension").add("size", ScalarType.pvInt).add("offset", ScalarType.pvInt).endNested()
            .addNestedStructureArray("attribute").add("name", ScalarType.pvString)
            .add("value", FieldFactory.getFieldCreate().createVariantUnion()).endNested();
        return create(fields);
    }

    private static void pixels(PVStructure image, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i + 250);
        }
        PVUByteArray pixels = image.getSubField(PVUnion.class, "value").select(PVUByteArray.class, "ubyteValue");
        pixels.setLength(0);
        pixels.put(0, count, bytes, 0);
    }

    private static PVStructure[] elements(PVStructure image, String field, int count) {
        PVStructureArray array = image.getSubField(PVStructureArray.class, field);
        PVStructure[] elements = new PVStructure[count];
        for (int i = 0; i < count; i++) {
            elements[i] = PVDataFactory.getPVDataCreate().createPVStructure(array.getStructureArray().getStructure());
        }
        array.setLength(0);
        array.put(0, count, elements, 0);
        StructureArrayData data = new StructureArrayData();
        array.get(0, count, data);
        return Arrays.copyOf(data.data, count);
    }

    private static void dimensions(PVStructure image, int... sizes) {
        PVStructure[] elements = elements(image, "dimension", sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            elements[i].getSubField(PVInt.class, "size").put(sizes[i]);
        }
    }

    private static void colorMode(PVStructure image, int mode) {
        PVStructure[] elements = elements(image, "attribute", 2);
        elements[0].getSubField(PVString.class, "name").put("Temperature");
        elements[1].getSubField(PVString.class, "name").put("ColorMode");
        PVInt held = (PVInt) PVDataFactory.getPVDataCreate().createPVScalar(ScalarType.pvInt);
        held.put(mode);
        elements[1].getSubField(PVUnion.class, "value").set(held);
    }

    private void expect(int width, int height, ColourLayout colours) {
        assertThat(value.kind()).as(value.alarm().message()).isEqualTo(Kind.IMAGE);
        assertThat(value.width()).isEqualTo(width);
        assertThat(value.height()).isEqualTo(height);
        assertThat(value.colours()).isEqualTo(colours);
    }

    @Test
    void readsAMonochromeImage() {
        PVStructure image = image();
        NtDecoder decoder = decoder(image);
        pixels(image, 12);
        dimensions(image, 4, 3);
        update(decoder, image, 0);
        expect(4, 3, ColourLayout.MONO);
        assertThat(Arrays.copyOf(value.numbers(), value.count())).startsWith(250, 251, 252, 253, 254, 255, 0).hasSize(12);
    }

    @Test
    void readsColoursWhereverTheyLie() {
        PVStructure image = image();
        NtDecoder decoder = decoder(image);
        pixels(image, 60);
        dimensions(image, 3, 5, 4);
        update(decoder, image, 0);
        expect(5, 4, ColourLayout.RGB1);
        dimensions(image, 5, 3, 4);
        colorMode(image, 3);
        update(decoder, image, 0);
        expect(5, 4, ColourLayout.RGB2);
        dimensions(image, 5, 4, 3);
        colorMode(image, 4);
        update(decoder, image, 0);
        expect(5, 4, ColourLayout.RGB3);
        // an image of three pixels in a row is ambiguous without its mode
        pixels(image, 27);
        dimensions(image, 3, 3, 3);
        update(decoder, image, 0);
        expect(3, 3, ColourLayout.RGB3);
    }

    @Test
    void anImageThatCannotBeUsedSaysWhyAndHeals() {
        PVStructure image = image();
        NtDecoder decoder = decoder(image);
        pixels(image, 12);
        dimensions(image, 4, 3);
        PVString codec = image.getSubField(PVString.class, "codec.name");
        codec.put("jpeg");
        update(decoder, image, 0);
        assertThat(value.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(value.alarm().message()).isEqualTo("an image compressed with jpeg");
        codec.put("");
        dimensions(image, 4, 4);
        update(decoder, image, 0);
        assertThat(value.alarm().message()).isEqualTo("an image whose dimensions make 16 numbers, with 12");
        dimensions(image, 4, 3);
        update(decoder, image, 0);
        expect(4, 3, ColourLayout.MONO);
    }

    @Test
    void aMessageThatEndsTooEarlyIsRefused() {
        PVStructure image = image();
        NtDecoder decoder = decoder(image);
        pixels(image, 12);
        dimensions(image, 4, 3);
        ByteBuffer message = message(image, 0);
        for (int length = 0; length < message.limit(); length++) {
            ByteBuffer cut = message.duplicate().order(order).limit(length);
            assertThatThrownBy(() -> decoder.update(cut)).isInstanceOf(BufferUnderflowException.class);
        }
    }

    @Test
    void nonsenseIsRefusedWhateverItIs() {
        PVStructure image = image();
        pixels(image, 60);
        dimensions(image, 3, 5, 4);
        colorMode(image, 2);
        ByteBuffer description = buffer();
        image.getStructure().serialize(description, new Control());
        description.flip();
        ByteBuffer message = message(image, 0);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int understood = 0;
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer type = mutated(description, random);
            ByteBuffer data = mutated(message, random);
            try {
                TypeReader reader = new TypeReader();
                PvaType read = reader.read(type);
                if (read != null) {
                    new NtDecoder(read, reader, new ValueBuffer()).update(data);
                    understood++;
                }
            } catch (BufferUnderflowException | ProtocolException e) {
                // refused
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
        assertThat(understood).isPositive();
    }

    private ByteBuffer mutated(ByteBuffer original, Random random) {
        byte[] bytes = Arrays.copyOf(original.array(), original.limit());
        for (int n = random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    @Test
    void typesThatWouldFillTheMemoryAreRefused() {
        // a structure that holds itself, level by level twice
        ByteBuffer bomb = ByteBuffer.allocate(4_000);
        bomb.put((byte) 0xFD).putShort((short) 0).put(new byte[] {(byte) 0x80, 0, 0});
        for (short id = 1; id < 60; id++) {
            bomb.put((byte) 0xFD).putShort(id).put(new byte[] {(byte) 0x80, 0, 2, 0, (byte) 0xFE}).putShort((short) (id - 1))
                .put(new byte[] {0, (byte) 0xFE}).putShort((short) (id - 1));
        }
        bomb.flip();
        assertThatThrownBy(() -> {
            while (bomb.hasRemaining()) {
                types.read(bomb);
            }
        }).isInstanceOf(ProtocolException.class).hasMessageContaining("fields");
        ByteBuffer deep = ByteBuffer.allocate(100_000);
        for (int i = 0; i < 20_000; i++) {
            deep.put(new byte[] {(byte) 0x80, 0, 1, 0});
        }
        assertThatThrownBy(() -> new TypeReader().read(deep.flip())).isInstanceOf(ProtocolException.class)
            .hasMessageContaining("deep");
        ByteBuffer claims = ByteBuffer.wrap(new byte[] {(byte) 0x80, 0, (byte) 0xFE, 0x7F, 0, 0, 0});
        assertThatThrownBy(() -> new TypeReader().read(claims)).isInstanceOf(BufferUnderflowException.class);
    }
}
