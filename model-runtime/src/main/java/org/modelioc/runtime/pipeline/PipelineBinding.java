package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.PipelineDefinition;
import org.modelioc.schema.Problem;
import org.modelioc.schema.TensorMapping;
import org.modelioc.schema.yaml.Suggestions;

/** Joins the PVs of a pipeline's definition to the tensors of a session, or says all that does not fit. */
final class PipelineBinding {

    private final PipelineDefinition definition;
    private final Slots inputSlots;
    private final Slots outputSlots;
    private final List<BeforeStage> before = new ArrayList<>();
    private final List<AfterStage> after = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    PipelineBinding(PipelineDefinition definition, Session session) throws InvalidConfigurationException {
        this.definition = definition;
        inputSlots = new Slots(definition.inputs());
        outputSlots = new Slots(definition.outputs());
        bindInputs(session.inputs());
        bindOutputs(session.outputs());
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    Slots inputSlots() {
        return inputSlots;
    }

    Slots outputSlots() {
        return outputSlots;
    }

    List<BeforeStage> before() {
        return before;
    }

    List<AfterStage> after() {
        return after;
    }

    private void bindInputs(List<Tensor> tensors) {
        Set<String> fed = new HashSet<>();
        for (TensorMapping mapping : definition.inputs()) {
            Tensor tensor = tensorOf(mapping, "input", tensors);
            if (tensor != null) {
                before.add(new Gather(tensor, mapping, inputSlots));
            }
            if (!fed.add(mapping.tensor())) {
                problem(mapping, "input '" + mapping.tensor() + "' of the model is fed twice; remove one");
            }
        }
        for (Tensor tensor : tensors) {
            if (!fed.contains(tensor.name())) {
                problems.add(new Problem(definition.at(), text("input '" + tensor.name() + "' of the model is not fed; give it "
                    + count(tensor.size()))));
            }
        }
    }

    private void bindOutputs(List<Tensor> tensors) {
        Set<String> filled = new HashSet<>();
        for (TensorMapping mapping : definition.outputs()) {
            Tensor tensor = tensorOf(mapping, "output", tensors);
            if (tensor != null) {
                after.add(new Scatter(tensor, mapping, outputSlots));
            }
            for (String pv : mapping.pvs()) {
                if (!filled.add(pv)) {
                    problem(mapping, "output PV '" + pv + "' is filled twice; remove one");
                }
            }
        }
    }

    /** The tensor that a mapping names, or null if it cannot be used. */
    private Tensor tensorOf(TensorMapping mapping, String side, List<Tensor> tensors) {
        List<String> names = tensors.stream().map(Tensor::name).toList();
        int index = names.indexOf(mapping.tensor());
        if (index < 0) {
            problem(mapping, "the model has no " + side + " '" + mapping.tensor() + "', only " + String.join(", ", names)
                + Suggestions.didYouMean(mapping.tensor(), names));
            return null;
        }
        Tensor tensor = tensors.get(index);
        if (tensor.size() != mapping.pvs().size()) {
            problem(mapping, side + " '" + tensor.name() + "' of the model is " + tensor.type() + ", so it wants "
                + count(tensor.size()) + ", not " + mapping.pvs().size());
            return null;
        }
        return tensor;
    }

    private void problem(TensorMapping mapping, String text) {
        problems.add(new Problem(mapping.at(), text(text)));
    }

    private String text(String text) {
        return "pipeline '" + definition.name() + "': " + text;
    }

    private static String count(int pvs) {
        return pvs == 1 ? "1 PV" : pvs + " PVs";
    }
}
