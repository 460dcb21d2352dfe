package org.modelioc.ioc.recorder;

/**
 * One recorded evaluation.
 *
 * @param sequence its number in the recording, from 1 on
 * @param id       its id, {@code timeStamp.userTag} of its outputs
 * @param stamp    stamp of its outputs, nanoseconds since 1970
 * @param failed   whether it failed
 * @param model    the version of the model that made it, as a place in {@link Flight#models}; negative if the recording had no
 *                 room to name it
 * @param total    nanoseconds from the request to the commit; 0 if it failed
 * @param inputs   numbers of the inputs
 * @param outputs  numbers of the outputs; of a failed one those of the last that did not fail, or zeros
 */
public record FlightRecord(long sequence, long id, long stamp, boolean failed, int model, long total, double[] inputs,
        double[] outputs) {
}
