package org.modelioc.ioc.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** A trace is JSON of the form that Perfetto reads, with the evaluations in their order. */
class ChromeTraceTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;
    private final TraceRing ring = new TraceRing();

    private void evaluation(long requested) {
        ring.add(requested, requested + 1_000, requested + 3_000, requested + 6_000, requested + 10_000, requested + 15_000,
            1_700_000_000L * SECOND + requested);
    }

    // JSON is YAML
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> events(Path file) throws Exception {
        Map<String, Object> whole = new Yaml().load(Files.readString(file));
        return (List<Map<String, Object>>) whole.get("traceEvents");
    }

    @Test
    void eachEvaluationIsASliceWithItsStages() throws Exception {
        evaluation(5_000_000);
        evaluation(6_000_000);
        Path file = ChromeTrace.write(ring, "T:P \"1\"", folder.resolve("deep/er"));
        assertThat(file.getFileName().toString()).matches("T_P__1_-trace-\\d{8}-\\d{6}-\\d{3}\\.json");

        List<Map<String, Object>> slices = events(file).stream().filter(event -> event.get("ph").equals("X")).toList();
        assertThat(slices).extracting(event -> event.get("name")).containsExactly(
            "WAIT", "evaluation", "BEFORE", "INFER", "AFTER",
            "POST", "WAIT", "evaluation", "BEFORE", "INFER", "AFTER", "POST");
        assertThat(slices).extracting(event -> ((Number) event.get("ts")).doubleValue())
            .containsExactly(0.0, 1.0, 1.0, 3.0, 6.0, 10.0, 1000.0, 1001.0, 1001.0, 1003.0, 1006.0, 1010.0);
        assertThat(slices).extracting(event -> ((Number) event.get("dur")).doubleValue())
            .containsExactly(1.0, 14.0, 2.0, 3.0, 4.0, 5.0, 1.0, 14.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(slices.get(1).get("args")).isEqualTo(Map.of("input stamp", "2023-11-14T22:13:20.005Z"));
        assertThat(events(file).getFirst().get("args")).isEqualTo(Map.of("name", "T:P \"1\""));
    }

    @Test
    void theOldestAreForgotten() throws Exception {
        for (int i = 0; i < TraceRing.EVALUATIONS + 3; i++) {
            evaluation(i * 1_000_000L);
        }
        List<Map<String, Object>> slices = events(ChromeTrace.write(ring.copy(), "P", folder)).stream()
            .filter(event -> event.get("name").equals("evaluation")).toList();
        assertThat(slices).hasSize(TraceRing.EVALUATIONS);
        assertThat(slices.getFirst().get("args")).isEqualTo(Map.of("input stamp", "2023-11-14T22:13:20.003Z"));
    }

    @Test
    void withoutEvaluationsItIsEmptyAndStillATrace() throws Exception {
        assertThat(events(ChromeTrace.write(ring, "P", folder))).noneMatch(event -> event.get("ph").equals("X"));
    }
}
