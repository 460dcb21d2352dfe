package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.stage.Features;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.stage.StageContext;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.PipelineDefinition;
import org.modelioc.schema.Problem;
import org.modelioc.schema.SourcePosition;
import org.modelioc.schema.TensorMapping;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.yaml.Suggestions;

/** Joins the PVs of a pipeline's definition to the tensors of a session, or says all that does not fit. */
final class PipelineBinding {

    private final PipelineDefinition definition;
    private final Optional<ModelCard> card;
    private final InputValues inputValues;
    private final Slots inputSlots;
    private final Slots outputSlots;
    private final List<BeforeStage> before = new ArrayList<>();
    private final List<AfterStage> after = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    PipelineBinding(PipelineDefinition definition, Session session, Optional<ModelCard> card)
            throws InvalidConfigurationException {
        this.definition = definition;
        this.card = card;
        inputSlots = new Slots(definition.inputs());
        outputSlots = new Slots(definition.outputs());
        inputValues = new InputValues(inputSlots);
        try {
            bindInputs(session.inputs());
            bindOutputs(session.outputs());
            if (!problems.isEmpty()) {
                throw new InvalidConfigurationException(problems);
            }
        } catch (InvalidConfigurationException | RuntimeException | Error e) {
            before.forEach(BeforeStage::close);
            after.forEach(AfterStage::close);
            throw e;
        }
    }

    InputValues inputValues() {
        return inputValues;
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
            List<StageDefinition> stages = stagesOf(mapping, definition.before());
            if (tensor != null && stages.isEmpty() && fits(mapping, "input", tensor)) {
                before.add(new Gather(tensor, mapping, inputSlots));
            } else if (tensor != null && !stages.isEmpty()) {
                inputChain(mapping, tensor, stages).ifPresent(chain ->
                    before.add(new StagedGather(tensor, mapping, inputSlots, chain)));
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
            List<StageDefinition> stages = stagesOf(mapping, definition.after());
            if (tensor != null && stages.isEmpty() && fits(mapping, "output", tensor)) {
                after.add(new Scatter(tensor, mapping, outputSlots));
            } else if (tensor != null && !stages.isEmpty()) {
                outputChain(mapping, tensor, stages).ifPresent(chain ->
                    after.add(new StagedScatter(tensor, mapping, outputSlots, chain, inputValues)));
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
        return tensors.get(index);
    }

    /** Whether a tensor has one element a PV. */
    private boolean fits(TensorMapping mapping, String side, Tensor tensor) {
        boolean fits = tensor.size() == mapping.pvs().size();
        if (!fits) {
            problem(mapping, side + " '" + tensor.name() + "' of the model is " + tensor.type() + ", so it wants "
                + count(tensor.size()) + ", not " + mapping.pvs().size());
        }
        return fits;
    }

    private static List<StageDefinition> stagesOf(TensorMapping mapping, List<StageDefinition> stages) {
        return stages.stream().filter(stage -> stage.target().tensor().equals(mapping.tensor())).toList();
    }

    /** Stages from the PVs to an input tensor. Where all work in place, the tensor's shape is that of the PVs as well. */
    private Optional<StageChain> inputChain(TensorMapping mapping, Tensor tensor, List<StageDefinition> stages) {
        boolean reshaped = stages.stream().anyMatch(StageDefinition::reshapes);
        if (!reshaped && !fits(mapping, "input", tensor)) {
            return Optional.empty();
        }
        Shape model = Shape.of(tensor.type());
        Shape start = reshaped ? Shape.of(1, mapping.pvs().size()) : model;
        Optional<StageChain> chain = plan(mapping, stages, start, true, card.flatMap(known ->
            Features.ofInput(known, tensor.name())));
        if (chain.isPresent() && !chain.get().shape().matches(model)) {
            SourcePosition at = SourcePosition.of(lastReshaping(stages).target().at());
            problems.add(new Problem(at, text("the stages make " + chain.get().shape() + " of the " + start + " of the PVs, the"
                + " last of them by '" + lastReshaping(stages).target().stage() + "', but input '" + tensor.name()
                + "' of the model is " + tensor.type())));
            chain.get().close();
            return Optional.empty();
        }
        return chain;
    }

    /** Stages from an output tensor to the PVs. */
    private Optional<StageChain> outputChain(TensorMapping mapping, Tensor tensor, List<StageDefinition> stages) {
        boolean reshaped = stages.stream().anyMatch(StageDefinition::reshapes);
        if (!reshaped && !fits(mapping, "output", tensor)) {
            return Optional.empty();
        }
        Optional<StageChain> chain = plan(mapping, stages, Shape.of(tensor.type()), false, card.flatMap(known ->
            Features.ofOutput(known, tensor.name())));
        if (chain.isPresent() && chain.get().output().length != mapping.pvs().size()) {
            SourcePosition at = SourcePosition.of(lastReshaping(stages).target().at());
            problems.add(new Problem(at, text("the stages make " + chain.get().shape() + " of output '" + tensor.name()
                + "' of the model, which is " + tensor.type() + ", the last of them by '"
                + lastReshaping(stages).target().stage() + "'; that wants " + count(chain.get().output().length) + ", not "
                + mapping.pvs().size())));
            chain.get().close();
            return Optional.empty();
        }
        return chain;
    }

    private Optional<StageChain> plan(TensorMapping mapping, List<StageDefinition> stages, Shape start, boolean pvsComeFirst,
            Optional<Features> features) {
        StageContext context = new StageContext(features, List.of(inputValues));
        try {
            return Optional.of(StageChain.plan(stages, start, mapping.pvs().size(), pvsComeFirst, context));
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(problem -> problems.add(new Problem(problem.at(), text(problem.text()))));
            return Optional.empty();
        }
    }

    /** The stage to show for a wrong shape; the last if none declares that it changes it. */
    private static StageDefinition lastReshaping(List<StageDefinition> stages) {
        return stages.reversed().stream().filter(StageDefinition::reshapes).findFirst().orElse(stages.getLast());
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
