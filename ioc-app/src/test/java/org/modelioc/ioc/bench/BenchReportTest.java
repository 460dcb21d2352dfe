package org.modelioc.ioc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was measured as JSON and back, as a table and as a plot. */
class BenchReportTest {

    private static final String FORMAT = "{\"format\": \"model-ioc bench 1\"";

    private static Latency latency(String what, double scale) {
        Histogram nanos = Latency.histogram();
        for (int i = 1; i <= 1_000; i++) {
            nanos.recordValue(Math.round(i * 1_000 * scale));
        }
        return Latency.of(what, nanos);
    }

    private static BenchReport report(double scale) {
        return new BenchReport(Map.of("pipeline", "A <&> B", "host", "here"),
            List.of(new Measurement("in process", "1000/s", 998.5, List.of(latency("INFER", scale / 2), latency("TOTAL", scale))),
                new Measurement("model", "batch 32", 1e6, List.of(latency("run", scale)))), List.of("a note: \"x\""));
    }

    @Test
    void jsonAndBack() {
        BenchReport report = report(1);
        assertThat(BenchReport.parse(report.json())).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1, 2]", "text", "{", FORMAT + "}", FORMAT + ", \"facts\": {}, \"measurements\": 1}"})
    void whatIsNoReport(String text) {
        assertThatThrownBy(() -> BenchReport.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void percentilesInMicroseconds() {
        Latency latency = latency("x", 1);
        assertThat(List.of(latency.p50(), latency.p90(), latency.p95(), latency.p99(), latency.p999(), latency.max()))
            .usingElementComparator((one, other) -> Math.abs(one - other) <= 0.002 * other ? 0 : Double.compare(one, other))
            .containsExactly(500.0, 900.0, 950.0, 990.0, 999.0, 1000.0);
        assertThat(latency.count()).isEqualTo(1_000);
    }

    @Test
    void aRowALatencyWithTheChange() {
        List<String[]> rows = BenchTable.rows(report(1.1), Optional.of(report(1)));
        assertThat(rows).hasSize(4);
        assertThat(rows.getFirst()).endsWith("p50 CHANGE", "p99 CHANGE");
        assertThat(rows.get(1)).startsWith("in process", "1000/s", "998.5", "INFER", "1000");
        assertThat(rows.get(2)).startsWith("", "", "", "TOTAL");
        assertThat(rows.get(2)[11]).matches("\\+(9\\.[89]|10\\.[012]) %");
        BenchReport other = new BenchReport(Map.of(), List.of(), List.of());
        assertThat(BenchTable.rows(report(1), Optional.of(other)).get(3)).endsWith("new", "new");
        assertThat(BenchTable.rows(report(1), Optional.empty()).getFirst()).endsWith("MAX µs");
    }

    @Test
    void thePlotIsWholeAndNamesEachMeasurement() throws Exception {
        String svg = BenchPlot.svg(report(1));
        String text = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement().getTextContent();
        assertThat(text).contains("Latency of A <&> B on here", "in process, 1000/s", "model, batch 32", "1000 µs", "99.9 %");
        assertThat(svg).doesNotContain("NaN");
        assertThat(BenchPlot.svg(new BenchReport(Map.of(), List.of(), List.of()))).endsWith("</svg>\n").doesNotContain("NaN");
    }
}
