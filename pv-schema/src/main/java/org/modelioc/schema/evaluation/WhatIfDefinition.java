package org.modelioc.schema.evaluation;

/**
 * How a pipeline answers what would come out of other inputs.
 *
 * @param largestBatch rows in a run of the model at most, which bounds how long the live path may wait
 * @param queue        rows that may wait at most; more are refused
 */
public record WhatIfDefinition(int largestBatch, int queue) {

    /** The greatest batch that may be declared. */
    public static final int MOST_ROWS = 65_536;
    /** The longest queue that may be declared. */
    public static final int LONGEST_QUEUE = 10_000_000;

    /** What holds if the file says nothing. */
    public static final WhatIfDefinition DEFAULT = new WhatIfDefinition(256, 10_000);
}
