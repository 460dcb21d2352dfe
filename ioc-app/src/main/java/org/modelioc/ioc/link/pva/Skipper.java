package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.SourceType;

/** Passes over values that nobody wants. Types in values of any type are remembered, since later ones refer to them. */
final class Skipper {

    private Skipper() {
    }

    static void skip(ByteBuffer in, PvaType type, TypeReader types) {
        switch (type.repeat) {
            case ONE -> one(in, type, types);
            case FIXED_ARRAY -> scalars(in, type.scalar, type.fixed);
            case ARRAY -> array(in, type, types);
            default -> throw new IllegalArgumentException("a repetition without a rule: " + type.repeat);
        }
    }

    private static void array(ByteBuffer in, PvaType type, TypeReader types) {
        int count = Math.max(0, Wire.size(in));
        if (type.form == PvaType.Form.SCALAR) {
            scalars(in, type.scalar, count);
            return;
        }
        Wire.require(in, count);
        for (int i = 0; i < count; i++) {
            // one byte tells whether there is an element
            if (in.get() != 0) {
                one(in, type, types);
            }
        }
    }

    private static void scalars(ByteBuffer in, SourceType type, int count) {
        if (type != SourceType.STRING) {
            Wire.skip(in, (long) count * type.bytes());
            return;
        }
        Wire.require(in, count);
        for (int i = 0; i < count; i++) {
            Wire.skipText(in);
        }
    }

    /** One element, whatever the type says of their number. */
    static void one(ByteBuffer in, PvaType type, TypeReader types) {
        switch (type.form) {
            case SCALAR -> scalars(in, type.scalar, 1);
            case STRUCTURE -> {
                for (PvaType member : type.members) {
                    skip(in, member, types);
                }
            }
            case UNION -> {
                PvaType chosen = chosen(in, type);
                if (chosen != null) {
                    skip(in, chosen, types);
                }
            }
            case ANY -> {
                PvaType held = types.read(in);
                if (held != null) {
                    skip(in, held, types);
                }
            }
            default -> throw new IllegalArgumentException("a form without a rule: " + type.form);
        }
    }

    /** The member of a union that follows; null for none. */
    static PvaType chosen(ByteBuffer in, PvaType union) {
        int selector = Wire.size(in);
        if (selector >= union.members.size()) {
            throw new ProtocolException("a union with " + union.members.size() + " members and number " + selector + " chosen");
        }
        return selector < 0 ? null : union.members.get(selector);
    }
}
