package org.modelioc.schema.pv;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.link.FollowReader;
import org.modelioc.schema.service.AutosaveReader;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/** Reads the key {@code autosave} of a PV: which of its fields are saved. */
final class SavedFieldsReader {

    private static final String KEY = AutosaveReader.KEY;

    private SavedFieldsReader() {
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
    static SavedFields ofInput(Section input, PvType type, Problems problems) {
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
    static SavedFields ofOutput(Section output, PvType type, Problems problems) {
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
        List<String> savable = SavedFields.of(type);
        if (!savable.containsAll(saved.fields())) {
            List<String> missing = saved.fields().stream().filter(field -> !savable.contains(field)).toList();
            problems.add(pv.at(KEY), "a PV of type " + type.yaml() + " has no " + String.join(", ", missing) + " to save, only "
                + String.join(", ", savable));
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
}
