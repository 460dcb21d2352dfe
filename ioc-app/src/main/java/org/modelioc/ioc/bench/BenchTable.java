package org.modelioc.ioc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report as rows of words, for a table of aligned columns. */
public final class BenchTable {

    private static final double CENT = 100;

    private BenchTable() {
    }

    /**
     * The rows.
     *
     * @param report  what was measured
     * @param earlier what was measured before, to be compared with
     * @return the head, then a row a latency
     */
    public static List<String[]> rows(BenchReport report, Optional<BenchReport> earlier) {
        List<String[]> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("WAY", "LOAD", "RATE/s", "WHAT", "COUNT", "p50", "p90", "p95", "p99", "p99.9",
            "MAX µs"));
        if (earlier.isPresent()) {
            head.addAll(List.of("p50 CHANGE", "p99 CHANGE"));
        }
        rows.add(head.toArray(String[]::new));
        for (Measurement measurement : report.measurements()) {
            Optional<Measurement> before = earlier.flatMap(other -> other.like(measurement));
            boolean first = true;
            for (Latency latency : measurement.latencies()) {
                List<String> row = new ArrayList<>(List.of(first ? measurement.way() : "", first ? measurement.load() : "",
                    first ? number(measurement.perSecond()) : "", latency.what(), Long.toString(latency.count()),
                    number(latency.p50()), number(latency.p90()), number(latency.p95()), number(latency.p99()),
                    number(latency.p999()), number(latency.max())));
                if (earlier.isPresent()) {
                    Optional<Latency> same = before.flatMap(other -> other.latencies().stream()
                        .filter(each -> each.what().equals(latency.what())).findFirst());
                    row.add(same.map(other -> change(other.p50(), latency.p50())).orElse("new"));
                    row.add(same.map(other -> change(other.p99(), latency.p99())).orElse("new"));
                }
                rows.add(row.toArray(String[]::new));
                first = false;
            }
        }
        return rows;
    }

    private static String change(double before, double now) {
        return before <= 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", (now / before - 1) * CENT);
    }

    // three or four digits that count
    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%.0f" : value >= CENT ? "%.1f" : "%.2f", value);
    }
}
