package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about stages: its examples are read as they stand. */
class StageDocumentTest {

    private static final Path PAGE = Path.of("..", "docs", "stages.md");
    private static final String PIPELINE = "(?ms)^pipelines:\n.*?(?=^```)";

    @TempDir
    private Path folder;

    static List<String> examples() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("- ") && line.endsWith("}")).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsValid(String example) throws Exception {
        Files.writeString(folder.resolve("curve.csv"), "0,0\n1,2\n");
        IocDefinition ioc = Example.in(folder).with("      efficiency: [EFF:LEBT]\n",
            "      efficiency: [EFF:LEBT]\n    before:\n      " + example + "\n").read();
        assertThat(ioc.pipelines().getFirst().before()).hasSize(1);
    }

    @Test
    void pipelineIsValid() throws Exception {
        String pipelines = Pattern.compile(PIPELINE).matcher(Files.readString(PAGE)).results()
            .map(MatchResult::group).findFirst().orElseThrow();
        String yaml = Example.in(folder).yaml().replaceFirst("(?s)pipelines:\n.*", "") + pipelines;
        assertThat(Example.of(folder, yaml).read().pipelines().getFirst().before()).hasSize(2);
    }

    @Test
    void everyStageHasAnExample() throws IOException {
        String stages = examples().stream().map(example -> example.replaceAll("- ([a-z-]+):.*", "$1")).distinct().sorted()
            .collect(Collectors.joining(", "));
        assertThat(stages).isEqualTo("argmax, clip, crop, exp, expression, flatten, grey, log, lookup, normalise, one-hot, onnx,"
            + " permute, polynomial, reduce, replace-missing, resample, reshape, resize, scale, smooth, softmax, threshold,"
            + " window");
    }
}
