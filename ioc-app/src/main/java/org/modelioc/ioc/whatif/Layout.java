package org.modelioc.ioc.whatif;

import java.util.List;
import java.util.Map;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.pv.PvDefinition;

/**
 * Where the numbers of a pipeline stand in a row.
 *
 * @param prefix        of the IOC
 * @param inputs        what it takes, in the order of their numbers
 * @param inputPvs      the PVs themselves
 * @param inputNames    their names below the prefix
 * @param inputOffsets  where the numbers of each begin
 * @param inputSize     how many numbers all inputs have
 * @param outputs       what it gives, in the order of their numbers
 * @param outputPvs     the PVs themselves
 * @param outputOffsets where the numbers of each begin
 * @param outputSize    how many numbers all outputs have
 */
record Layout(String prefix, List<PvDefinition> inputs, List<Pv> inputPvs, List<String> inputNames, int[] inputOffsets,
        int inputSize, List<PvDefinition> outputs, List<Pv> outputPvs, int[] outputOffsets, int outputSize) {

    static Layout of(String prefix, Pipeline pipeline, Map<String, PvDefinition> pvs, PvDatabase database) {
        List<PvDefinition> inputs = pipeline.inputs().stream().map(pvs::get).toList();
        List<PvDefinition> outputs = pipeline.outputs().stream().map(pvs::get).toList();
        return new Layout(prefix, inputs, live(prefix, inputs, database), List.copyOf(pipeline.inputs()),
            inputs.stream().mapToInt(pv -> pipeline.inputOffset(pv.name())).toArray(), pipeline.inputSize(), outputs,
            live(prefix, outputs, database),
            outputs.stream().mapToInt(pv -> pipeline.outputOffset(pv.name())).toArray(), pipeline.outputSize());
    }

    private static List<Pv> live(String prefix, List<PvDefinition> pvs, PvDatabase database) {
        return pvs.stream().map(pv -> database.get(prefix + pv.name())).toList();
    }
}
