package org.modelioc.ioc.whatif;

import java.util.List;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.PvDefinition;

/**
 * Where the numbers of a pipeline stand in a row.
 *
 * @param prefix        of the IOC
 * @param inputs        what it takes, in the order of their numbers
 * @param inputNames    their names below the prefix
 * @param inputOffsets  where the numbers of each begin
 * @param outputs       what it gives, in the order of their numbers
 * @param outputOffsets where the numbers of each begin
 * @param outputSize    how many numbers all outputs have
 */
record Layout(String prefix, List<PvDefinition> inputs, List<String> inputNames, int[] inputOffsets, List<PvDefinition> outputs,
        int[] outputOffsets, int outputSize) {

    static Layout of(String prefix, Pipeline pipeline, List<PvDefinition> pvs) {
        List<PvDefinition> inputs = pipeline.inputs().stream().map(name -> find(name, pvs)).toList();
        List<PvDefinition> outputs = pipeline.outputs().stream().map(name -> find(name, pvs)).toList();
        return new Layout(prefix, inputs, List.copyOf(pipeline.inputs()),
            inputs.stream().mapToInt(pv -> pipeline.inputOffset(pv.name())).toArray(), outputs,
            outputs.stream().mapToInt(pv -> pipeline.outputOffset(pv.name())).toArray(), pipeline.outputSize());
    }

    private static PvDefinition find(String name, List<PvDefinition> pvs) {
        return pvs.stream().filter(pv -> pv.name().equals(name)).findFirst().orElseThrow();
    }
}
