package org.modelioc.schema.json;

import java.util.List;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.service.AutosaveDefinition;

/** The schema of what is saved, and where. */
final class AutosaveSchema {

    /** The key, of the IOC and of an input. */
    static final String KEY = "autosave";

    private static final int MOST_SEQUENCE_FILES = 10;
    private static final int MOST_BOOT_COPIES = 1_000;

    private AutosaveSchema() {
    }

    /** The section of the IOC. */
    static Schema section(List<String> times) {
        return new Mapping()
            .required("folder", Values.filledLine().described("The folder of the save files, relative to that of this file or"
                + " absolute; it is made if there is none. One IOC at a time uses the files of one name in it."))
            .key("name", Values.fileName().described("What the files are called: name.sav, name.savB and so on. Without it, as"
                + " this file is called, without .yaml."))
            .key("period", Values.quantity(times).otherwise(AutosaveDefinition.DEFAULT_PERIOD.toSeconds() + " s")
                .described("A change is saved at once, but no more than once in this time, from 100 ms to 1 h."))
            .key("sequence-files", Values.whole(0, MOST_SEQUENCE_FILES)
                .otherwise(AutosaveDefinition.DEFAULT_SEQUENCE_FILES)
                .described("How many older states are kept (name.sav0 and so on)."))
            .key("sequence-period", Values.quantity(times)
                .otherwise(AutosaveDefinition.DEFAULT_SEQUENCE_PERIOD.toSeconds() + " s")
                .described("The time between two of them, from 1 s to 24 h."))
            .key("boot-copies", Values.whole(1, MOST_BOOT_COPIES).otherwise(AutosaveDefinition.DEFAULT_BOOT_COPIES)
                .described("How many dated copies of what was found at start are kept (name.sav_YYMMDD-hhmmss)."))
            .notEmpty().described("Setpoints are saved, and restored at start. Without it they begin with their 'value'.");
    }

    /** The key of an output, which is made anew at each start. */
    static Schema outputFields() {
        Schema list = Values.list(Values.choice(SavedFields.FIELDS.stream().filter(field -> !field.equals(SavedFields.VAL))
            .toList())).and("uniqueItems", true);
        return Schema.of("anyOf", List.of(Schema.of("enum", List.of(false)), list)).otherwise(false)
            .described("The fields that are saved and restored, such as [HIHI].");
    }

    /** The key of an input. */
    static Schema fields() {
        Schema list = Values.list(Values.choice(SavedFields.FIELDS)).and("uniqueItems", true);
        return Schema.of("anyOf", List.of(Values.truth(), list)).otherwise(true)
            .described("Whether the value is saved and restored, or the fields that are, such as [VAL, HIHI].");
    }
}
