package org.modelioc.schema.service;

import java.nio.file.Path;

/**
 * Where the last evaluations are recorded.
 *
 * @param folder      of the recordings, absolute
 * @param evaluations how many of each pipeline are kept; older ones are overwritten
 * @param files       how many recordings of earlier runs are kept for each pipeline
 */
public record FlightRecorderDefinition(Path folder, int evaluations, int files) {

    /** Evaluations, if the file says nothing. */
    public static final int DEFAULT_EVALUATIONS = 10_000;
    /** The most evaluations. */
    public static final int MOST_EVALUATIONS = 10_000_000;
    /** Recordings of earlier runs, if the file says nothing. */
    public static final int DEFAULT_FILES = 5;
    /** The most recordings of earlier runs. */
    public static final int MOST_FILES = 1_000;
}
