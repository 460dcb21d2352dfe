package org.modelioc.ioc.cli.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.SourcePosition;

/**
 * What an ONNX file says of itself.
 *
 * @param path           the file, as it was named
 * @param bytes          its size
 * @param irVersion      version of the file format
 * @param producer       the program that wrote it, with its version; may be empty
 * @param description    free text, may be empty
 * @param opsets         version of each operator set by its domain, which is empty for ONNX's own
 * @param metadata       what the exporter added, by key
 * @param inputs         what it takes, without what it has a value for already
 * @param outputs        what it gives
 * @param operators      how many nodes there are of each operator, those of nested graphs included
 * @param parameters     elements of all its constants
 * @param parameterBytes their size
 */
public record OnnxFile(
        Path path, long bytes, long irVersion, String producer, String description, Map<String, Long> opsets,
        Map<String, String> metadata, List<NamedTensor> inputs, List<NamedTensor> outputs, SortedMap<String, Integer> operators,
        long parameters, long parameterBytes) implements ModelSummary {

    /** Keeps unmodifiable copies. */
    public OnnxFile {
        opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @return what it says
     * @throws ModelLoadException if it is no ONNX file, with one sentence that says why
     */
    public static OnnxFile read(Path path) throws ModelLoadException {
        if (!Files.isRegularFile(path)) {
            throw new ModelLoadException(fault(path));
        }
        try (FileChannel channel = FileChannel.open(path)) {
            OnnxFileReader reader = new OnnxFileReader();
            reader.model(new Message(channel.map(MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE))));
            if (reader.hasGraph()) {
                return reader.file(path, channel.size());
            }
        } catch (IOException | Message.DamagedException e) {
            // the engine says it better
        }
        throw new ModelLoadException(fault(path));
    }

    /** The words of the engine for what is wrong with a file. */
    private static String fault(Path path) {
        SourcePosition nowhere = new SourcePosition("", 0, 0);
        String name = "model";
        try {
            new OnnxEngine().load(new ModelDefinition(name, nowhere, path, nowhere, List.of(), List.of())).close();
            return path + " is not a complete ONNX model; export it again";
        } catch (ModelLoadException e) {
            String before = nowhere + ": model '" + name + "': ";
            return e.getMessage().startsWith(before) ? e.getMessage().substring(before.length()) : e.getMessage();
        }
    }
}
