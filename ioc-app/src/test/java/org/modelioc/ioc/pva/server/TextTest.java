package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.SerializableControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text arrives as it was: on the wire its length is that of its UTF-8 bytes. */
class TextTest {

    private static final String TEXT = "température 25 °C µm 日本語 🛰";

    /** A buffer of a few bytes that is emptied into a longer one whenever it is full, and filled from it. */
    private static final class Trickle implements SerializableControl, DeserializableControl {

        private final ByteBuffer small = ByteBuffer.allocate(7);
        private final ByteBuffer all = ByteBuffer.allocate(100_000);

        @Override
        public void flushSerializeBuffer() {
            all.put(small.flip());
            small.clear();
        }

        @Override
        public void ensureBuffer(int size) {
            if (small.remaining() < size) {
                flushSerializeBuffer();
            }
        }

        ByteBuffer reading() {
            flushSerializeBuffer();
            all.flip();
            return small.limit(0);
        }

        @Override
        public void ensureData(int size) {
            while (small.remaining() < size) {
                small.compact();
                while (small.hasRemaining() && all.hasRemaining()) {
                    small.put(all.get());
                }
                small.flip();
            }
        }

        @Override
        public void alignBuffer(int alignment) {
            // nothing is aligned
        }

        @Override
        public void alignData(int alignment) {
            // nothing is aligned
        }

        @Override
        public void cachedSerialize(Field field, ByteBuffer buffer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Field cachedDeserialize(ByteBuffer buffer) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "plain text longer than the buffer", "µ", TEXT})
    void textSurvivesSmallBuffers(String text) {
        Trickle wire = new Trickle();
        SerializeHelper.serializeString(text, wire.small, wire);
        assertThat(SerializeHelper.deserializeString(wire.reading(), wire)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {253, 254, 255, 4096, 4097, 20_000})
    void textOfAnyLengthSurvives(int length) {
        for (String character : new String[] {"x", "µ"}) {
            String text = character.repeat(length);
            Trickle wire = new Trickle();
            SerializeHelper.serializeString(text, wire.small, wire);
            assertThat(SerializeHelper.deserializeString(wire.reading(), wire)).isEqualTo(text);
            ByteBuffer whole = ByteBuffer.allocate(3 * length + 10);
            SerializeHelper.serializeString(text, whole);
            assertThat(SerializeHelper.deserializeString(whole.flip())).isEqualTo(text);
        }
    }

    @Test
    void nullAndPartsOfText() {
        Trickle wire = new Trickle();
        SerializeHelper.serializeString(null, wire.small, wire);
        SerializeHelper.serializeSubstring("aµbµ", 1, 2, wire.small, wire);
        ByteBuffer reading = wire.reading();
        assertThat(SerializeHelper.deserializeString(reading, wire)).as("Phoebus cannot read null").isEmpty();
        assertThat(SerializeHelper.deserializeString(reading, wire)).isEqualTo("µb");
    }

    @Test
    void valueUnitsChoicesAndErrorsReachTheClientExactly() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.login()) {
            server.provider.pv("text").change(value -> {
                value.getStringField("value").put(TEXT);
                value.getStringField("display.units").put("µm/s²");
            });
            server.provider.pv("enum").change(value -> value.getSubField(PVStringArray.class, "value.choices")
                .put(0, 2, new String[] {"zu", "geöffnet"}, 0));
            for (String name : new String[] {"text", "enum"}) {
                int sid = client.create(name);
                client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(8).everything());
                client.await(RawClient.GET);
                client.send(RawClient.GET, new Payload().int32(sid).int32(1).int8(0));
                RawClient.Frame reply = client.await(RawClient.GET);
                reply.payload().position(4 + 1 + 1 + 2);
                if (name.equals("text")) {
                    assertThat(reply.string()).isEqualTo(TEXT);
                    assertThat(reply.string()).isEqualTo("µm/s²");
                } else {
                    reply.payload().position(reply.payload().position() + 5);
                    assertThat(reply.string()).isEqualTo("zu");
                    assertThat(reply.string()).isEqualTo("geöffnet");
                }
                assertThat(reply.payload().remaining()).isZero();
            }
            client.send(RawClient.CREATE_CHANNEL, new Payload().int16(1).int32(1).string("größe"));
            RawClient.Frame refused = client.await(RawClient.CREATE_CHANNEL);
            refused.payload().position(8);
            assertThat(refused.status()).isEqualTo("kein PV „größe“");
        }
    }

    @Test
    void textThatAClientWritesArrivesExactly() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.login()) {
            int sid = client.create("text");
            client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(8).everything());
            client.await(RawClient.PUT);
            String longer = TEXT.repeat(1000);
            assertThat(longer.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(4096);
            client.send(RawClient.PUT, new Payload().int32(sid).int32(1).int8(0).size(1).int8(1).string(longer).string("m²"));
            client.await(RawClient.PUT);
            assertThat(server.provider.pv("text").value.getStringField("value").get()).isEqualTo(longer);
            assertThat(server.provider.pv("text").value.getStringField("display.units").get()).isEqualTo("m²");
        }
    }
}
