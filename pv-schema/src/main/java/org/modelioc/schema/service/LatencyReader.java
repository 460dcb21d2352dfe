package org.modelioc.schema.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;

/** Reads the section {@code latency} of {@code ioc}. */
public final class LatencyReader {

    private static final List<String> KEYS = List.of("window", "period", "traces");

    private LatencyReader() {
    }

    /**
     * How latency is counted and shown.
     *
     * @param ioc      the section of the IOC
     * @param problems takes what is wrong
     * @return for what the file does not say, the default
     */
    public static LatencyDefinition read(Section ioc, Problems problems) {
        Optional<Section> given = ioc.section("latency", KEYS);
        return given.map(section -> of(section, problems)).orElse(LatencyDefinition.DEFAULT);
    }

    private static LatencyDefinition of(Section section, Problems problems) {
        LatencyDefinition otherwise = LatencyDefinition.DEFAULT;
        Duration window = section.duration("window", Duration.ofSeconds(1), Duration.ofHours(24)).orElse(otherwise.window());
        Duration period = section.duration("period", LatencyDefinition.SHORTEST_PERIOD, Duration.ofHours(1))
            .orElse(otherwise.period());
        if (period.compareTo(window) > 0) {
            problems.add(section.at("period"), "'period' of 'latency' is longer than its 'window': what comes between would never"
                + " be seen; make the window at least as long");
        }
        return new LatencyDefinition(window, period,
            Folders.read(section, "traces", "the traces", problems).orElse(otherwise.traces()));
    }
}
