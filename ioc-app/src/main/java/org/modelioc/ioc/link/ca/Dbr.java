package org.modelioc.ioc.link.ca;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.ioc.link.source.NumberReader;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.SourceType;
import org.modelioc.ioc.link.source.TextCache;
import org.modelioc.ioc.link.source.ValueBuffer;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * The values of Channel Access: reads DBR_TIME_* and, for units and labels, DBR_CTRL_*.
 *
 * <p>Source: EPICS base, {@code db_access.h}. DBR_CHAR is an unsigned byte there, and is taken as one.
 */
enum Dbr {

    STRING(SourceType.STRING, 0, 0), SHORT(SourceType.INT16, 2, 4), FLOAT(SourceType.FLOAT32, 0, 8),
    ENUM(SourceType.UINT16, 2, 0), CHAR(SourceType.UINT8, 3, 4), LONG(SourceType.INT32, 0, 4), DOUBLE(SourceType.FLOAT64, 4, 8);

    private static final Dbr[] ALL = values();
    private static final AlarmSeverity[] SEVERITIES = AlarmSeverity.values();
    private static final int TIME = 14;
    private static final int CTRL = 28;
    /** Seconds from 1970 to 1990, where the time of Channel Access begins. */
    private static final long EPICS_EPOCH = 631_152_000L;
    private static final int STRING_SIZE = 40;
    private static final int UNITS_SIZE = 8;
    private static final int MOST_CHOICES = 16;
    private static final int CHOICE_SIZE = 26;

    private final SourceType type;
    private final int padding;
    private final int unitsAt;

    Dbr(SourceType type, int padding, int unitsAt) {
        this.type = type;
        this.padding = padding;
        this.unitsAt = unitsAt;
    }

    /** A native type by its number. */
    static Dbr of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new ProtocolException("a channel of type " + number);
        }
        return ALL[number];
    }

    /** The number of the type with alarm and time stamp. */
    int time() {
        return ordinal() + TIME;
    }

    /** The number of the type with units or labels. */
    int control() {
        return ordinal() + CTRL;
    }

    /** Whether there is anything to be learnt from {@link #control}. */
    boolean isDescribed() {
        return this != STRING;
    }

    /** Reads units or labels. */
    void readControl(ByteBuffer in, ValueBuffer value) {
        int start = in.position();
        if (this == ENUM) {
            int count = Math.clamp(in.getShort(start + 4), 0, MOST_CHOICES);
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                labels.add(text(in, start + 6 + i * CHOICE_SIZE, CHOICE_SIZE));
            }
            value.choices(labels);
        } else if (isDescribed()) {
            value.units(text(in, start + unitsAt, UNITS_SIZE));
        }
    }

    /** Whether units of this length may have been cut. */
    static boolean mayBeCut(String units) {
        return units.length() >= UNITS_SIZE - 1;
    }

    private static String text(ByteBuffer in, int at, int size) {
        int length = length(in, at, size);
        byte[] bytes = new byte[length];
        in.get(at, bytes);
        return TextCache.decode(bytes);
    }

    private static int length(ByteBuffer in, int at, int size) {
        int length = 0;
        while (length < size && in.get(at + length) != 0) {
            length++;
        }
        return length;
    }

    /** Reads an update. */
    void readTime(ByteBuffer in, int count, ValueBuffer value, TextCache cache) {
        int status = in.getShort();
        int severity = in.getShort();
        long seconds = in.getInt() & 0xFFFF_FFFFL;
        long nanos = in.getInt() & 0xFFFF_FFFFL;
        in.position(in.position() + padding);
        if (this == STRING) {
            readText(in, count, value, cache);
        } else if (this == ENUM && count == 1) {
            value.choice(in.getShort() & 0xFFFF);
        } else {
            NumberReader.read(in, count == 1 ? Kind.NUMBER : Kind.NUMBERS, type, count, value);
        }
        value.alarm(severity >= 0 && severity < SEVERITIES.length ? SEVERITIES[severity] : AlarmSeverity.INVALID,
            Condition.ofChannelAccess(status), "");
        value.stamp(seconds == 0 && nanos == 0 ? 0 : seconds + EPICS_EPOCH, nanos);
    }

    private static void readText(ByteBuffer in, int count, ValueBuffer value, TextCache cache) {
        if (count != 1) {
            value.unsupported(SourceType.STRING, "an array of text");
            return;
        }
        // servers may leave out what is behind the end of a text
        int room = Math.min(STRING_SIZE, in.remaining());
        value.text(cache.read(in, length(in, in.position(), room)));
    }
}
