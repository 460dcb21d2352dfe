package org.modelioc.schema.card;

import java.nio.file.Path;
import org.modelioc.schema.problem.SourcePosition;

/**
 * One file of a model.
 *
 * @param path   the file, resolved against the folder of the card; whether it is there {@link ModelCard#verifyFiles} sees
 * @param format its format
 * @param sha256 SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param at     where the card says so
 */
public record ModelFile(Path path, Format format, String sha256, SourcePosition at) {

    /** Format of a model file. */
    public enum Format {
        ONNX, TORCHSCRIPT
    }
}
