package org.modelioc.ioc.cli.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.TorchScriptEngine;
import org.modelioc.schema.card.ModelCard;

/**
 * What a TorchScript file says of itself, read without libtorch: it is a zip archive whose code is text.
 *
 * @param path           the file, as it was named
 * @param bytes          its size
 * @param inputs         the tensors of the card, since the file does not name its own
 * @param outputs        likewise
 * @param operators      calls of operators of torch in its code
 * @param parameterBytes size of its weights
 */
public record TorchScriptSummary(
        Path path, long bytes, List<NamedTensor> inputs, List<NamedTensor> outputs, SortedMap<String, Integer> operators,
        long parameterBytes) implements ModelSummary {

    private static final Pattern CALL = Pattern.compile("\\b(?:torch|ops\\.\\w+)\\.([A-Za-z_]\\w*)\\(");

    /** Keeps unmodifiable copies. */
    public TorchScriptSummary {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
    }

    static TorchScriptSummary read(Path path, Optional<ModelCard> card) throws ModelLoadException {
        Optional<String> fault = TorchScriptEngine.fileFault(path);
        if (fault.isPresent()) {
            throw new ModelLoadException(path + " " + fault.get());
        }
        SortedMap<String, Integer> operators = new TreeMap<>();
        long weights = 0;
        try (ZipFile archive = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (name.startsWith("data/")) {
                    weights += entry.getSize();
                } else if (name.startsWith("code/") && name.endsWith(".py")) {
                    String code = new String(archive.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    CALL.matcher(code).results().map(MatchResult::group).forEach(call ->
                        operators.merge(call.substring(call.lastIndexOf('.') + 1, call.length() - 1), 1, Integer::sum));
                }
            }
            List<NamedTensor> inputs = new ArrayList<>();
            List<NamedTensor> outputs = new ArrayList<>();
            card.ifPresent(known -> {
                known.inputs().forEach(tensor ->
                    inputs.add(new NamedTensor(tensor.name(), tensor.type().element().yaml(), tensor.axes())));
                known.outputs().forEach(tensor ->
                    outputs.add(new NamedTensor(tensor.name(), tensor.type().element().yaml(), tensor.axes())));
            });
            return new TorchScriptSummary(path, Files.size(path), inputs, outputs, operators, weights);
        } catch (IOException e) {
            throw new ModelLoadException(path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
