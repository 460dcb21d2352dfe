package org.modelioc.ioc.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind, in µs.
 *
 * @param what  of what
 * @param count how many were measured
 * @param mean  mean
 * @param p50   median
 * @param p90   90 %
 * @param p95   95 %
 * @param p99   99 %
 * @param p999  99.9 %
 * @param max   the longest
 */
public record Latency(String what, long count, double mean, double p50, double p90, double p95, double p99, double p999,
        double max) {

    private static final double NANOS_A_MICRO = 1_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    /** A histogram for nanoseconds, within 0.1 %. */
    static Histogram histogram() {
        return new Histogram(1, MOST_NANOS, DIGITS);
    }

    /** From nanoseconds. */
    static Latency of(String what, Histogram nanos) {
        return new Latency(what, nanos.getTotalCount(), nanos.getMean() / NANOS_A_MICRO, at(nanos, 50), at(nanos, 90),
            at(nanos, 95), at(nanos, 99), at(nanos, 99.9), nanos.getMaxValue() / NANOS_A_MICRO);
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_A_MICRO;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("count", count);
        json.put("mean_us", mean);
        json.put("p50_us", p50);
        json.put("p90_us", p90);
        json.put("p95_us", p95);
        json.put("p99_us", p99);
        json.put("p999_us", p999);
        json.put("max_us", max);
        return json;
    }

    /** Reads what {@link #json} gave. */
    static Latency parse(Map<?, ?> json) {
        return new Latency(String.valueOf(json.get("what")), ((Number) json.get("count")).longValue(), number(json, "mean_us"),
            number(json, "p50_us"), number(json, "p90_us"), number(json, "p95_us"), number(json, "p99_us"),
            number(json, "p999_us"), number(json, "max_us"));
    }

    private static double number(Map<?, ?> json, String key) {
        return ((Number) json.get(key)).doubleValue();
    }
}
