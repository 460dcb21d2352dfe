package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** The section {@code models}, with the types of its tensors. */
class ModelSectionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        float33[batch, 2] | unknown element type 'float33'; allowed are float32, float64, float16, int8, int16, int32, int64, \
        uint8, bool; did you mean 'float32'?
        double[batch, 2] | unknown element type 'double'; allowed are float32, float64, float16, int8, int16, int32, int64, \
        uint8, bool
        uint16[batch, 2] | the element type 'uint16' cannot be used, since ONNX Runtime's Java interface does not carry it; \
        allowed are float32, float64, float16, int8, int16, int32, int64, uint8, bool
        float32              | the type of tensor 'settings' must be written like float32[batch, 10], not 'float32'
        float32(batch, 2)    | the type of tensor 'settings' must be written like float32[batch, 10], not 'float32(batch, 2)'
        [batch, 2]           | the type of tensor 'settings' must be written like float32[batch, 10], not a list
        float32[]            | the tensor has no dimensions; the first is the batch, for example [batch, 10]
        float32[batch, 0] | the dimension '0' must be a whole number from 1, or a name such as 'batch' for one that is open; \
        all together make at most 2147483647 elements
        float32[batch, -2] | the dimension '-2' must be a whole number from 1, or a name such as 'batch' for one that is \
        open; all together make at most 2147483647 elements
        float32[batch, 2,] | the dimension '' must be a whole number from 1, or a name such as 'batch' for one that is open; \
        all together make at most 2147483647 elements
        float32[65536, 65536] | the dimension '65536' must be a whole number from 1, or a name such as 'batch' for one that \
        is open; all together make at most 2147483647 elements
        """)
    void typeFault(String written, String expected) {
        assertThat(Example.in(folder).with("settings: float32[batch, 2]", "settings: " + written).problems())
            .containsExactly("ioc.yaml:11:17: " + expected);
    }

    @Test
    void typeWithSeveralDimensions() throws Exception {
        assertThat(Example.in(folder).with("efficiency: float32[batch, 1]", "efficiency: int64 [ 1,1 , 1]").read().model("lebt")
            .outputs().getFirst().type()).isEqualTo(new TensorType(ElementType.INT64, List.of(1L, 1L, 1L)));
    }

    @ParameterizedTest
    @CsvSource({"'    file: ../models/lebt.onnx\n', file", "'    inputs:\n      settings: float32[batch, 2]\n', inputs",
        "'    outputs:\n      efficiency: float32[batch, 1]\n', outputs"})
    void missingKey(String piece, String key) {
        assertThat(Example.in(folder).with(piece, "").problems())
            .containsExactly("ioc.yaml:8:3: missing key '" + key + "' in model 'lebt'");
    }

    @Test
    void noTensors() {
        assertThat(Example.in(folder).with("      settings: float32[batch, 2]\n", "").problems()).containsExactly(
            "ioc.yaml:10:5: 'inputs' of model 'lebt' is empty; at least one entry (tensor: type) is due");
    }

    @Test
    void tensorDeclaredTwice() {
        assertThat(Example.in(folder).with("      settings: float32[batch, 2]",
            "      settings: float32[batch, 2]\n      settings: float32[batch, 3]").problems())
            .containsExactly("ioc.yaml:12:7: 'settings' stands here a second time; the first is at ioc.yaml:11:7");
    }

    @Test
    void modelDeclaredTwice() {
        assertThat(Example.in(folder).with("inputs:\n  SOL1", "  lebt: {}\ninputs:\n  SOL1").problems())
            .containsExactly("ioc.yaml:14:3: 'lebt' stands here a second time; the first is at ioc.yaml:8:3");
    }

    @Test
    void fileWithoutName() {
        assertThat(Example.in(folder).with("file: ../models/lebt.onnx", "file: \"\"").problems()).containsExactly(
            "ioc.yaml:9:11: 'file' must name the model file, relative to the folder of this file, not ''");
    }

    @Test
    void absoluteFileStaysAsItIs() throws Exception {
        Path model = folder.resolve("other/model.onnx").toAbsolutePath();
        assertThat(Example.in(folder).with("../models/lebt.onnx", model.toString()).read().model("lebt").file()).isEqualTo(model);
    }
}
