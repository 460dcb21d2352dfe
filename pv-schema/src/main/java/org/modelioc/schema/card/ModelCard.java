package org.modelioc.schema.card;

import java.nio.file.Path;
import java.util.List;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * What is known of a model. A card that {@link ModelCardReader} made is consistent in itself.
 *
 * @param source      the file {@code card.yaml}, absolute
 * @param name        name of the model
 * @param version     version of the model
 * @param description one line for people; may be empty
 * @param authors     who made it; at least one
 * @param synthetic   whether the machine that it describes is made up
 * @param trainedOn   where its training data come from
 * @param files       the files of the model, in every format; at least one
 * @param inputs      the tensors that it takes; at least one
 * @param covariance  of the features of those inputs that have a row for each sample ({@link InputTensor#batched()}), in
 *                    order and in the products of their units: symmetric
 * @param outputs     the tensors that it gives; at least one
 * @param golden      rows that it must reproduce
 */
public record ModelCard(
        Path source,
        String name,
        String version,
        String description,
        List<String> authors,
        boolean synthetic,
        TrainingData trainedOn,
        List<ModelFile> files,
        List<InputTensor> inputs,
        List<List<Double>> covariance,
        List<OutputTensor> outputs,
        GoldenRows golden) {

    /** Keeps unmodifiable copies of the lists. */
    public ModelCard {
        authors = List.copyOf(authors);
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
        covariance = covariance.stream().map(List::copyOf).toList();
        outputs = List.copyOf(outputs);
    }

    /**
     * Checks that the files are those that the card was made for. Reads each of them whole.
     *
     * @throws InvalidConfigurationException if one is missing, cannot be read or has another SHA-256, with all that are
     */
    public void verifyFiles() throws InvalidConfigurationException {
        FileDigests.verify(files);
    }
}
