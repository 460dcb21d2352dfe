package org.modelioc.schema;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/** Reads what is saved, and where: the section {@code autosave} of {@code ioc}, and the key {@code autosave} of a PV. */
final class AutosaveReader {

    /** The key, of the IOC, of an input and of an output. */
    static final String KEY = "autosave";

    private static final List<String> KEYS =
        List.of("folder", "name", "period", "sequence-files", "sequence-period", "boot-copies");
    private static final String NAME = "[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]{0,99}";
    private static final String YAML_ENDING = "\\.ya?ml$";
    private static final int MOST_SEQUENCE_FILES = 10;
    private static final int MOST_BOOT_COPIES = 1_000;

    private final Path source;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param source   the YAML file, absolute
     * @param problems takes what is wrong
     */
    AutosaveReader(Path source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The section of the IOC; nothing if there is none, or one with faults. */
    Optional<AutosaveDefinition> read(Section ioc) {
        Optional<Section> given = ioc.section(KEY, KEYS);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Section section = given.get();
        section.require("folder");
        Optional<Path> folder = Folders.read(section, "folder", "the save files", problems);
        String name = name(section);
        Duration period = section.duration("period", Duration.ofMillis(100), Duration.ofHours(1))
            .orElse(AutosaveDefinition.DEFAULT_PERIOD);
        int sequenceFiles = section.whole("sequence-files", 0, MOST_SEQUENCE_FILES).map(Long::intValue)
            .orElse(AutosaveDefinition.DEFAULT_SEQUENCE_FILES);
        Duration sequencePeriod = section.duration("sequence-period", Duration.ofSeconds(1), Duration.ofHours(24))
            .orElse(AutosaveDefinition.DEFAULT_SEQUENCE_PERIOD);
        int bootCopies = section.whole("boot-copies", 1, MOST_BOOT_COPIES).map(Long::intValue)
            .orElse(AutosaveDefinition.DEFAULT_BOOT_COPIES);
        return folder.map(path ->
            new AutosaveDefinition(path, name, period, sequenceFiles, sequencePeriod, bootCopies));
    }

    private String name(Section section) {
        String stem = source.getFileName().toString().replaceFirst(YAML_ENDING, "");
        Optional<String> name = section.line("name");
        if (name.isPresent() && !name.get().matches(NAME)) {
            problems.add(section.at("name"), "'name' must be a file name of letters, digits, '_', '-' and '.' that does not"
                + " begin with '.', not " + Words.quote(name.get()));
        }
        return name.orElse(stem.isEmpty() ? "ioc" : stem);
    }

    /**
     * The fields of one input that are to be saved.
     *
     * @param input    the section of the input
     * @param type     what the PV holds
     * @param problems takes what is wrong
     * @return if the file says nothing, the value alone, or nothing of what is not saved: an image, a table, an input that
     *         follows another PV
     */
    static SavedFields inputFields(Section input, PvType type, Problems problems) {
        String not = type instanceof PvType.Image ? "an image" : type instanceof PvType.Table ? "a table"
            : input.has(FollowReader.KEY) ? "what follows another PV" : "";
        SavedFields otherwise = not.isEmpty() ? SavedFields.DEFAULT : SavedFields.NONE;
        return savable(input, type, input.node(KEY).map(node -> fields(input, node, problems)).orElse(otherwise), not, problems);
    }

    /**
     * The fields of one output that are to be saved: never its value, which its pipeline makes anew.
     *
     * @param output   the section of the output
     * @param type     what the PV holds
     * @param problems takes what is wrong
     * @return nothing if the file says nothing
     */
    static SavedFields outputFields(Section output, PvType type, Problems problems) {
        return savable(output, type, output.node(KEY).map(node -> fields(output, node, problems)).orElse(SavedFields.NONE),
            "the value of an output, which its pipeline makes anew", problems);
    }

    /** Reports fields that the PV does not have, and a value that is not saved. */
    private static SavedFields savable(Section pv, PvType type, SavedFields saved, String notTheValue, Problems problems) {
        if (problems.isAt(pv.at(KEY))) {
            return saved;
        }
        if (!notTheValue.isEmpty() && saved.fields().contains(SavedFields.VAL)) {
            problems.add(pv.at(KEY), "'autosave' cannot save " + notTheValue + "; leave it out, or list other fields such as"
                + " [HIHI]");
        }
        List<String> missing = saved.fields().stream().filter(field -> !SavedFields.of(type).contains(field)).toList();
        if (!missing.isEmpty()) {
            problems.add(pv.at(KEY), "a PV of type " + type.yaml() + " has no " + String.join(", ", missing) + " to save, only "
                + String.join(", ", SavedFields.of(type)));
        }
        return saved;
    }

    private static SavedFields fields(Section input, YamlNode node, Problems problems) {
        if (node instanceof YamlSequence list) {
            return list(list, problems);
        }
        if (node instanceof YamlScalar scalar && (!scalar.resolved() || scalar.text().matches("true|false"))) {
            return input.truth(KEY).map(on -> on ? SavedFields.VALUE : SavedFields.NONE).orElse(SavedFields.NONE);
        }
        problems.add(node.at(), "'autosave' must be true, false or a list of fields such as [VAL, HIHI], not "
            + node.describe());
        return SavedFields.NONE;
    }

    private static SavedFields list(YamlSequence list, Problems problems) {
        if (list.items().isEmpty()) {
            problems.add(list.at(), "'autosave' is an empty list; write false to save nothing of this PV, or a list of"
                + " fields such as [VAL, HIHI]");
        }
        List<String> fields = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (!(item instanceof YamlScalar field) || item.isNull()) {
                problems.add(item.at(), "a field in 'autosave' must be one of " + String.join(", ", SavedFields.FIELDS)
                    + ", not " + item.describe());
            } else if (!field.resolved()) {
                continue;
            } else if (!SavedFields.FIELDS.contains(field.text())) {
                problems.add(item.at(), "a field in 'autosave' must be one of " + String.join(", ", SavedFields.FIELDS)
                    + ", not " + Words.quote(field.text()) + Suggestions.didYouMean(field.text(), SavedFields.FIELDS));
            } else if (fields.contains(field.text())) {
                problems.add(item.at(), "the field " + field.text() + " stands in 'autosave' a second time");
            } else {
                fields.add(field.text());
            }
        }
        return new SavedFields(fields, true);
    }

    /** Reports what is to be saved by an IOC that saves nothing: whoever wrote that counts on it. At most one. */
    void requireSaving(Section ioc, List<PvDefinition> inputs, List<PvDefinition> outputs, List<PipelineDefinition> pipelines) {
        if (ioc.has(KEY)) {
            return;
        }
        Stream.of(first("input", inputs), first("output", outputs), pipelines.stream().filter(each -> each.evaluation().saved())
            .map(each -> "mode of pipeline " + Words.quote(each.name())).findFirst()).flatMap(Optional::stream).findFirst()
            .ifPresent(what -> problems.add(ioc.at(), "the " + what + " is to be saved, but 'ioc' has no section"
                + " 'autosave' that says where; add 'autosave: {folder: …}'"));
    }

    private static Optional<String> first(String kind, List<PvDefinition> pvs) {
        return pvs.stream().filter(pv -> pv.saved().asked() && !pv.saved().fields().isEmpty())
            .map(pv -> kind + " " + Words.quote(pv.name())).findFirst();
    }
}
