package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.SourceType;

/**
 * Reads the descriptions of types on one connection and remembers those that the server gave a number.
 *
 * <p>Source: "pvAccess Protocol Specification", introspection data.
 */
final class TypeReader {

    static final int MOST_FIELDS = 20_000;
    static final int DEEPEST = 64;

    private static final int NULL_TYPE = 0xFF;
    private static final int ONLY_ID = 0xFE;
    private static final int FULL_WITH_ID = 0xFD;
    private static final int MANY = 0x18;
    private static final int ARRAY = 0x08;
    private static final int FIXED = 0x18;
    private static final int STRUCTURE = 0x80;
    private static final int UNION = 0x81;
    private static final int ANY = 0x82;
    private static final int BOUNDED_STRING = 0x83;

    private final Map<Short, PvaType> byId = new HashMap<>();
    private int remembered;

    /** A type; null for none. */
    PvaType read(ByteBuffer in) {
        return read(in, 0);
    }

    private PvaType read(ByteBuffer in, int level) {
        if (level > DEEPEST) {
            throw new ProtocolException("a type nested more than " + DEEPEST + " deep");
        }
        int code = in.get() & 0xFF;
        switch (code) {
            case NULL_TYPE -> {
                return null;
            }
            case ONLY_ID -> {
                short id = in.getShort();
                PvaType known = byId.get(id);
                if (known == null) {
                    throw new ProtocolException("type number " + id + ", which was never described");
                }
                return checked(known, level);
            }
            case FULL_WITH_ID -> {
                short id = in.getShort();
                PvaType type = full(in, in.get() & 0xFF, level);
                PvaType old = byId.put(id, type);
                remembered += type.weight - (old == null ? 0 : old.weight);
                if (remembered > MOST_FIELDS * 16) {
                    throw new ProtocolException("descriptions of types with " + remembered + " fields to remember");
                }
                return type;
            }
            default -> {
                return full(in, code, level);
            }
        }
    }

    private static PvaType checked(PvaType type, int level) {
        if (type.weight > MOST_FIELDS || level + type.depth > DEEPEST) {
            throw new ProtocolException("a type with more than " + MOST_FIELDS + " fields or nested more than " + DEEPEST
                + " deep");
        }
        return type;
    }

    private PvaType full(ByteBuffer in, int code, int level) {
        int many = code & MANY;
        int one = code & ~MANY;
        if (one == STRUCTURE || one == UNION) {
            if (many == 0) {
                return checked(members(in, one, level), level);
            }
            PvaType element = many == ARRAY ? read(in, level + 1) : null;
            if (element == null || element.repeat != PvaType.Repeat.ONE || element.form != form(one)) {
                throw unknown(code);
            }
            return element.asArray();
        }
        if (one == ANY) {
            return PvaType.any(many == 0 ? PvaType.Repeat.ONE : PvaType.Repeat.ARRAY);
        }
        if (one == BOUNDED_STRING) {
            Wire.size(in);
            return PvaType.scalar(SourceType.STRING);
        }
        SourceType scalar = scalar(one);
        if (scalar == null) {
            throw unknown(code);
        }
        if (many == 0) {
            return PvaType.scalar(scalar);
        }
        if (many == ARRAY) {
            return PvaType.array(scalar);
        }
        int size = Wire.size(in);
        return many == FIXED ? PvaType.fixedArray(scalar, Math.max(0, size)) : PvaType.array(scalar);
    }

    private static ProtocolException unknown(int code) {
        return new ProtocolException(String.format("a type with the code 0x%02X", code));
    }

    private static PvaType.Form form(int code) {
        return code == STRUCTURE ? PvaType.Form.STRUCTURE : PvaType.Form.UNION;
    }

    private PvaType members(ByteBuffer in, int code, int level) {
        String id = Wire.text(in);
        int count = Wire.count(in, 2);
        List<String> names = new ArrayList<>();
        List<PvaType> members = new ArrayList<>();
        int weight = 0;
        for (int i = 0; i < count; i++) {
            names.add(Wire.text(in));
            PvaType member = read(in, level + 1);
            if (member == null) {
                throw new ProtocolException("a type with a field that has no type");
            }
            weight += member.weight;
            if (weight > MOST_FIELDS) {
                throw new ProtocolException("a type with more than " + MOST_FIELDS + " fields");
            }
            members.add(member);
        }
        return PvaType.of(form(code), id, names, members);
    }

    private static SourceType scalar(int code) {
        return switch (code) {
            case 0x00 -> SourceType.BOOLEAN;
            case 0x20 -> SourceType.INT8;
            case 0x21 -> SourceType.INT16;
            case 0x22 -> SourceType.INT32;
            case 0x23 -> SourceType.INT64;
            case 0x24 -> SourceType.UINT8;
            case 0x25 -> SourceType.UINT16;
            case 0x26 -> SourceType.UINT32;
            case 0x27 -> SourceType.UINT64;
            case 0x42 -> SourceType.FLOAT32;
            case 0x43 -> SourceType.FLOAT64;
            case 0x60 -> SourceType.STRING;
            default -> null;
        };
    }
}
