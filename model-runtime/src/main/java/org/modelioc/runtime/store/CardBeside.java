package org.modelioc.runtime.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.problem.InvalidConfigurationException;

/** Finds the card of a model file: {@code card.yaml} in the same folder, if it names the file. */
public final class CardBeside {

    private static final String NAME = "card.yaml";

    private CardBeside() {
    }

    /**
     * The card of a model file, with its promises about the files kept.
     *
     * @param model the model file
     * @return empty if no card names the file
     * @throws InvalidConfigurationException if there is a card but it cannot be read, or a file is not the one it describes
     */
    public static Optional<ModelCard> of(Path model) throws InvalidConfigurationException {
        Path file = model.resolveSibling(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ModelCard card = ModelCardReader.read(file);
        Path name = model.getFileName();
        if (card.files().stream().noneMatch(listed -> listed.path().getFileName().equals(name))) {
            return Optional.empty();
        }
        card.verifyFiles();
        return Optional.of(card);
    }
}
