package org.modelioc.ioc.link.pva;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelioc.ioc.link.source.SourceType;

/** The type of a field, as a server describes it. Immutable. */
final class PvaType {

    /** What a field is made of. */
    enum Form { SCALAR, STRUCTURE, UNION, ANY }

    /** How many of it there are. */
    enum Repeat { ONE, ARRAY, FIXED_ARRAY }

    private static final Map<SourceType, PvaType> SCALARS = scalars(Repeat.ONE);
    private static final Map<SourceType, PvaType> ARRAYS = scalars(Repeat.ARRAY);

    final Form form;
    final Repeat repeat;
    /** Element type of {@link Form#SCALAR}. */
    final SourceType scalar;
    /** Elements of {@link Repeat#FIXED_ARRAY}. */
    final int fixed;
    final String id;
    final List<String> names;
    final List<PvaType> members;
    /** Bits that stand for this field in the set of changes: itself, and those inside a structure. */
    final int bits;
    /** Levels of types in it, itself included. */
    final int depth;
    /** Descriptions in it, itself included. */
    final int weight;

    private PvaType(Form form, Repeat repeat, SourceType scalar, int fixed, String id, List<String> names,
            List<PvaType> members) {
        this.form = form;
        this.repeat = repeat;
        this.scalar = scalar;
        this.fixed = fixed;
        this.id = id;
        this.names = List.copyOf(names);
        this.members = List.copyOf(members);
        bits = isStructure() ? 1 + members.stream().mapToInt(member -> member.bits).sum() : 1;
        depth = 1 + members.stream().mapToInt(member -> member.depth).max().orElse(0);
        weight = 1 + members.stream().mapToInt(member -> member.weight).sum();
    }

    private static Map<SourceType, PvaType> scalars(Repeat repeat) {
        Map<SourceType, PvaType> all = new EnumMap<>(SourceType.class);
        for (SourceType type : SourceType.values()) {
            all.put(type, new PvaType(Form.SCALAR, repeat, type, 0, "", List.of(), List.of()));
        }
        return all;
    }

    static PvaType scalar(SourceType type) {
        return SCALARS.get(type);
    }

    static PvaType array(SourceType type) {
        return ARRAYS.get(type);
    }

    static PvaType fixedArray(SourceType type, int size) {
        return new PvaType(Form.SCALAR, Repeat.FIXED_ARRAY, type, size, "", List.of(), List.of());
    }

    static PvaType any(Repeat repeat) {
        return new PvaType(Form.ANY, repeat, SourceType.OTHER, 0, "any", List.of(), List.of());
    }

    static PvaType of(Form form, String id, List<String> names, List<PvaType> members) {
        return new PvaType(form, Repeat.ONE, SourceType.OTHER, 0, id, names, members);
    }

    /** An array of this structure or union. */
    PvaType asArray() {
        return new PvaType(form, Repeat.ARRAY, scalar, 0, id, names, members);
    }

    boolean isStructure() {
        return form == Form.STRUCTURE && repeat == Repeat.ONE;
    }

    boolean is(SourceType type) {
        return form == Form.SCALAR && repeat == Repeat.ONE && scalar == type;
    }

    /** Whether it is one whole number. */
    boolean isWhole() {
        return form == Form.SCALAR && repeat == Repeat.ONE && switch (scalar) {
            case BOOLEAN, FLOAT32, FLOAT64, STRING, OTHER -> false;
            default -> true;
        };
    }

    boolean isNumbers() {
        return form == Form.SCALAR && scalar.bytes() > 0;
    }

    /** A member of a structure by its name; null if there is none. */
    PvaType member(String name) {
        int index = names.indexOf(name);
        return index < 0 ? null : members.get(index);
    }

    /** For a message. */
    String describe() {
        String what = switch (form) {
            case SCALAR -> scalar == SourceType.STRING ? "text" : scalar.name().toLowerCase(Locale.ROOT);
            case STRUCTURE -> id.startsWith("epics:nt/NTTable") ? "a table" : "a structure" + (id.isEmpty() ? "" : " " + id);
            case UNION -> "a union";
            case ANY -> "a value of any type";
        };
        return repeat == Repeat.ONE ? what : "an array of " + what.replaceFirst("^an? ", "");
    }
}
