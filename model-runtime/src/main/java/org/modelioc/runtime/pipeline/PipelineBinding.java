package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.runtime.stage.Features;
import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.stage.StageContext;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.stage.ExpressionDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorLayout;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.tensor.TensorType;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/** Joins the PVs of a pipeline's definition to the tensors of a session, or says all that does not fit. */
final class PipelineBinding {

    private final PipelineDefinition definition;
    private final Optional<ModelCard> card;
    private final InputValues inputValues;
    private final ModelValues modelValues;
    private final Slots inputSlots;
    private final Slots outputSlots;
    private final List<BeforeStage> before = new ArrayList<>();
    private final List<AfterStage> after = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    PipelineBinding(PipelineDefinition definition, List<RowCursor> inputs, List<RowCursor> outputs, Optional<ModelCard> card)
            throws InvalidConfigurationException {
        this.definition = definition;
        this.card = card;
        inputSlots = new Slots(definition.inputs());
        outputSlots = new Slots(definition.outputs());
        inputValues = new InputValues(inputSlots);
        modelValues = new ModelValues(definition, outputSlots);
        try {
            bindInputs(inputs);
            bindOutputs(outputs);
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

    private void bindInputs(List<RowCursor> tensors) {
        Set<String> fed = new HashSet<>();
        for (TensorMapping mapping : definition.inputs()) {
            RowCursor tensor = tensorOf(mapping, "input", tensors);
            if (tensor != null) {
                bindInput(mapping, tensor);
            }
            if (!fed.add(mapping.tensor())) {
                problem(mapping.at(), "input '" + mapping.tensor() + "' of the model is fed twice; remove one");
            }
        }
        for (RowCursor cursor : tensors) {
            Tensor tensor = cursor.row();
            if (!fed.contains(tensor.name())) {
                problem(definition.at(), "input '" + tensor.name() + "' of the model is not fed; give it "
                    + Words.count(tensor.size(), "PV"));
            }
        }
    }

    private void bindInput(TensorMapping mapping, RowCursor rows) {
        Tensor tensor = rows.row();
        List<StageDefinition> stages = stagesOf(mapping, definition.before());
        Optional<Features> features = card.flatMap(known -> Features.ofInput(known, tensor.name()));
        boolean reshaped = stages.stream().anyMatch(StageDefinition::reshapes);
        Shape model = shape(tensor);
        Shape start = reshaped ? Starts.shape(mapping, row(model), names(features).size()) : model;
        String what = reshaped ? "what the stages begin with for input '" + tensor.name() + "' (" + start + ")"
            : "input '" + tensor.name() + "' of the model (" + tensor.type() + ")";
        Optional<TensorLayout> layout =
            TensorLayout.of(mapping, what, row(start), names(features), true, this::problem);
        if (layout.isEmpty()) {
            return;
        }
        Route route = new Route(layout.get(), inputSlots);
        if (stages.isEmpty()) {
            writeConstants(rows, route, layout.get());
            before.add(new Gather(rows, route, judged(features)));
        } else {
            inputChain(tensor, stages, start, features).ifPresent(chain ->
                before.add(new StagedGather(rows, route, chain, judged(features))));
        }
    }

    /** What the inputs are judged by, if they are. */
    private Optional<Features> judged(Optional<Features> features) {
        return definition.evaluation().trainingRange() == AlarmSeverity.NO_ALARM ? Optional.empty() : features;
    }

    private void writeConstants(RowCursor rows, Route route, TensorLayout layout) {
        try {
            rows.writeConstants(route);
        } catch (ConversionException e) {
            SourcePosition at = layout.parts().stream().filter(part -> part.indexOf(e.index()) >= 0)
                .map(part -> part.item().at()).findFirst().orElse(definition.at());
            problem(at, "the constant cannot go into input '" + rows.row().name() + "': " + e.reason());
        }
    }

    private void bindOutputs(List<RowCursor> tensors) {
        if (definition.after().stream().anyMatch(ExpressionDefinition.class::isInstance)) {
            after.add(modelValues);
        }
        Set<String> filled = new HashSet<>();
        for (TensorMapping mapping : definition.outputs()) {
            RowCursor tensor = tensorOf(mapping, "output", tensors);
            if (tensor != null) {
                bindOutput(mapping, tensor);
            }
            for (TensorItem.Pv pv : mapping.sources()) {
                if (!filled.add(pv.toString())) {
                    problem(mapping.at(), "output PV '" + pv + "' is filled twice; remove one");
                }
            }
        }
    }

    private void bindOutput(TensorMapping mapping, RowCursor rows) {
        Tensor tensor = rows.row();
        List<StageDefinition> stages = stagesOf(mapping, definition.after());
        Optional<Features> features = card.flatMap(known -> Features.ofOutput(known, tensor.name()));
        Shape model = shape(tensor);
        Optional<StageChain> chain = stages.isEmpty() ? Optional.empty()
            : plan(stages, model, mapping.columns(row(model)) && !mapping.byFeature() ? mapping.items().size()
                : mapping.byFeature() ? model.last() : Math.toIntExact(mapping.elements()), false, features);
        if (!stages.isEmpty() && chain.isEmpty()) {
            return;
        }
        Shape end = chain.map(StageChain::shape).orElse(model);
        boolean reshaped = stages.stream().anyMatch(StageDefinition::reshapes);
        String what = reshaped ? "what the stages make of output '" + tensor.name() + "' of the model (" + end + " of "
            + tensor.type() + ", the last of them by '" + lastReshaping(stages).target().stage() + "')"
            : "output '" + tensor.name() + "' of the model (" + tensor.type() + ")";
        boolean sameAxis = chain.map(StageChain::keepsElements).orElse(true);
        Optional<TensorLayout> layout = TensorLayout.of(mapping, what, row(end), sameAxis ? names(features) : List.of(), false,
            (at, text) -> problem(reshaped ? SourcePosition.of(lastReshaping(stages).target().at()) : at, text));
        if (layout.isEmpty()) {
            chain.ifPresent(StageChain::close);
            return;
        }
        Route route = new Route(layout.get(), outputSlots);
        if (end.equals(model)) {
            modelValues.add(new Scatter(rows, route));
        }
        after.add(chain.isPresent() ? new StagedScatter(rows, route, chain.get(), inputValues) : new Scatter(rows, route));
    }

    private static List<String> names(Optional<Features> features) {
        return features.map(Features::names).orElse(List.of());
    }

    /** The shape of a tensor, with one row as the batch where it has none. */
    private static Shape shape(Tensor tensor) {
        Shape shape = Shape.of(tensor.type());
        if (!shape.sizes().isEmpty() && shape.sizes().getFirst() == 1) {
            return shape;
        }
        List<Integer> sizes = new ArrayList<>(List.of(1));
        sizes.addAll(shape.sizes());
        return new Shape(sizes);
    }

    /** The axes behind the batch. */
    private static List<Long> row(Shape shape) {
        List<Long> sizes = shape.sizes().stream().map(Integer::longValue).toList();
        return TensorLayout.row(new TensorType(ElementType.FLOAT64, sizes));
    }

    /** The tensor that a mapping names, or null if it cannot be used. */
    private RowCursor tensorOf(TensorMapping mapping, String side, List<RowCursor> tensors) {
        List<String> names = tensors.stream().map(cursor -> cursor.row().name()).toList();
        int index = names.indexOf(mapping.tensor());
        if (index < 0) {
            problem(mapping.at(), "the model has no " + side + " '" + mapping.tensor() + "', only " + String.join(", ", names)
                + Suggestions.didYouMean(mapping.tensor(), names));
            return null;
        }
        return tensors.get(index);
    }

    private static List<StageDefinition> stagesOf(TensorMapping mapping, List<StageDefinition> stages) {
        return stages.stream().filter(stage -> stage.target().tensor().equals(mapping.tensor())).toList();
    }

    /** Stages from the PVs to an input tensor. */
    private Optional<StageChain> inputChain(Tensor tensor, List<StageDefinition> stages, Shape start,
            Optional<Features> features) {
        Optional<StageChain> chain = plan(stages, start, start.last(), true, features);
        if (chain.isPresent() && !chain.get().shape().matches(shape(tensor))) {
            problem(SourcePosition.of(lastReshaping(stages).target().at()), "the stages make " + chain.get().shape() + " of the "
                + start + " of the PVs, the last of them by '" + lastReshaping(stages).target().stage() + "', but input '"
                + tensor.name() + "' of the model is " + tensor.type());
            chain.get().close();
            return Optional.empty();
        }
        return chain;
    }

    private Optional<StageChain> plan(List<StageDefinition> stages, Shape start, int axis, boolean pvsComeFirst,
            Optional<Features> features) {
        StageContext context =
            new StageContext(features, pvsComeFirst ? List.of(inputValues) : List.of(inputValues, modelValues));
        try {
            return Optional.of(StageChain.plan(stages, start, axis, pvsComeFirst, context));
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(problem -> problem(problem.at(), problem.text()));
            return Optional.empty();
        }
    }

    /** The stage to show for a wrong shape; the last if none declares that it changes it. */
    private static StageDefinition lastReshaping(List<StageDefinition> stages) {
        return stages.reversed().stream().filter(StageDefinition::reshapes).findFirst().orElse(stages.getLast());
    }

    private void problem(SourcePosition at, String text) {
        problems.add(new Problem(at, "pipeline '" + definition.name() + "': " + text));
    }
}
