package org.modelioc.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageReader;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/** Reads the section {@code pipelines} and checks that all that it refers to exists and fits. */
final class PipelineReader {

    private static final List<String> KEYS = List.of("model", "inputs", "outputs", "before", "after");
    /** With more problems than this, no more suggestions are sought: each one looks at all PVs. */
    private static final int MOST_SUGGESTIONS = 100;

    private final String prefix;
    private final ModelReader.Models models;
    private final PvSet inputs;
    private final PvSet outputs;
    private final Problems problems;
    private final StageReader stages;
    private final Map<String, Mark> written = new HashMap<>();

    /** The PVs of one section, and which of them a pipeline refers to. */
    private static final class PvSet {
        private final String section;
        private final List<PvDefinition> pvs;
        private final Set<String> names = new HashSet<>();
        /** Referred to, or perhaps meant by a reference that is misspelt. */
        private final Set<String> touched = new HashSet<>();

        PvSet(String section, List<PvDefinition> pvs) {
            this.section = section;
            this.pvs = pvs;
            pvs.forEach(pv -> names.add(pv.name()));
        }

        List<String> names(boolean whichAreTouched) {
            return pvs.stream().map(PvDefinition::name).filter(name -> touched.contains(name) == whichAreTouched).toList();
        }
    }

    /**
     * One side of a pipeline.
     *
     * @param mappings those that are lists of texts
     * @param whole    whether there are mappings at all, and all are such lists
     */
    private record Side(List<TensorMapping> mappings, boolean whole) {
    }

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param models   the models
     * @param inputs   the input PVs; none if they could not be read
     * @param outputs  the output PVs; none if they could not be read
     * @param problems takes what is wrong
     */
    PipelineReader(String prefix, ModelReader.Models models, List<PvDefinition> inputs, List<PvDefinition> outputs,
            Problems problems) {
        this.prefix = prefix;
        this.models = models;
        this.inputs = new PvSet("inputs", inputs);
        this.outputs = new PvSet("outputs", outputs);
        this.problems = problems;
        this.stages = new StageReader(problems);
    }

    List<PipelineDefinition> read(List<YamlMapping.Entry> entries) {
        List<PipelineDefinition> pipelines = new ArrayList<>();
        for (YamlMapping.Entry entry : entries) {
            pipeline(entry).ifPresent(pipelines::add);
        }
        // a pipeline that could not be read to its end may have used them
        if (!entries.isEmpty() && pipelines.size() == entries.size()) {
            reportUntouched(inputs, "no pipeline takes it; list it under 'inputs' of a pipeline or remove it");
            reportUntouched(outputs, "no pipeline sets it; list it under 'outputs' of a pipeline or remove it");
        }
        return pipelines;
    }

    private void reportUntouched(PvSet set, String why) {
        for (PvDefinition pv : set.pvs) {
            Mark at = pv.at().mark();
            // where the name itself is at fault, the pipelines may well have the right one
            if (!set.touched.contains(pv.name()) && !problems.isAt(at)) {
                problems.add(at, "the PV " + Words.quote(pv.name()) + " of '" + set.section + "' is not used: " + why);
            }
        }
    }

    /** One pipeline; nothing if a part of it is missing or of the wrong kind. */
    private Optional<PipelineDefinition> pipeline(YamlMapping.Entry entry) {
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
        Side fed = mappings(section, inputs, model, new HashMap<>());
        Side set = mappings(section, outputs, model, written);
        List<StageDefinition> before = stages(section, "before", fed);
        List<StageDefinition> after = stages(section, "after", set);
        model.ifPresent(known -> {
            checkCounts(known.inputs(), fed, before);
            checkCounts(known.outputs(), set, after);
        });
        if (!fed.whole() || !set.whole() || !section.has("model")) {
            return Optional.empty();
        }
        model.ifPresent(known -> reportUnfed(known, section, fed.mappings()));
        return Optional.of(new PipelineDefinition(name, SourcePosition.of(entry.key().at()),
            section.scalar("model").map(YamlScalar::text).orElse(""), fed.mappings(), set.mappings(), before, after));
    }

    /** The stages on one side. Where its tensors are not all known, none: what they refer to may be in the faulty ones. */
    private List<StageDefinition> stages(Section section, String key, Side side) {
        Map<String, List<String>> tensors = new LinkedHashMap<>();
        side.mappings().forEach(mapping -> tensors.put(mapping.tensor(), mapping.pvs()));
        return side.whole() ? stages.read(section, key, tensors) : List.of();
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

    /**
     * One side of a pipeline.
     *
     * @param seen where each PV was listed before
     */
    private Side mappings(Section section, PvSet set, Optional<ModelDefinition> model,
            Map<String, Mark> seen) {
        List<YamlMapping.Entry> entries = section.named(set.section, "tensor: list of PVs");
        List<TensorMapping> mappings = new ArrayList<>();
        for (YamlMapping.Entry entry : entries) {
            String tensor = entry.key().text();
            Optional<List<String>> pvs = pvs(entry, set, seen);
            model.ifPresent(known -> checkTensor(known, entry.key(), set));
            pvs.ifPresent(names -> mappings.add(new TensorMapping(tensor, SourcePosition.of(entry.key().at()), names)));
        }
        return new Side(mappings, !entries.isEmpty() && mappings.size() == entries.size());
    }

    private void checkTensor(ModelDefinition model, YamlScalar name, PvSet set) {
        List<TensorDefinition> tensors = set == inputs ? model.inputs() : model.outputs();
        List<String> names = tensors.stream().map(TensorDefinition::name).toList();
        if (!names.contains(name.text()) && name.resolved()) {
            problems.add(name.at(), "the model " + Words.quote(model.name()) + " has no tensor " + Words.quote(name.text())
                + " in its '" + set.section + "', which are " + Words.list(names)
                + Suggestions.didYouMean(name.text(), names));
        }
    }

    /** Tensors and their PVs. Where a stage changes the shape, only the opened model tells how many there must be. */
    private void checkCounts(List<TensorDefinition> tensors, Side side, List<StageDefinition> stages) {
        for (TensorMapping mapping : side.mappings()) {
            boolean reshaped = stages.stream()
                .anyMatch(stage -> stage.reshapes() && stage.target().tensor().equals(mapping.tensor()));
            tensors.stream().filter(tensor -> tensor.name().equals(mapping.tensor()) && !reshaped).findFirst().ifPresent(tensor ->
                checkCount(tensor, mapping.pvs().size(), mapping.at().mark()));
        }
    }

    private void checkCount(TensorDefinition tensor, int pvs, Mark at) {
        long row = tensor.type().rowElements();
        String what = "the tensor " + Words.quote(tensor.name()) + " of type " + tensor.type();
        if (row == TensorType.DYNAMIC) {
            problems.add(at, what + " (" + tensor.at() + ") leaves a dimension open beside the first, so that its PVs cannot be"
                + " counted; declare it with numbers");
        } else if (row != pvs) {
            problems.add(at, what + " needs " + Words.count(row, "PV") + ", but " + pvs + (pvs == 1 ? " is" : " are")
                + " listed");
        }
    }

    private Optional<List<String>> pvs(YamlMapping.Entry entry, PvSet set, Map<String, Mark> seen) {
        if (!(entry.value() instanceof YamlSequence list)) {
            problems.add(entry.value().at(), Words.quote(entry.key().text()) + " must be a list of PVs, such as [A, B], not "
                + entry.value().describe());
            return Optional.empty();
        }
        List<String> pvs = new ArrayList<>(list.items().size());
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar pv && !pv.isNull()) {
                pvs.add(pv.text());
                checkReference(pv, set, seen);
            } else {
                problems.add(item.at(), "the name of a PV is due here, not " + item.describe());
            }
        }
        return pvs.size() == list.items().size() ? Optional.of(pvs) : Optional.empty();
    }

    private void checkReference(YamlScalar pv, PvSet set, Map<String, Mark> seen) {
        String name = pv.text();
        set.touched.add(name);
        Mark first = seen.putIfAbsent(name, pv.at());
        if (first != null) {
            problems.add(pv.at(), "the PV " + Words.quote(name) + (set == inputs
                ? " is listed a second time in the inputs of this pipeline" : " is set a second time")
                + "; the first is at " + first);
        } else if (!set.names.contains(name) && !set.names.isEmpty() && pv.resolved()) {
            reportUnknown(pv, set);
        }
    }

    private void reportUnknown(YamlScalar pv, PvSet set) {
        String name = pv.text();
        PvSet other = set == inputs ? outputs : inputs;
        String text = "there is no PV " + Words.quote(name) + " in '" + set.section + "'";
        if (other.names.contains(name)) {
            other.touched.add(name);
            text = "the PV " + Words.quote(name) + " is one of '" + other.section + "'; only PVs of '" + set.section
                + "' can stand here";
        } else if (!prefix.isEmpty() && name.startsWith(prefix) && set.names.contains(name.substring(prefix.length()))) {
            set.touched.add(name.substring(prefix.length()));
            text += "; names stand without the prefix, did you mean " + Words.quote(name.substring(prefix.length())) + "?";
        } else if (problems.count() < MOST_SUGGESTIONS) {
            // a PV that nothing refers to is the likelier one
            Optional<String> close = Suggestions.closest(name, set.names(false))
                .or(() -> Suggestions.closest(name, set.names(true)));
            close.ifPresent(set.touched::add);
            text += close.map(meant -> "; did you mean " + Words.quote(meant) + "?").orElse("");
        }
        problems.add(pv.at(), text);
    }
}
