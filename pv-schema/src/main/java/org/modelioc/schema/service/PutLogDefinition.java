package org.modelioc.schema.service;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The log of puts.
 *
 * @param file  the file that grows; when it is full it becomes {@code FILE.1}
 * @param which what is logged
 * @param burst how long a put waits for another one to the same PV, to be one line with it; zero for a line each
 * @param size  bytes that a file may have
 * @param files how many files there may be, the one that grows included
 */
public record PutLogDefinition(Path file, Which which, Duration burst, long size, int files) {

    /** As in caPutLog. */
    public static final Duration DEFAULT_BURST = Duration.ofSeconds(5);
    /** A month of a busy control room. */
    public static final long DEFAULT_SIZE = 10L << 20;
    /** The one that grows and nine before it. */
    public static final int DEFAULT_FILES = 10;

    /** Which puts are logged. */
    public enum Which {
        /** Those that a rule with TRAPWRITE allows. */
        TRAPPED,
        /** All. */
        ALL,
        /** All that change the value. */
        CHANGES
    }
}
