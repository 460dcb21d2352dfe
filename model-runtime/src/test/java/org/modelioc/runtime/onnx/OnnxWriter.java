package org.modelioc.runtime.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes small ONNX models for tests. Field numbers are those of {@code onnx.proto}, which calls the parts ModelProto,
 * GraphProto, NodeProto, TensorProto and ValueInfoProto.
 */
public final class OnnxWriter {

    /** Element types, as numbered in {@code TensorProto.DataType}. */
    public static final int FLOAT = 1;
    /** uint8. */
    public static final int UINT8 = 2;
    /** int8. */
    public static final int INT8 = 3;
    /** uint16. */
    public static final int UINT16 = 4;
    /** int16. */
    public static final int INT16 = 5;
    /** int32. */
    public static final int INT32 = 6;
    /** int64. */
    public static final int INT64 = 7;
    /** string. */
    public static final int STRING = 8;
    /** bool. */
    public static final int BOOL = 9;
    /** float16. */
    public static final int FLOAT16 = 10;
    /** float64. */
    public static final int DOUBLE = 11;

    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Protobuf graph = new Protobuf();
    private final Protobuf metadata = new Protobuf();
    private long opset = 17;
    private long irVersion = 8;

    /**
     * Sets the version of the operator set, 17 if not called.
     *
     * @param version the opset the model asks for
     * @return this
     */
    public OnnxWriter opset(long version) {
        opset = version;
        return this;
    }

    /**
     * Sets the version of the file format, 8 if not called.
     *
     * @param version the IR version the model asks for
     * @return this
     */
    public OnnxWriter irVersion(long version) {
        irVersion = version;
        return this;
    }

    /**
     * Adds an input of the graph.
     *
     * @param name       its name
     * @param type       its element type
     * @param dimensions Integer for a fixed size, String for a named open one
     * @return this
     */
    public OnnxWriter input(String name, int type, Object... dimensions) {
        graph.message(11, valueInfo(name, tensorType(type, dimensions)));
        return this;
    }

    /**
     * Adds an output of the graph.
     *
     * @param name       its name
     * @param type       its element type
     * @param dimensions Integer for a fixed size, String for a named open one
     * @return this
     */
    public OnnxWriter output(String name, int type, Object... dimensions) {
        graph.message(12, valueInfo(name, tensorType(type, dimensions)));
        return this;
    }

    /**
     * Adds an output that is a sequence of tensors.
     *
     * @param name its name
     * @param type element type of its tensors
     * @return this
     */
    public OnnxWriter sequenceOutput(String name, int type) {
        Protobuf sequence = new Protobuf().message(1, tensorType(type, "n"));
        graph.message(12, valueInfo(name, new Protobuf().message(4, sequence)));
        return this;
    }

    /**
     * Adds a node.
     *
     * @param operator   the operator
     * @param inputs     names of what it reads, separated by blanks
     * @param output     name of what it writes
     * @param attributes Integer or int[] by name
     * @return this
     */
    public OnnxWriter node(String operator, String inputs, String output, Map<String, Object> attributes) {
        Protobuf node = new Protobuf();
        for (String input : inputs.split(" ")) {
            node.text(1, input);
        }
        node.text(2, output).text(3, operator + "_" + output).text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        graph.message(1, node);
        return this;
    }

    /**
     * Adds a node without attributes.
     *
     * @param operator the operator
     * @param inputs   names of what it reads, separated by blanks
     * @param output   name of what it writes
     * @return this
     */
    public OnnxWriter node(String operator, String inputs, String output) {
        return node(operator, inputs, output, Map.of());
    }

    /**
     * Adds a constant.
     *
     * @param name   its name
     * @param values its elements, the last dimension fastest
     * @param sizes  its shape
     * @return this
     */
    public OnnxWriter constant(String name, float[] values, int... sizes) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor(FLOAT, sizes).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /**
     * Adds a constant of integers.
     *
     * @param name   its name
     * @param values its elements
     * @return this
     */
    public OnnxWriter constant(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        graph.message(5, tensor(INT64, values.length).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /**
     * Adds a constant whose elements lie in another file.
     *
     * @param name  its name
     * @param file  the other file, beside the model
     * @param sizes its shape
     * @return this
     */
    public OnnxWriter externalConstant(String name, String file, int... sizes) {
        Protobuf location = new Protobuf().text(1, "location").text(2, file);
        graph.message(5, tensor(FLOAT, sizes).text(8, name).message(13, location).integer(14, 1));
        return this;
    }

    /**
     * Adds an entry of the model's own metadata.
     *
     * @param key   the key
     * @param value the value
     * @return this
     */
    public OnnxWriter metadata(String key, String value) {
        metadata.message(14, new Protobuf().text(1, key).text(2, value));
        return this;
    }

    /**
     * The model as the bytes of a file.
     *
     * @return a ModelProto
     */
    public byte[] toByteArray() {
        Protobuf head = new Protobuf().integer(1, irVersion).text(2, "tests")
            .message(7, new Protobuf().append(graph).text(2, "graph"))
            .message(8, new Protobuf().text(1, "").integer(2, opset));
        return head.append(metadata).toByteArray();
    }

    /**
     * Writes the model.
     *
     * @param file where to
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path file) throws IOException {
        return Files.write(file, toByteArray());
    }

    private static Protobuf tensor(int type, int... sizes) {
        Protobuf tensor = new Protobuf();
        for (int size : sizes) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, type);
    }

    private static Protobuf attribute(String name, Object value) {
        Protobuf attribute = new Protobuf().text(1, name);
        if (value instanceof int[] integers) {
            for (int integer : integers) {
                attribute.integer(8, integer);
            }
            return attribute.integer(20, ATTRIBUTE_INTS);
        }
        return attribute.integer(3, (Integer) value).integer(20, ATTRIBUTE_INT);
    }

    private static Protobuf valueInfo(String name, Protobuf type) {
        return new Protobuf().text(1, name).message(2, type);
    }

    private static Protobuf tensorType(int element, Object... dimensions) {
        Protobuf shape = new Protobuf();
        for (Object dimension : dimensions) {
            shape.message(1, dimension instanceof Integer size
                ? new Protobuf().integer(1, size)
                : new Protobuf().text(2, (String) dimension));
        }
        return new Protobuf().message(1, new Protobuf().integer(1, element).message(2, shape));
    }
}
