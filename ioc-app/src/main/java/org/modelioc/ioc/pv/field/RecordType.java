package org.modelioc.ioc.pv.field;

import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** The type of EPICS record that fits a PV best: what clients may put is an output record there, all else an input record. */
final class RecordType {

    private RecordType() {
    }

    /**
     * The type.
     *
     * @param pv no table and no group, for which there is no record
     * @return what the field RTYP says
     */
    static String of(Pv pv) {
        return switch (pv.type()) {
            case PvType.Scalar(ValueType value) -> scalar(value) + switch (value) {
                case FLOAT, DOUBLE, BOOLEAN -> pv.writable() ? "o" : "i";
                default -> pv.writable() ? "out" : "in";
            };
            case PvType.Enumeration _ -> pv.writable() ? "mbbo" : "mbbi";
            case PvType.Array _, PvType.Image _ -> "waveform";
            case PvType.Table _, PvType.Group _ ->
                throw new IllegalArgumentException(pv.name() + " is nothing that a record holds");
        };
    }

    private static String scalar(ValueType value) {
        return switch (value) {
            case FLOAT, DOUBLE -> "a";
            case BOOLEAN -> "b";
            case STRING -> "string";
            // beyond the 32 bits with sign of a longin
            case UINT, LONG, ULONG -> "int64";
            default -> "long";
        };
    }

    /**
     * The type of an element, as the field FTVL of a waveform says it.
     *
     * @param pv an array or an image
     * @return a choice of {@code menuFtype}
     */
    static String elements(Pv pv) {
        ValueType value = switch (pv.type()) {
            case PvType.Array array -> array.value();
            case PvType.Image image -> image.value();
            default -> throw new IllegalArgumentException(pv.name() + " is no array");
        };
        return switch (value) {
            case BOOLEAN, UBYTE -> "UCHAR";
            case BYTE -> "CHAR";
            case SHORT -> "SHORT";
            case USHORT -> "USHORT";
            case INT -> "LONG";
            case UINT -> "ULONG";
            case LONG -> "INT64";
            case ULONG -> "UINT64";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case STRING -> "STRING";
        };
    }
}
