package org.modelioc.ioc.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measurement.
 *
 * @param way       {@code "in process"}, {@code "pvAccess"} or {@code "model"}
 * @param load      what was asked for, such as {@code "1000/s"}, {@code "one after the other"} or {@code "batch 32"}
 * @param perSecond evaluations, or rows, a second that were reached
 * @param latencies of its parts
 */
public record Measurement(String way, String load, double perSecond, List<Latency> latencies) {

    /** Keeps an unmodifiable copy of the list. */
    public Measurement {
        latencies = List.copyOf(latencies);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("way", way);
        json.put("load", load);
        json.put("per_second", perSecond);
        json.put("latencies", latencies.stream().map(Latency::json).toList());
        return json;
    }

    /** Reads what {@link #json} gave. */
    static Measurement parse(Map<?, ?> json) {
        return new Measurement(String.valueOf(json.get("way")), String.valueOf(json.get("load")),
            ((Number) json.get("per_second")).doubleValue(),
            ((List<?>) json.get("latencies")).stream().map(each -> Latency.parse((Map<?, ?>) each)).toList());
    }
}
