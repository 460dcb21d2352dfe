package org.modelioc.runtime.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Tells why a file cannot be a TorchScript model, without libtorch. Such a file is a zip archive whose one folder holds
 * {@code code/}, {@code data.pkl} and {@code constants.pkl}.
 */
final class TorchScriptFile {

    private static final String SAVE = "save the model with torch.jit.script(model).save('model.pt')";

    private TorchScriptFile() {
    }

    /**
     * Looks at a file.
     *
     * @param file where the model should be
     * @return what is wrong and how to mend it, to be read after the file's name; empty if libtorch should try it
     */
    static Optional<String> fault(Path file) {
        return ModelFile.fault(file, ".pt", channel -> contentFault(file, channel));
    }

    private static String contentFault(Path file, FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return "is empty; copy or save it again";
        }
        String head = ModelFile.head(channel);
        if (head.startsWith("PK\3\4")) {
            return archiveFault(file);
        }
        if (head.startsWith(ModelFile.LFS)) {
            return ModelFile.LFS_FAULT;
        }
        if (head.startsWith("\200\2") || head.startsWith("\200\4")) {
            return "looks like a Python pickle (weights without the model), not TorchScript; " + SAVE;
        }
        if (ModelFile.text(head)) {
            return "is text, not a TorchScript model; name the .pt file";
        }
        return OnnxOutline.fault(channel) == null ? "is an ONNX model, not TorchScript; write 'engine: onnx', or name it .onnx"
            : "is not a TorchScript model; name the .pt file, or copy it again";
    }

    /** The names in a zip archive without the folder that is around all; empty if it is no complete one. */
    static Optional<List<String>> entries(Path file) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return Optional.of(archive.stream()
                .map(entry -> entry.getName().substring(entry.getName().indexOf('/') + 1)).toList());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String archiveFault(Path file) {
        Optional<List<String>> entries = entries(file);
        if (entries.isEmpty()) {
            // the directory of a zip archive is its end
            return "is truncated or damaged: it is no complete zip archive; copy it again";
        }
        List<String> names = entries.get();
        if (!names.contains("data.pkl")) {
            return "is a zip archive, but no TorchScript model; name the .pt file";
        }
        return names.contains("constants.pkl") && names.stream().anyMatch(name -> name.startsWith("code/")) ? null
            : "holds weights or a pickled model without its code (torch.save), not TorchScript; " + SAVE;
    }
}
