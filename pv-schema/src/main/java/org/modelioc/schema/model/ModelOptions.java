package org.modelioc.schema.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may be said of a model beside its file and its tensors.
 *
 * @param watched       whether the path of the model is a folder in which every folder is a version, and new ones take over
 * @param engine        the key of the engine; empty if the name of the file tells
 * @param device        where it computes
 * @param memoryLimit   most bytes on a graphics processor; empty for all that there is
 * @param latencyBudget longest time of a run that another version may take; empty for any
 * @param group         access security group of the PVs that change the model; empty for that of the other built-in PVs
 */
public record ModelOptions(
        boolean watched, Optional<String> engine, Device device, OptionalLong memoryLimit, Optional<Duration> latencyBudget,
        Optional<String> group) {

    /** One file, on the CPU. */
    public static final ModelOptions DEFAULT =
        new ModelOptions(false, Optional.empty(), Device.CPU, OptionalLong.empty(), Optional.empty(),
            Optional.empty());
}
