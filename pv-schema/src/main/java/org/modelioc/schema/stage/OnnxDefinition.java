package org.modelioc.schema.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Mark;

/**
 * {@code onnx}: a model of its own, with one tensor in and one out. Whether the file can be used is seen when it is loaded.
 *
 * @param target what it works on
 * @param file   the model file
 * @param fileAt where the YAML names it
 */
public record OnnxDefinition(StageTarget target, Path file, Mark fileAt) implements StageDefinition {

    static final List<String> KEYS = List.of("file");

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<OnnxDefinition> read(StageSection section) {
        return section.wholeTensor().require("file").file("file", "an ONNX model")
            .map(file -> new OnnxDefinition(section.target(), file, section.at("file")));
    }
}
