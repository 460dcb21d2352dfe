package org.modelioc.schema;

import java.time.Duration;

/**
 * How the latency of the evaluations is shown.
 *
 * @param window how far back percentiles look
 * @param period how often their PVs are updated
 */
public record LatencyDefinition(Duration window, Duration period) {

    /** If the file says nothing. */
    public static final LatencyDefinition DEFAULT = new LatencyDefinition(Duration.ofSeconds(60), Duration.ofSeconds(1));

    /** The shortest period, which is how often evaluations are counted. */
    public static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);
}
