package org.modelioc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.ModelCardReader;
import org.modelioc.schema.card.ModelFile;

/** The models that the repository ships do what their cards say, and a changed weight does not pass. */
class CommittedModelsTest {

    private static final Path MODELS = Path.of("../config/models");

    static List<Path> cards() throws IOException {
        try (Stream<Path> folders = Files.list(MODELS)) {
            return folders.map(folder -> folder.resolve("card.yaml")).filter(Files::exists).sorted().toList();
        }
    }

    private static Path onnx(ModelCard card) {
        return card.files().stream().filter(file -> file.format() == ModelFile.Format.ONNX).findFirst().orElseThrow().path();
    }

    private static GoldenCheck.Deviation worst(ModelCard card, Path file) throws Exception {
        GoldenCheck check = new GoldenCheck(card);
        try (Model model = new OnnxEngine().load(check.definition(file))) {
            return check.worst(model);
        }
    }

    @Test
    void bothExamplesHaveACard() throws Exception {
        assertThat(cards()).extracting(card -> card.getParent().getFileName().toString()).contains("lebt", "mebt");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void theFilesAreThoseOfTheCard(Path file) throws Exception {
        ModelCardReader.read(file).verifyFiles();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void theGoldenVectorsAreReproduced(Path file) throws Exception {
        ModelCard card = ModelCardReader.read(file);

        GoldenCheck.Deviation worst = worst(card, onnx(card));

        assertThat(worst.accepted()).as(worst.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void oneChangedWeightIsNoticed(Path file, @TempDir Path folder) throws Exception {
        ModelCard card = ModelCardReader.read(file);
        Path changed = Files.write(folder.resolve("changed.onnx"), withOneWeightChanged(Files.readAllBytes(onnx(card))));

        GoldenCheck.Deviation worst = worst(card, changed);

        assertThat(worst.accepted()).as(worst.toString()).isFalse();
    }

    // the middle of the file lies within the weights, as little-endian floats: the next plausible one is moved by 0.5
    private static byte[] withOneWeightChanged(byte[] onnx) {
        ByteBuffer bytes = ByteBuffer.wrap(onnx).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = onnx.length / 2; at < onnx.length - Float.BYTES; at++) {
            float weight = bytes.getFloat(at);
            if (Math.abs(weight) > 0.05 && Math.abs(weight) < 0.5) {
                bytes.putFloat(at, weight + 0.5f);
                return onnx;
            }
        }
        throw new AssertionError("no weight found");
    }
}
