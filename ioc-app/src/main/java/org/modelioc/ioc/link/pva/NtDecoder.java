package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.ioc.link.source.NumberReader;
import org.modelioc.ioc.link.source.SourceType;
import org.modelioc.ioc.link.source.TextCache;
import org.modelioc.ioc.link.source.ValueBuffer;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * Reads the updates of one PV, of a Normative Type or like one: {@code value}, {@code alarm}, {@code timeStamp},
 * {@code display.units}, and of an image its shape. Passes over everything else. Allocates nothing unless a text or the
 * number of elements changes.
 *
 * <p>Made for the type that the server announced; the fields of that type have numbers, which the set of changes refers to.
 */
final class NtDecoder {

    /** What a field is to us. */
    private enum Role {
        NONE, VALUE, ENUM_INDEX, ENUM_CHOICES, SEVERITY, STATUS, MESSAGE, SECONDS, NANOSECONDS, USER_TAG, UNITS, CODEC,
        DIMENSIONS, ATTRIBUTES
    }

    private static final AlarmSeverity[] SEVERITIES = AlarmSeverity.values();

    private final PvaType type;
    private final TypeReader types;
    private final ValueBuffer value;
    private final Role[] roles;
    private final ChangedFields changed = new ChangedFields();
    private final TextCache message = new TextCache();
    private final TextCache units = new TextCache();
    private final TextCache text = new TextCache();
    private final ImageShape shape;
    private int numbers;
    private boolean hasValue;
    private boolean shapeChanged;
    private long severity;
    private long status;
    private long seconds;
    private long nanoseconds;
    private String alarmMessage = "";

    NtDecoder(PvaType type, TypeReader types, ValueBuffer value) {
        this.type = type;
        this.types = types;
        this.value = value;
        roles = new Role[type.bits];
        Arrays.fill(roles, Role.NONE);
        boolean image = false;
        int bit = 1;
        for (int i = 0; type.isStructure() && i < type.members.size(); i++) {
            PvaType member = type.members.get(i);
            image |= assign(type.names.get(i), member, bit);
            bit += member.bits;
        }
        PvaType main = type.isStructure() ? type.member("value") : null;
        shape = image && main != null && main.form == PvaType.Form.UNION ? new ImageShape() : null;
        if (!hasValue) {
            value.unsupported(SourceType.OTHER, type.describe() + " without a value that is a number or a text");
        }
    }

    // true for the field that makes an image
    private boolean assign(String name, PvaType member, int bit) {
        switch (name) {
            case "value" -> {
                hasValue = true;
                if (isEnum(member)) {
                    assign(member, bit, "index", Role.ENUM_INDEX);
                    assign(member, bit, "choices", Role.ENUM_CHOICES);
                } else if (member.isStructure()) {
                    hasValue = false;
                } else {
                    roles[bit] = Role.VALUE;
                }
            }
            case "alarm" -> {
                assign(member, bit, "severity", Role.SEVERITY);
                assign(member, bit, "status", Role.STATUS);
                assign(member, bit, "message", Role.MESSAGE);
            }
            case "timeStamp" -> {
                assign(member, bit, "secondsPastEpoch", Role.SECONDS);
                assign(member, bit, "nanoseconds", Role.NANOSECONDS);
                assign(member, bit, "userTag", Role.USER_TAG);
            }
            case "display" -> assign(member, bit, "units", Role.UNITS);
            case "codec" -> assign(member, bit, "name", Role.CODEC);
            case "attribute" -> roles[bit] = isStructures(member) ? Role.ATTRIBUTES : Role.NONE;
            case "dimension" -> {
                roles[bit] = isStructures(member) ? Role.DIMENSIONS : Role.NONE;
                return isStructures(member);
            }
            default -> {
                // of no interest
            }
        }
        return false;
    }

    private static boolean isEnum(PvaType member) {
        return member.isStructure() && member.member("index") != null && member.member("index").isWhole()
            && member.member("choices") == PvaType.array(SourceType.STRING);
    }

    private static boolean isStructures(PvaType member) {
        return member.form == PvaType.Form.STRUCTURE && member.repeat == PvaType.Repeat.ARRAY;
    }

    private void assign(PvaType structure, int bit, String name, Role role) {
        int memberBit = bit + 1;
        for (int i = 0; structure.isStructure() && i < structure.members.size(); i++) {
            PvaType member = structure.members.get(i);
            if (structure.names.get(i).equals(name) && fits(role, member)) {
                roles[memberBit] = role;
            }
            memberBit += member.bits;
        }
    }

    private static boolean fits(Role role, PvaType member) {
        return switch (role) {
            case MESSAGE, UNITS, CODEC -> member.is(SourceType.STRING);
            case ENUM_CHOICES -> member == PvaType.array(SourceType.STRING);
            default -> member.isWhole();
        };
    }

    /** Reads one update: the set of changes, the changed fields, the set of fields that changed more than once. */
    void update(ByteBuffer in) {
        changed.read(in);
        shapeChanged = false;
        if (type.isStructure()) {
            structure(in, type, 0, changed.has(0));
        } else if (changed.has(0)) {
            Skipper.skip(in, type, types);
        }
        ChangedFields.skip(in);
        if (shape != null && shapeChanged) {
            shape.apply(value, numbers);
        }
        value.alarm(severityOf(severity), condition(), alarmMessage);
        value.stamp(seconds, nanoseconds);
    }

    private void structure(ByteBuffer in, PvaType structure, int bit, boolean all) {
        int memberBit = bit + 1;
        for (int i = 0; i < structure.members.size(); i++) {
            PvaType member = structure.members.get(i);
            if (member.isStructure()) {
                if (all || changed.hasAny(memberBit, memberBit + member.bits)) {
                    structure(in, member, memberBit, all || changed.has(memberBit));
                }
            } else if (all || changed.has(memberBit)) {
                field(in, member, roles[memberBit]);
            }
            memberBit += member.bits;
        }
    }

    private void field(ByteBuffer in, PvaType field, Role role) {
        switch (role) {
            case NONE -> Skipper.skip(in, field, types);
            case VALUE -> value(in, field);
            case ENUM_INDEX -> value.choice((int) NumberReader.whole(in, field.scalar));
            case ENUM_CHOICES -> choices(in);
            case SEVERITY -> severity = NumberReader.whole(in, field.scalar);
            case STATUS -> status = NumberReader.whole(in, field.scalar);
            case MESSAGE -> alarmMessage = Wire.text(in, message);
            case SECONDS -> seconds = NumberReader.whole(in, field.scalar);
            case NANOSECONDS -> nanoseconds = NumberReader.whole(in, field.scalar);
            case USER_TAG -> value.userTag((int) NumberReader.whole(in, field.scalar));
            case UNITS -> value.units(Wire.text(in, units));
            case CODEC, DIMENSIONS, ATTRIBUTES -> shape(in, field, role);
            default -> throw new IllegalArgumentException("a role without a rule: " + role);
        }
    }

    private void shape(ByteBuffer in, PvaType field, Role role) {
        if (shape == null) {
            Skipper.skip(in, field, types);
            return;
        }
        shapeChanged = true;
        switch (role) {
            case CODEC -> shape.readCodec(in);
            case DIMENSIONS -> shape.readDimensions(in, field, types);
            default -> shape.readAttributes(in, field, types);
        }
    }

    private void choices(ByteBuffer in) {
        int count = Wire.count(in, 1);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(Wire.text(in));
        }
        value.choices(labels);
    }

    private void value(ByteBuffer in, PvaType field) {
        if (field.repeat == PvaType.Repeat.ONE) {
            PvaType held = switch (field.form) {
                case UNION -> Skipper.chosen(in, field);
                case ANY -> types.read(in);
                default -> field;
            };
            if (held == null) {
                value.unsupported(SourceType.OTHER, "nothing: " + field.describe() + " that is empty");
                return;
            }
            if (held != field) {
                held(in, held);
                return;
            }
        }
        held(in, field);
    }

    private void held(ByteBuffer in, PvaType field) {
        if (field.is(SourceType.STRING)) {
            value.text(Wire.text(in, text));
        } else if (!field.isNumbers()) {
            Skipper.skip(in, field, types);
            value.unsupported(field.scalar, field.describe());
        } else if (field.repeat == PvaType.Repeat.ONE) {
            NumberReader.read(in, Kind.NUMBER, field.scalar, 1, value);
        } else {
            int count = field.repeat == PvaType.Repeat.ARRAY ? Math.max(0, Wire.size(in)) : field.fixed;
            NumberReader.read(in, shape == null ? Kind.NUMBERS : Kind.IMAGE, field.scalar, count, value);
            numbers = count;
            shapeChanged = true;
        }
    }

    // 4 UNDEFINED and whatever else may come is no value to trust
    private static AlarmSeverity severityOf(long number) {
        return number >= 0 && number < SEVERITIES.length ? SEVERITIES[(int) number] : AlarmSeverity.INVALID;
    }

    private Condition condition() {
        if (severity == 0) {
            return Condition.NO_ALARM;
        }
        Condition named = Condition.named(alarmMessage);
        return named == null ? Condition.ofNormativeType(status) : named;
    }
}
