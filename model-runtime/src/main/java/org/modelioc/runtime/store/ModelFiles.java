package org.modelioc.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.card.ModelFile;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * One version of a model as it lies on disk: a file and its card.
 *
 * @param place  the file or folder that was named
 * @param file   the model file
 * @param card   its card, with the digests of its files verified; empty if it has none
 * @param sha256 digest of the file, in hexadecimal
 */
public record ModelFiles(Path place, Path file, Optional<ModelCard> card, String sha256) {

    /** The card of a folder. */
    static final String CARD = "card.yaml";
    private static final int BLOCK = 1 << 16;

    /**
     * Looks at a file or a folder.
     *
     * @param definition the model
     * @param place      its file, or a folder with a card and the file
     * @return what is there; whether the file can be used is seen at load
     * @throws ModelLoadException            if the folder has no file for the engine
     * @throws InvalidConfigurationException if the card cannot be read, or a file is not the one it describes
     */
    public static ModelFiles of(ModelDefinition definition, Path place)
            throws ModelLoadException, InvalidConfigurationException {
        if (!Files.isDirectory(place) || !Files.exists(place.resolve(CARD))) {
            return new ModelFiles(place, place, CardBeside.of(place), digest(place));
        }
        ModelCard card = ModelCardReader.read(place.resolve(CARD));
        List<ModelFile> fitting = card.files().stream().filter(file -> fits(file, definition.options().engine())).toList();
        if (fitting.isEmpty()) {
            throw new ModelLoadException(definition.fileAt() + ": model '" + definition.name() + "': the card of " + place
                + " lists no file for engine '" + definition.options().engine().orElse("onnx") + "'; add one, or name another"
                + " 'engine'");
        }
        card.verifyFiles();
        Path file = fitting.getFirst().path();
        return new ModelFiles(place, file, Optional.of(card), digest(file));
    }

    /** Without an engine named, ONNX goes before TorchScript: cards list it first. */
    private static boolean fits(ModelFile file, Optional<String> engine) {
        return switch (file.format()) {
            case ONNX -> !engine.equals(Optional.of("torchscript"));
            case TORCHSCRIPT -> !engine.equals(Optional.of("onnx"));
        };
    }

    /** Empty if it cannot be read: the engine says why. */
    private static String digest(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The name of the model.
     *
     * @return that of the card, else that of the file
     */
    public String name() {
        return card.map(ModelCard::name).orElse(file.getFileName().toString());
    }

    /**
     * The version of the model.
     *
     * @return that of the card, else empty
     */
    public String version() {
        return card.map(ModelCard::version).orElse("");
    }

    /** For a message. */
    @Override
    public String toString() {
        return card.map(known -> known.name() + ' ' + known.version()).orElseGet(() -> file.toString());
    }
}
