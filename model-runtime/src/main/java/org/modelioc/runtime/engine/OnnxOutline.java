package org.modelioc.runtime.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Walks the outermost fields of an ONNX file, a protobuf message of type ModelProto (field numbers in {@code onnx.proto}),
 * to tell a file that was cut short from one that is something else: the parser of an engine says the same of both.
 */
final class OnnxOutline {

    private static final int IR_VERSION = 1;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int HIGHEST_FIELD = 100;

    private static final String FOREIGN = "is not an ONNX model; name the .onnx file, or copy it again";

    private final FileChannel channel;
    private final long size;
    private long position;

    private OnnxOutline(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * Looks at a file.
     *
     * @param channel open for reading
     * @return what is wrong and how to mend it, or null if an engine should try it
     */
    static String fault(FileChannel channel) throws IOException {
        return new OnnxOutline(channel).walk();
    }

    private String walk() throws IOException {
        boolean graph = false;
        boolean opset = false;
        while (position < size) {
            boolean first = position == 0;
            long tag = varint();
            long field = tag >>> 3;
            if (position <= size && (field < 1 || field > HIGHEST_FIELD || first && field != IR_VERSION)) {
                return FOREIGN;
            }
            graph |= field == GRAPH;
            opset |= field == OPSET_IMPORT;
            switch ((int) (tag & 7)) {
                case 0 -> varint();
                case 1 -> position += Long.BYTES;
                case 2 -> {
                    long length = varint();
                    if (length < 0 || length > Integer.MAX_VALUE) {
                        return FOREIGN;
                    }
                    position += length;
                }
                case 5 -> position += Integer.BYTES;
                default -> {
                    return FOREIGN;
                }
            }
        }
        if (position > size) {
            return "is truncated: it ends after " + size + " of at least " + position + " bytes; copy it again";
        }
        return graph && opset ? null
            : "has no " + (graph ? "opset" : "graph") + ": it is truncated or not an ONNX model; copy or export it again";
    }

    /** Moves past the end of the file, by one byte, if the number goes on there. */
    private long varint() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        channel.read(bytes, position);
        bytes.flip();
        long value = 0;
        int shift = 0;
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            position++;
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
            if (next >= 0) {
                return value;
            }
        }
        position = Math.max(position, size) + 1;
        return value;
    }
}
