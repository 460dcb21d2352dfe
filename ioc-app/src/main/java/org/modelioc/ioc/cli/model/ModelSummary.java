package org.modelioc.ioc.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.TorchScriptEngine;
import org.modelioc.schema.card.ModelCard;

/** What a model file says of itself. */
public sealed interface ModelSummary permits OnnxFile, TorchScriptSummary {

    /**
     * Reads a file.
     *
     * @param path the file; its name tells the format, as that of the configuration does
     * @param card its card, which tells the tensors of a format that does not
     * @return what it says
     * @throws ModelLoadException if it is no such file, with one sentence that says why
     */
    static ModelSummary read(Path path, Optional<ModelCard> card) throws ModelLoadException {
        return new TorchScriptEngine().reads(path) ? TorchScriptSummary.read(path, card) : OnnxFile.read(path);
    }

    /**
     * The file.
     *
     * @return as it was named
     */
    Path path();

    /**
     * Its size.
     *
     * @return bytes
     */
    long bytes();

    /**
     * What it takes.
     *
     * @return empty if nobody tells
     */
    List<NamedTensor> inputs();

    /**
     * What it gives.
     *
     * @return empty if nobody tells
     */
    List<NamedTensor> outputs();

    /**
     * What it computes with.
     *
     * @return how often each operator stands in it
     */
    SortedMap<String, Integer> operators();
}
