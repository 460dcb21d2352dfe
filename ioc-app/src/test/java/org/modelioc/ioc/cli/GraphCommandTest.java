package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

    /** What a line may be: a node with a quoted label, in which signs stand by their numbers; or an arrow between nodes. */
    private static final String LABEL = "\"(?:[\\p{L}\\p{N} _\\-+:.,/()=…°%]|#\\d+;|<br/>)*\"";
    private static final String LINE =
        "  (?:\\w+(?:\\[" + LABEL + "]|\\(\\[" + LABEL + "]\\)|\\[\\[" + LABEL + "]])|\\w+ --> \\w+)";

    @TempDir
    private Path folder;

    private List<String> graph(String tensor, String input, String units, String more) throws Exception {
        Path config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: none.onnx, inputs: {"%1$s": "float32[batch, 1]"}, outputs: {y: "float32[batch, 1]"}}
            inputs: {"%2$s": {units: "%3$s"}}
            outputs: {C: {}}
            pipelines:
              RUN:
                model: m
                inputs: {"%1$s": ["%2$s"]}
                outputs: {y: [C]}
            %4$s""".formatted(tensor, input, units, more));
        Program.Ended ended = Program.run("graph", config);
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.lines()).first().isEqualTo("flowchart LR");
        assertThat(ended.lines().stream().skip(1)).allMatch(line -> line.matches(LINE));
        return ended.lines();
    }

    @Test
    void fromInputsThroughTheModelToOutputs() throws Exception {
        assertThat(graph("x", "A", "kV", "    before: [scale: {factor: 2}, clip: {low: 0}]\n")).containsExactly(
            "flowchart LR",
            "  p0[[\"RUN<br/>model m\"]]",
            "  p0in0([\"x<br/>float32#91;batch, 1#93;<br/>scale, clip\"])",
            "  pv0[\"T:A (kV)\"]",
            "  pv0 --> p0in0",
            "  p0in0 --> p0",
            "  p0out0([\"y<br/>float32#91;batch, 1#93;\"])",
            "  p0 --> p0out0",
            "  pv1[\"T:C\"]",
            "  p0out0 --> pv1");
    }

    @Test
    void namesThatMermaidWouldTakeForItsOwn() throws Exception {
        assertThat(graph("end\\\"]); click x", "A[0]<b>;-", "#quot;`%%{", ""))
            .contains("  pv0[\"T:A#91;0#93;#60;b#62;#59;- (#35;quot#59;#96;%%#123;)\"]",
                "  p0in0([\"end#34;#93;)#59; click x<br/>float32#91;batch, 1#93;\"])");
    }

    @Test
    void theExample() throws Exception {
        List<String> lines = Program.run("graph", "-m", "P=MY:", Program.LEBT).lines();

        assertThat(lines).contains("  pv0[\"MY:SOL1:DI:SP (A)\"]", "  pv15[\"MY:EFF:TANK4 (%)\"]").hasSize(38);
    }

    @Test
    void pipelinesThatFeedPipelinesAndTypesThatAreNotTheUsualOne() throws Exception {
        Path config = Files.writeString(folder.resolve("two.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: none.onnx, inputs: {x: "float32[batch, 3]"}, outputs: {y: "float32[batch, 3]"}}
            inputs: {A: {type: "double[3]"}}
            outputs: {B: {type: "double[3]", units: m}, C: {type: "double[3]"}}
            pipelines:
              ONE: {model: m, inputs: {x: [A]}, outputs: {y: [B]}}
              TWO: {model: m, inputs: {x: [B]}, outputs: {y: [C]}}
            """);

        assertThat(Program.run("graph", config).lines()).contains("  pv0[\"T:A<br/>double#91;3#93;\"]",
            "  pv1[\"T:B (m)<br/>double#91;3#93;\"]", "  p0out0 --> pv1", "  pv1 --> p1in0");
    }

    @Test
    void manyPvsAreDrawnAsOne() throws Exception {
        String names = IntStream.range(0, 100).mapToObj(i -> "A" + i).collect(Collectors.joining(", "));
        Path config = Files.writeString(folder.resolve("many.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: none.onnx, inputs: {x: "float32[batch, 100]"}, outputs: {y: "float32[batch, 1]"}}
            inputs: {%s}
            outputs: {C: {}}
            pipelines:
              RUN: {model: m, inputs: {x: [%s]}, outputs: {y: [C]}}
            """.formatted(names.replace(",", ": {},") + ": {}", names));

        assertThat(Program.run("graph", config).lines()).contains("  p0in0pvs[\"T:A0<br/>… 100 PVs …<br/>T:A99\"]",
            "  p0in0pvs --> p0in0").hasSize(10);
    }
}
