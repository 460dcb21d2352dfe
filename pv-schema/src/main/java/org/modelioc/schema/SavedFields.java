package org.modelioc.schema;

import java.util.List;

/**
 * The fields of one input that are saved, by their names in EPICS records.
 *
 * @param fields for example {@code VAL, HIHI}; empty for a PV that is not saved
 * @param asked  whether the file says so, or leaves it to the default
 */
public record SavedFields(List<String> fields, boolean asked) {

    /** The value itself. */
    public static final String VAL = "VAL";

    /** The fields that there are. */
    public static final List<String> FIELDS = List.of(VAL, "DESC", "EGU", "PREC", "HOPR", "LOPR", "DRVH", "DRVL", "HIHI", "HIGH",
        "LOW", "LOLO", "HHSV", "HSV", "LSV", "LLSV", "HYST");

    /** The value alone, since the file says nothing else. */
    public static final SavedFields DEFAULT = new SavedFields(List.of(VAL), false);
    /** The value alone, since the file says so. */
    public static final SavedFields VALUE = new SavedFields(List.of(VAL), true);
    /** Nothing. */
    public static final SavedFields NONE = new SavedFields(List.of(), true);

    /** Keeps an unmodifiable copy. */
    public SavedFields {
        fields = List.copyOf(fields);
    }
}
