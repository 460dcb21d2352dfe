package org.modelioc.schema.service;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the latency of the evaluations is shown.
 *
 * @param window how far back percentiles look
 * @param period how often their PVs are updated
 * @param traces folder of the traces, absolute
 */
public record LatencyDefinition(Duration window, Duration period, Path traces) {

    /** If the file says nothing. */
    public static final LatencyDefinition DEFAULT = new LatencyDefinition(Duration.ofSeconds(60), Duration.ofSeconds(1),
        Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());

    /** The shortest period, which is how often evaluations are counted. */
    public static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);
}
