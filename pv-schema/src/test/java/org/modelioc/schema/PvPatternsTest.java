package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.pipeline.PipelineDefinition;

/** Names with {@code *} in the lists of a pipeline. */
class PvPatternsTest {

    @TempDir
    private Path folder;

    private Example example(String list) {
        return Example.of(folder, """
            ioc: {prefix: ""}
            models: {m: {file: m.onnx, inputs: {x: "float32[b, 5]"}, outputs: {y: "float32[b, 1]"}}}
            inputs: {"Q2:G": {}, "Q1:G": {}, "Q1:I": {}, "[1]": {}, B: {}}
            outputs: {Q3:G: {}}
            pipelines:
              RUN: {model: m, inputs: {x: [%s]}, outputs: {y: [Q3*]}}
            """.formatted(list));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "*"                         | Q2:G Q1:G Q1:I [1] B
        B, Q*, "[1]"                | B Q2:G Q1:G Q1:I [1]
        "*:I", "Q*:G", "[*]", B*    | Q1:I Q2:G Q1:G [1] B
        $(ANY=Q)1*, Q2:*, "*]", B   | Q1:G Q1:I Q2:G [1] B
        """)
    void standForAllThatMatchAsTheyAreDeclared(String list, String names) throws Exception {
        PipelineDefinition pipeline = example(list).read().pipelines().getFirst();

        assertThat(pipeline.inputs().getFirst().pvs()).containsExactly(names.split(" "));
        assertThat(pipeline.outputs().getFirst().pvs()).isEqualTo(List.of("Q3:G"));
    }

    @Test
    void thatMatchNothing() {
        assertThat(example("\"*\", Q4:G*").problems()).containsExactly(
            "ioc.yaml:6:37: no PV in 'inputs' matches 'Q4:G*'; the closest name is 'Q2:G'");
    }

    @Test
    void thatMatchWhatIsListed() {
        assertThat(example("B, \"*\"").problems()).containsExactly(
            "ioc.yaml:6:35: the PV 'B' is listed a second time for this tensor; the first is at ioc.yaml:6:32");
    }
}
