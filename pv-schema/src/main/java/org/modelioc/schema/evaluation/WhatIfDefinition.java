package org.modelioc.schema.evaluation;

import java.util.OptionalInt;

/**
 * How a pipeline answers what would come out of other inputs.
 *
 * @param largestBatch rows in a run of the model at most, which bounds how long the live path may wait
 * @param queue        rows that may wait at most; more are refused
 * @param threads      how many batches may run at once; empty for as many as there are processors, or one on a device
 */
public record WhatIfDefinition(int largestBatch, int queue, OptionalInt threads) {

    /** The greatest batch that may be declared. */
    public static final int MOST_ROWS = 65_536;
    /** The longest queue that may be declared. */
    public static final int LONGEST_QUEUE = 10_000_000;
    /** The most threads that may be declared. */
    public static final int MOST_THREADS = 1_024;

    /** What holds if the file says nothing. */
    public static final WhatIfDefinition DEFAULT = new WhatIfDefinition(256, 10_000, OptionalInt.empty());
}
