package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.model.ModelOptions;

/** Which engine a model gets: a built-in one, or one of a jar, for which the tests' own resources stand. */
class EnginesTest {

    private static String engine(String file, String key) throws ModelLoadException {
        ModelDefinition plain = Definitions.model(Path.of(file));
        ModelOptions none = ModelOptions.DEFAULT;
        return Engines.find().of(new ModelDefinition(plain.name(), plain.at(), plain.file(), plain.fileAt(), List.of(), List.of(),
            new ModelOptions(false, Optional.ofNullable(key), none.device(), none.memoryLimit(), none.latencyBudget(),
                none.group()))).name();
    }

    @Test
    void theEndingOfTheFileTells() throws Exception {
        assertThat(engine("m.onnx", null)).isEqualTo("ONNX Runtime");
        assertThat(engine("m.pt", null)).isEqualTo("TorchScript");
        assertThat(engine("m.beads", null)).isEqualTo("Abacus");
        assertThat(engine("model", null)).isEqualTo("ONNX Runtime");
    }

    @Test
    void theConfigurationGoesFirst() throws Exception {
        assertThat(engine("m.onnx", "torchscript")).isEqualTo("TorchScript");
        assertThat(engine("m.pt", "onnx")).isEqualTo("ONNX Runtime");
        assertThat(engine("m.pt", "abacus")).isEqualTo("Abacus");
    }

    @Test
    void anEngineThatThereIsNot() {
        assertThatThrownBy(() -> engine("m.onnx", "onx")).isInstanceOf(ModelLoadException.class).hasMessage(
            "test.yaml:3:3: model 'm': there is no engine 'onx'; there are onnx, torchscript, abacus; did you mean 'onnx'?");
    }
}
