package org.modelioc.ioc.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.cli.model.Message.DamagedException;
import org.modelioc.runtime.onnx.Mlp;

/** Bytes that are no ONNX file, or no longer one. */
class OnnxFileReaderTest {

    private static final byte[] MODEL = new Mlp(1, 3, 4, 2).onnx().metadata("key", "value").toByteArray();

    private static OnnxFile read(byte[] bytes) throws DamagedException {
        OnnxFileReader reader = new OnnxFileReader();
        reader.model(new Message(ByteBuffer.wrap(bytes)));
        return reader.file(Path.of("model.onnx"), bytes.length);
    }

    @Test
    void anyBytesAreReadOrDamaged() {
        Random random = new Random(1);
        int damaged = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = MODEL.clone();
            for (int changes = random.nextInt(1, 8); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(bytes).path()).hasFileName("model.onnx");
            } catch (DamagedException e) {
                damaged++;
            }
        }
        assertThat(damaged).isBetween(1, 4_999);
    }

    @Test
    void aFileCutWithinAFieldIsDamaged() throws Exception {
        assertThat(read(MODEL).metadata()).containsEntry("key", "value");
        assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> read(Arrays.copyOf(MODEL, MODEL.length - 1)));
        assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> read(Arrays.copyOf(MODEL, 100)));
    }

    @Test
    void graphsNestedTooDeepAreDamaged() {
        byte[] graph = {};
        for (int i = 0; i < 60; i++) {
            // GraphProto.node { NodeProto.attribute { AttributeProto.g { … } } }
            graph = field(1, field(5, field(6, graph)));
        }
        byte[] model = field(7, graph);

        assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> read(model));
    }

    private static byte[] field(int number, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(content.length + 3);
        bytes.put((byte) (number << 3 | 2));
        if (content.length < 128) {
            bytes.put((byte) content.length);
        } else {
            bytes.put((byte) (content.length & 0x7F | 0x80)).put((byte) (content.length >> 7));
        }
        return Arrays.copyOf(bytes.put(content).array(), bytes.position());
    }
}
