package org.modelioc.ioc.evaluation;

import java.util.List;
import org.modelioc.runtime.pipeline.Pipeline;

/**
 * The doubles of several PVs in a row, as they go into a pipeline or come out of it: the one place that knows where each stands.
 *
 * @param pvs     names of the PVs, in order
 * @param offsets where the first double of each stands
 * @param lengths how many doubles each has
 * @param size    how many doubles there are
 */
record Row(List<String> pvs, int[] offsets, int[] lengths, int size) {

    /** The inputs of a pipeline. */
    static Row inputs(Pipeline pipeline) {
        return new Row(pipeline.inputs(), pipeline.inputs().stream().mapToInt(pipeline::inputOffset).toArray(),
            pipeline.inputs().stream().mapToInt(pipeline::inputLength).toArray(), pipeline.inputSize());
    }

    /** The outputs of a pipeline. */
    static Row outputs(Pipeline pipeline) {
        return new Row(pipeline.outputs(), pipeline.outputs().stream().mapToInt(pipeline::outputOffset).toArray(),
            pipeline.outputs().stream().mapToInt(pipeline::outputLength).toArray(), pipeline.outputSize());
    }
}
