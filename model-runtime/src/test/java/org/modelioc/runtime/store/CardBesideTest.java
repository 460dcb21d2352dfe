package org.modelioc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.problem.InvalidConfigurationException;

class CardBesideTest {

    private static final Path LEBT = Path.of("../config/models/lebt");

    @TempDir
    private Path folder;

    @BeforeEach
    void aCopyOfTheExample() throws Exception {
        for (String name : List.of("card.yaml", "golden.json", "lebt.onnx", "lebt.pt")) {
            Files.copy(LEBT.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void theCardOfItsModel() throws Exception {
        assertThat(CardBeside.of(folder.resolve("lebt.onnx")).orElseThrow().name()).isEqualTo("lebt");
    }

    @Test
    void aModelThatNoCardNames() throws Exception {
        Path other = Files.copy(folder.resolve("lebt.onnx"), folder.resolve("other.onnx"));
        assertThat(CardBeside.of(other)).isEmpty();

        Files.delete(folder.resolve("card.yaml"));
        assertThat(CardBeside.of(folder.resolve("lebt.onnx"))).isEmpty();
    }

    @Test
    void aFileThatIsNotTheOneOfTheCard() throws Exception {
        Files.writeString(folder.resolve("lebt.onnx"), "exchanged");

        assertThatThrownBy(() -> CardBeside.of(folder.resolve("lebt.onnx")))
            .isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining("card.yaml:").hasMessageContaining("lebt.onnx");
    }
}
