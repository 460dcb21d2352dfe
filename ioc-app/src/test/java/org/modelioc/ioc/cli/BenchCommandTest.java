package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.ioc.bench.BenchReport;
import org.modelioc.runtime.onnx.OnnxWriter;

/** A bench from the command line to its files. How fast it is, is not asked. */
class BenchCommandTest {

    @TempDir
    private Path folder;
    private Path config;

    @BeforeEach
    void write() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).node("Tanh", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        config = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc:
              prefix: "T:"
              autosave: {folder: saved}
              put-log: {file: puts.jsonl, which: all}
            models:
              m: {file: m.onnx, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 2]"}}
            inputs: {A: {follow: "pva://NOT:THERE"}, B: {limits: {low: -1, high: 1}}}
            outputs: {C: {}, D: {}}
            pipelines:
              RUN: {model: m, inputs: {x: [A, B]}, outputs: {y: [D, C]}}
            """);
    }

    @Test
    void measuresEachWayAndWritesReportAndPlot() throws Exception {
        Path json = folder.resolve("b.json");
        Path plot = folder.resolve("b.svg");
        Program.Ended ended = Program.run("bench", config, "--seconds", "0.2", "--rate", "200,0", "--batch", "1,7",
            "--json", json, "--plot", plot);

        assertThat(ended.errors()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(String.join("\n", ended.lines())).contains("pipeline: RUN", "sha256: ", "cores: ", "in process  200/s",
            "in process  one after the other", "TOTAL", "asked to answered", "put to monitor", "batch 7").doesNotContain("note:");
        BenchReport report = BenchReport.parse(Files.readString(json));
        assertThat(report.measurements()).extracting(each -> each.way() + ' ' + each.load()).containsExactly("in process 200/s",
            "in process one after the other", "pvAccess 200/s", "pvAccess one after the other", "model batch 1", "model batch 7");
        assertThat(report.measurements()).allSatisfy(each -> {
            assertThat(each.perSecond()).isPositive();
            assertThat(each.latencies()).allSatisfy(latency -> assertThat(latency.count()).isPositive());
        });
        assertThat(Files.readString(plot)).startsWith("<svg ");
        assertThat(folder.resolve("saved")).doesNotExist();
        assertThat(folder.resolve("puts.jsonl")).doesNotExist();

        Program.Ended again = Program.run("bench", config, "--seconds", "0.1", "--rate", "0", "--batch", "0", "--no-pva",
            "--compare", json);
        assertThat(String.join("\n", again.lines())).contains("p50 CHANGE").contains(" %").doesNotContain("pvAccess", "batch 7");
        assertThat(report.facts()).containsEntry("seconds", "0.2");
        assertThat(again.lines()).contains("seconds: 0.1 (was 0.2)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --seconds=0    | --seconds must be more than 0 and at most 3600, not 0.0
        --rate=-1      | --rate must be from 0 to 1000000, not -1.0
        --batch=-2     | --batch must be from 0 to 1048576, not -2
        --pipeline=FLY | has no pipeline 'FLY'; it has RUN
        """)
    void whatCannotBe(String option, String text) {
        Program.Ended ended = Program.run("bench", config, option);
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(String.join("\n", ended.errors())).contains(text);
    }

    @Test
    void aFileThatIsNoReportIsNotCompared() {
        Program.Ended ended = Program.run("bench", config, "--compare", config);
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(String.join("\n", ended.errors())).contains(config + " is no report that --json wrote: ");
    }

    @Test
    void withoutAnInputToPutThatIsSaid() throws Exception {
        Files.writeString(config, Files.readString(config).replace("B: {limits: {low: -1, high: 1}}", "B: {type: long}"));
        Program.Ended ended = Program.run("bench", config, "--seconds", "0.1", "--rate", "0", "--batch", "0");
        assertThat(ended.lines()).contains("note: not measured over pvAccess: the pipeline has no input that is a double and"
            + " takes puts");
    }
}
