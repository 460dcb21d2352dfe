/**
 * The flight recorder: the last evaluations of each pipeline in a file that outlives the process, and their replay.
 *
 * <p>A recording is a ring of fixed size in a file that is mapped into memory. What the owner thread of a pipeline writes is
 * in the page cache of the operating system at once, so it is there after {@code kill -9}; only a loss of power may take the
 * last seconds.
 */
package org.modelioc.ioc.recorder;
