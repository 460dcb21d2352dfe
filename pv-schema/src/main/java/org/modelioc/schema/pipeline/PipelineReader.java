package org.modelioc.schema.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.evaluation.EvaluationReader;
import org.modelioc.schema.evaluation.TriggerDefinition;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.model.ModelReader;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.PvNames;
import org.modelioc.schema.pv.PvSet;
import org.modelioc.schema.stage.ElementNames;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageReader;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorLayout;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.tensor.TensorType;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the section {@code pipelines} and checks that all that it refers to exists and fits. */
public final class PipelineReader {

    private static final List<String> KEYS = Stream.concat(Stream.of("model", "inputs", "outputs", "before", "after"),
        EvaluationReader.KEYS.stream()).toList();

    private final String prefix;
    private final ModelReader.Models models;
    private final PvSet inputs;
    private final PvSet outputs;
    private final Problems problems;
    private final MappingReader mappings;
    private final StageReader stages;
    private final Map<String, OpenDimensions> dimensions = new LinkedHashMap<>();

    /**
     * One side of a pipeline.
     *
     * @param tensors those that could be read
     * @param whole   whether there are mappings at all, and all could be read
     */
    private record Side(List<MappingReader.Read> tensors, boolean whole) {

        List<TensorMapping> mappings() {
            return tensors.stream().map(MappingReader.Read::mapping).toList();
        }
    }

    /** A pipeline whose tensors are not compared yet. */
    private record Draft(YamlMapping.Entry entry, Section section, Optional<ModelDefinition> model, Side fed, Side set) {
    }

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param models   the models
     * @param inputs   the input PVs
     * @param outputs  the output PVs
     * @param problems takes what is wrong
     */
    public PipelineReader(String prefix, ModelReader.Models models, PvSet inputs, PvSet outputs, Problems problems) {
        this.prefix = prefix;
        this.models = models;
        this.inputs = inputs;
        this.outputs = outputs;
        this.problems = problems;
        this.mappings = new MappingReader(prefix, inputs, outputs, problems);
        this.stages = new StageReader(problems);
        models.sound().forEach(model -> dimensions.put(model.name(), new OpenDimensions(model)));
    }

    /**
     * Reads the section.
     *
     * @param entries the pipelines, each with its name
     * @return those without fault, in the order of the file
     */
    public List<PipelineDefinition> read(List<YamlMapping.Entry> entries) {
        List<Draft> drafts = new ArrayList<>();
        for (YamlMapping.Entry entry : entries) {
            draft(entry).ifPresent(drafts::add);
        }
        // what one tensor tells of the size of a dimension may be what another one needs
        while (drafts.stream().map(this::learn).reduce(false, Boolean::logicalOr)) {
            continue;
        }
        List<PipelineDefinition> pipelines = new ArrayList<>();
        drafts.forEach(draft -> pipeline(draft).ifPresent(pipelines::add));
        // a pipeline that could not be read to its end may have used them
        if (!entries.isEmpty() && pipelines.size() == entries.size()) {
            reportUntouched(inputs, "no pipeline takes it; list it under 'inputs' of a pipeline or remove it");
            reportUntouched(outputs, "no pipeline sets it; list it under 'outputs' of a pipeline or remove it");
        }
        PipelineCircles.check(pipelines, inputs, problems);
        return pipelines;
    }

    /**
     * The models, with the sizes of open dimensions that follow from the PVs.
     *
     * @return in the order of the file
     */
    public List<ModelDefinition> sized() {
        return dimensions.values().stream().map(OpenDimensions::sized).toList();
    }

    private void reportUntouched(PvSet set, String why) {
        for (PvDefinition pv : set.untouched()) {
            // a text that is put is a note of the operators, which no pipeline can take
            boolean note = set == inputs && pv.type().text();
            // where the name itself is at fault, the pipelines may well have the right one
            if (!note && !problems.isAt(pv.at().mark())) {
                problems.add(pv.at().mark(), "the PV " + Words.quote(pv.name()) + " of '" + set.section() + "' is not used: "
                    + why);
            }
        }
    }

    private Optional<Draft> draft(YamlMapping.Entry entry) {
        String name = entry.key().text();
        PvNames.check("pipeline name", entry.key(), prefix, BuiltInNames.LONGEST_SUFFIX, problems);
        Optional<Section> body =
            Section.of(entry.value(), entry.key().at(), "pipeline " + Words.quote(name), KEYS, problems);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        Section section = body.get();
        section.require("model", "inputs", "outputs");
        Optional<ModelDefinition> model = model(section);
        return Optional.of(new Draft(entry, section, model, side(section, "inputs", model), side(section, "outputs", model)));
    }

    /** Learns sizes of open dimensions; whether there was something new. */
    private boolean learn(Draft draft) {
        return draft.model().map(model -> learn(draft, "before", model, model.inputs(), draft.fed())
            | learn(draft, "after", model, model.outputs(), draft.set())).orElse(false);
    }

    private boolean learn(Draft draft, String stages, ModelDefinition model, List<TensorDefinition> tensors, Side side) {
        boolean news = false;
        // with stages between, the PVs may have another shape than the tensor
        for (MappingReader.Read read : draft.section().has(stages) ? List.<MappingReader.Read>of() : side.tensors()) {
            for (TensorDefinition tensor : tensors) {
                if (read.countable() && tensor.name().equals(read.mapping().tensor())) {
                    news |= dimensions.get(model.name()).learn(tensor, read.mapping());
                }
            }
        }
        return news;
    }

    /** One pipeline; nothing if a part of it is missing or of the wrong kind. */
    private Optional<PipelineDefinition> pipeline(Draft draft) {
        Section section = draft.section();
        Side fed = draft.fed();
        Side set = draft.set();
        List<TensorDefinition> takes = draft.model().map(ModelDefinition::inputs).orElse(List.of());
        List<TensorDefinition> gives = draft.model().map(ModelDefinition::outputs).orElse(List.of());
        List<TensorMapping> both = Stream.concat(fed.mappings().stream(), set.mappings().stream()).toList();
        List<StageDefinition> before = stages(draft, "before", fed, takes, fed.mappings());
        List<StageDefinition> after = stages(draft, "after", set, gives, both);
        checkFit(draft, takes, fed, before, true);
        checkFit(draft, gives, set, after, false);
        set.mappings().forEach(mapping -> checkTables(mapping, set.mappings()));
        EvaluationDefinition evaluation = EvaluationReader.read(section, problems);
        checkTrigger(evaluation);
        if (!fed.whole() || !set.whole() || !section.has("model")) {
            return Optional.empty();
        }
        draft.model().ifPresent(known -> reportUnfed(known, section, fed.mappings()));
        return Optional.of(new PipelineDefinition(draft.entry().key().text(), SourcePosition.of(draft.entry().key().at()),
            section.scalar("model").map(YamlScalar::text).orElse(""), fed.mappings(), set.mappings(), before, after,
            evaluation));
    }

    /** The PV that triggers is one of this file; an input that does nothing else is used by it. */
    private void checkTrigger(EvaluationDefinition evaluation) {
        if (!(evaluation.trigger() instanceof TriggerDefinition.ByPv trigger)) {
            return;
        }
        PvSet set = outputs.find(trigger.pv()).isPresent() ? outputs : inputs;
        if (set == inputs) {
            inputs.touch(trigger.pv());
        }
        if (set.find(trigger.pv()).isEmpty() && !inputs.isEmpty()) {
            List<String> names = Stream.concat(inputs.names().stream(), outputs.names().stream()).toList();
            problems.add(trigger.at(), "there is no PV " + Words.quote(trigger.pv()) + " in 'inputs' or 'outputs' to trigger"
                + " this pipeline" + Suggestions.didYouMean(trigger.pv(), names));
        }
    }

    /**
     * The stages on one side. Where its tensors are not all known, none: what they refer to may be in the faulty ones.
     *
     * @param known where the PVs stand that expressions may use
     */
    private List<StageDefinition> stages(Draft draft, String key, Side side, List<TensorDefinition> tensors,
            List<TensorMapping> known) {
        if (!side.whole() || !draft.section().has(key)) {
            return List.of();
        }
        Map<String, ElementNames> names = new LinkedHashMap<>();
        for (TensorMapping mapping : side.mappings()) {
            boolean columns = tensors.stream().anyMatch(tensor -> tensor.name().equals(mapping.tensor())
                && mapping.columns(dimensions.get(draft.model().orElseThrow().name()).row(tensor)));
            names.put(mapping.tensor(), StageNames.elements(mapping, columns));
        }
        return stages.read(draft.section(), key, names, StageNames.operands(known));
    }

    /** The model, if it exists and is free of faults, so that its tensors are known. */
    private Optional<ModelDefinition> model(Section section) {
        Optional<YamlScalar> scalar = section.scalar("model");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String name = scalar.get().text();
        if (!models.names().contains(name) && !models.names().isEmpty()) {
            problems.add(scalar.get().at(), "there is no model " + Words.quote(name) + "; 'models' has "
                + Words.list(models.names()) + Suggestions.didYouMean(name, models.names()));
        }
        return models.sound().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    private void reportUnfed(ModelDefinition model, Section section, List<TensorMapping> fed) {
        for (TensorDefinition tensor : model.inputs()) {
            if (fed.stream().noneMatch(mapping -> mapping.tensor().equals(tensor.name()))) {
                problems.add(section.keyAt("inputs"), "nothing feeds the tensor " + Words.quote(tensor.name()) + " of model "
                    + Words.quote(model.name()) + "; add '" + tensor.name() + ": [PVs]' for its " + tensor.type());
            }
        }
    }

    private Side side(Section section, String key, Optional<ModelDefinition> model) {
        boolean input = key.equals("inputs");
        List<YamlMapping.Entry> entries = section.named(key, "tensor: list of PVs");
        List<MappingReader.Read> tensors = new ArrayList<>();
        for (YamlMapping.Entry entry : entries) {
            model.ifPresent(known -> checkTensor(known, entry.key(), key, input ? known.inputs() : known.outputs()));
            mappings.read(entry, input).ifPresent(tensors::add);
        }
        return new Side(tensors, !entries.isEmpty() && tensors.size() == entries.size());
    }

    private void checkTensor(ModelDefinition model, YamlScalar name, String key, List<TensorDefinition> tensors) {
        List<String> names = tensors.stream().map(TensorDefinition::name).toList();
        if (!names.contains(name.text()) && name.resolved()) {
            problems.add(name.at(), "the model " + Words.quote(model.name()) + " has no tensor " + Words.quote(name.text())
                + " in its '" + key + "', which are " + Words.list(names) + Suggestions.didYouMean(name.text(), names));
        }
    }

    /**
     * Whether PVs and tensors fit. Where a stage changes the shape, only the opened model tells; and features by name only its
     * card.
     */
    private void checkFit(Draft draft, List<TensorDefinition> tensors, Side side, List<StageDefinition> stages, boolean input) {
        for (MappingReader.Read read : side.tensors()) {
            TensorMapping mapping = read.mapping();
            boolean reshaped = stages.stream()
                .anyMatch(stage -> stage.reshapes() && stage.target().tensor().equals(mapping.tensor()));
            for (TensorDefinition tensor : tensors) {
                if (tensor.name().equals(mapping.tensor()) && !reshaped) {
                    checkFit(tensor, dimensions.get(draft.model().orElseThrow().name()).row(tensor), read, input);
                }
            }
        }
    }

    private void checkFit(TensorDefinition tensor, List<Long> row, MappingReader.Read read, boolean input) {
        TensorMapping mapping = read.mapping();
        String what = "the tensor " + Words.quote(tensor.name()) + " of type " + tensor.type();
        if (row.contains(TensorType.DYNAMIC)) {
            problems.add(mapping.at().mark(), what + " (" + tensor.at() + ") leaves a dimension open beside the batch, and its"
                + " size does not follow from the PVs; declare it with numbers");
        } else if (read.countable() && !mapping.byFeature()) {
            TensorLayout.of(mapping, what, row, List.of(), input, (at, text) -> problems.add(at.mark(), text));
        }
    }

    /** A table is set as a whole, so that its columns belong together. */
    private void checkTables(TensorMapping mapping, List<TensorMapping> all) {
        List<TensorItem.Pv> set = all.stream().flatMap(one -> one.sources().stream()).toList();
        for (TensorItem item : mapping.items()) {
            if (item.source() instanceof TensorItem.Pv(String name, PvType.Table table, Optional<String> _)) {
                List<String> missing = table.numbers().stream().map(PvType.Table.Column::name).filter(column ->
                    set.stream().noneMatch(pv -> pv.name().equals(name) && pv.column().orElse("").equals(column))).toList();
                if (!missing.isEmpty()) {
                    problems.add(item.at().mark(), "of the table " + Words.quote(name) + " the pipeline does not set "
                        + Words.list(missing) + "; all columns must be set by the same one");
                    return;
                }
            }
        }
    }
}
