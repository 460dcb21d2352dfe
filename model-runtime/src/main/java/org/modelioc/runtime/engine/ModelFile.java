package org.modelioc.runtime.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Suggestions;

/** Tells why a file cannot be a model of one format, in words that say more than a failed parse. */
final class ModelFile {

    private static final int HEAD = 512;

    /** Looks into a file. */
    @FunctionalInterface
    interface Content {
        /** What is wrong with it, or null. */
        String fault(FileChannel channel) throws IOException;
    }

    static final String LFS = "version https://git-lfs";
    static final String LFS_FAULT = "is a Git LFS pointer, not the model itself; run 'git lfs pull'";
    private static final String EXPORT = "export the model to ONNX, with torch.onnx.export for example";

    private ModelFile() {
    }

    /**
     * Looks at a file.
     *
     * @param file where the model should be
     * @return what is wrong and how to mend it, to be read after the file's name; empty if an engine should try it
     */
    static Optional<String> fault(Path file) {
        return fault(file, ".onnx", channel -> contentFault(file, channel));
    }

    /**
     * Looks at a file of any format.
     *
     * @param file    where the model should be
     * @param ending  how its name should end
     * @param content looks into it
     * @return what is wrong and how to mend it, to be read after the file's name; empty if an engine should try it
     */
    static Optional<String> fault(Path file, String ending, Content content) {
        if (!Files.exists(file)) {
            return Optional.of(missing(file));
        }
        if (Files.isDirectory(file)) {
            return Optional.of("is a directory; name the " + ending + " file in it" + suggestion(named(file, ending), ""));
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a regular file; name the " + ending + " file");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("may not be read by user '" + System.getProperty("user.name")
                + "'; give that user read permission");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return Optional.ofNullable(content.fault(channel));
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    private static String missing(Path file) {
        if (Files.isSymbolicLink(file)) {
            return "is a link to a file that does not exist; copy the model there or correct the link";
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "does not exist, nor does its folder; correct the path";
        }
        String name = file.getFileName().toString();
        return "does not exist; copy the model there or correct the path" + suggestion(named(folder, ""), name);
    }

    /** With no name to come near, the only candidate there is. */
    private static String suggestion(List<String> candidates, String name) {
        Optional<String> nearest = !name.isEmpty() ? Suggestions.closest(name, candidates)
            : candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
        return nearest.map(candidate -> " (did you mean '" + candidate + "'?)").orElse("");
    }

    private static List<String> named(Path folder, String ending) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + ending)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException e) {
            return List.of();
        }
        return names;
    }

    private static String contentFault(Path file, FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return "is empty; copy or export it again";
        }
        String head = head(channel);
        String other = head.startsWith("PK\3\4") ? archiveFault(file, head) : otherFormat(head);
        // ONNX Runtime's own format is a flatbuffer, not a protobuf
        return other != null || head.startsWith("ORTM", 4) ? other : OnnxOutline.fault(channel);
    }

    /** The first bytes, as characters. */
    static String head(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    /** Whether a head is that of text. */
    static boolean text(String head) {
        return head.chars().allMatch(c -> c >= ' ' && c != 127 || c == '\n' || c == '\r' || c == '\t');
    }

    private static String archiveFault(Path file, String head) {
        // a PyTorch archive is a zip file whose entries have such names; where its directory, the end, is lost, its head may tell
        return TorchScriptFile.entries(file).orElse(List.of(head)).stream()
            .anyMatch(name -> name.contains("data.pkl") || name.contains(".data/") || name.contains("code/"))
            ? "looks like a PyTorch archive (TorchScript, .pt), not ONNX; write 'engine: torchscript' to run it"
            + " as it is, or " + EXPORT
            : "is a zip archive, not ONNX; unpack it and name the .onnx file";
    }

    private static String otherFormat(String head) {
        if (head.startsWith("\200\2") || head.startsWith("\200\4")) {
            return "looks like a Python pickle (weights without the model), not ONNX; " + EXPORT;
        }
        if (head.startsWith("\211HDF")) {
            return "looks like a Keras HDF5 file, not ONNX; export the model to ONNX, with tf2onnx for example";
        }
        if (head.startsWith("\37\213")) {
            return "is compressed by gzip; unpack it";
        }
        if (head.startsWith(LFS)) {
            return LFS_FAULT;
        }
        return text(head) ? "is text, not an ONNX model; name the .onnx file" : null;
    }
}
