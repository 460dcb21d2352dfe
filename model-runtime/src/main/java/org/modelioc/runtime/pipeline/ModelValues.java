package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.PvSource;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.tensor.TensorMapping;

/**
 * The outputs as the model gave them, before any stage, for stages that read them. The first step after the model, where there
 * is such a stage.
 */
final class ModelValues implements PvSource, AfterStage {

    private final Slots slots;
    private final List<Scatter> tensors = new ArrayList<>();
    private final double[] values;
    /** For each PV that is no part of a tensor before its stages, that tensor. */
    private final Map<String, String> reshaped = new HashMap<>();

    ModelValues(PipelineDefinition definition, Slots slots) {
        this.slots = slots;
        this.values = new double[slots.size()];
        Arrays.fill(values, Double.NaN);
        for (TensorMapping mapping : definition.outputs()) {
            boolean changed = definition.after().stream()
                .anyMatch(stage -> stage.reshapes() && stage.target().tensor().equals(mapping.tensor()));
            mapping.pvs().forEach(pv -> {
                if (changed) {
                    reshaped.put(pv, mapping.tensor());
                }
            });
        }
    }

    /** Adds a tensor whose elements are PVs. */
    void add(Scatter tensor) {
        tensors.add(tensor);
    }

    @Override
    public List<Operand> pvs() {
        return slots.operands();
    }

    @Override
    public int offset(String pv) {
        return slots.offset(pv);
    }

    @Override
    public Optional<String> fault(String pv) {
        return Optional.ofNullable(reshaped.get(pv)).map(tensor -> "the PV '" + pv + "' cannot be used here: stages change the"
            + " shape of its tensor '" + tensor + "', so that no element of what the model gives is the PV's");
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public void apply(double[] outputs) throws InferenceException {
        for (int i = 0; i < tensors.size(); i++) {
            tensors.get(i).apply(values);
        }
    }
}
