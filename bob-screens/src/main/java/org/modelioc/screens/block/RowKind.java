package org.modelioc.screens.block;

import java.util.Optional;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** How a PV that holds one value is shown in a row. Each kind is a screen of its own, of which every row is an instance. */
public enum RowKind {
    /** A number that may be put, and where it lies in its range. */
    INPUT_RANGE("row-input-range", true),
    /** A number that may be put, with no range declared. */
    INPUT_NUMBER("row-input-number", true),
    /** One of several words that may be put. */
    INPUT_CHOICE("row-input-choice", true),
    /** On or off, which may be put. */
    INPUT_SWITCH("row-input-switch", true),
    /** A text that may be put. */
    INPUT_TEXT("row-input-text", true),
    /** A number, and where it lies in its range. */
    OUTPUT_RANGE("row-output-range", false),
    /** A number with no range declared. */
    OUTPUT_NUMBER("row-output-number", false),
    /** On or off. */
    OUTPUT_SWITCH("row-output-switch", false),
    /** A word or a text. */
    OUTPUT_TEXT("row-output-text", false);

    private final String screen;
    private final boolean input;

    RowKind(String screen, boolean input) {
        this.screen = screen;
        this.input = input;
    }

    /**
     * The kind of row for a PV.
     *
     * @param pv    the PV
     * @param input whether it is an input
     * @return the kind, empty if the PV holds more than one value and so is no row
     */
    public static Optional<RowKind> of(PvDefinition pv, boolean input) {
        return switch (pv.type()) {
            case PvType.Scalar scalar when scalar.value() == ValueType.STRING -> Optional.of(input ? INPUT_TEXT : OUTPUT_TEXT);
            case PvType.Scalar scalar when scalar.value() == ValueType.BOOLEAN ->
                Optional.of(input ? INPUT_SWITCH : OUTPUT_SWITCH);
            case PvType.Scalar scalar when Texts.scale(pv).declared() -> Optional.of(input ? INPUT_RANGE : OUTPUT_RANGE);
            case PvType.Scalar scalar -> Optional.of(input ? INPUT_NUMBER : OUTPUT_NUMBER);
            case PvType.Enumeration words -> Optional.of(input ? INPUT_CHOICE : OUTPUT_TEXT);
            case PvType.Array array -> Optional.empty();
            case PvType.Image image -> Optional.empty();
            case PvType.Table table -> Optional.empty();
            case PvType.Group group -> Optional.empty();
        };
    }

    /**
     * The screen.
     *
     * @return name of its file
     */
    public String file() {
        return screen + ".bob";
    }

    /** The screen with short labels, of an overview that is made for one machine. */
    String shortFile() {
        return screen.replace("row-", "row-short-") + ".bob";
    }

    /**
     * Whether the value may be put.
     *
     * @return true for inputs
     */
    public boolean input() {
        return input;
    }
}
