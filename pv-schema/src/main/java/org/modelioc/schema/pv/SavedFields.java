package org.modelioc.schema.pv;

import java.util.List;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The fields of one PV that are saved, by their names in EPICS records.
 *
 * @param fields for example {@code VAL, HIHI}; empty for a PV that is not saved
 * @param asked  whether the file says so, or leaves it to the default
 */
public record SavedFields(List<String> fields, boolean asked) {

    /** The value itself. */
    public static final String VAL = "VAL";

    /** The fields that there are. */
    public static final List<String> FIELDS = List.of(VAL, "DESC", "EGU", "PREC", "HOPR", "LOPR", "DRVH", "DRVL", "HIHI", "HIGH",
        "LOW", "LOLO", "HHSV", "HSV", "LSV", "LLSV", "HYST", "MDEL", "ADEL");

    /** The value alone, since the file says nothing else. */
    public static final SavedFields DEFAULT = new SavedFields(List.of(VAL), false);
    /** The value alone, since the file says so. */
    public static final SavedFields VALUE = new SavedFields(List.of(VAL), true);
    /** Nothing. */
    public static final SavedFields NONE = new SavedFields(List.of(), true);

    /**
     * The fields of a PV that can be saved.
     *
     * @param type what it holds
     * @return those of {@link #FIELDS} that such a PV has
     */
    public static List<String> of(PvType type) {
        return switch (type) {
            case PvType.Scalar(ValueType value) when value.numeric() && value != ValueType.BOOLEAN -> FIELDS;
            case PvType.Array(ValueType value, int _) when value.numeric() && value != ValueType.BOOLEAN ->
                FIELDS.stream().filter(field -> !field.endsWith("DEL")).toList();
            case PvType.Image _ -> List.of("DESC", "EGU", "HOPR", "LOPR");
            case PvType.Table _ -> List.of("DESC");
            default -> List.of(VAL, "DESC");
        };
    }

    /** Keeps an unmodifiable copy. */
    public SavedFields {
        fields = List.copyOf(fields);
    }
}
