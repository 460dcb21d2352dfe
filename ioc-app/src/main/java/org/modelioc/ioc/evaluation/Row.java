package org.modelioc.ioc.evaluation;

import java.util.List;
import java.util.function.ToIntFunction;
import org.modelioc.runtime.pipeline.Pipeline;

/**
 * The doubles of several PVs in a row, as they go into a pipeline or come out of it: the one place that knows where each stands.
 *
 * @param pvs     names of the PVs, in order
 * @param offsets where the first double of each stands
 * @param size    how many doubles there are
 */
record Row(List<String> pvs, int[] offsets, int size) {

    /** The inputs of a pipeline. */
    static Row inputs(Pipeline pipeline) {
        return of(pipeline.inputs(), pipeline::inputOffset, pipeline.inputSize());
    }

    /** The outputs of a pipeline. */
    static Row outputs(Pipeline pipeline) {
        return of(pipeline.outputs(), pipeline::outputOffset, pipeline.outputSize());
    }

    private static Row of(List<String> pvs, ToIntFunction<String> offset, int size) {
        return new Row(List.copyOf(pvs), pvs.stream().mapToInt(offset).toArray(), size);
    }

    /** How many doubles a PV has. */
    int length(int pv) {
        return (pv + 1 < offsets.length ? offsets[pv + 1] : size) - offsets[pv];
    }
}
