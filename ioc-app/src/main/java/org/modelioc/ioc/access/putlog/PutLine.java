package org.modelioc.ioc.access.putlog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A put as a line of JSON, with the keys, formats and order of caPutLog's {@code caPutJsonLogTask.cpp}: NaN and infinities as
 * the strings {@code "Nan"}, {@code "Infinity"} and {@code "-Infinity"}, arrays with their sizes. The key {@code peer}, the
 * address of the connection, stands where caPutLog puts a site's own keys.
 */
final class PutLine {

    private static final long NANOS = 1_000_000_000L;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;
    private final StringBuilder line = new StringBuilder();

    PutLine(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Writes a put, or several of one PV in a row.
     *
     * @param last  the last of them
     * @param first the value before the first
     * @param least the least of their values
     * @param most  the greatest
     * @param burst how many there were besides the last
     * @return the line, without its end
     */
    String of(PutEntry last, Object first, double least, double most, long burst) {
        Instant put = Instant.ofEpochSecond(Math.floorDiv(last.stamp, NANOS), Math.floorMod(last.stamp, NANOS));
        line.setLength(0);
        line.append('{');
        key("date").append('"').append(DATE.format(put.atZone(zone))).append('"');
        key("time").append('"').append(TIME.format(put.atZone(zone))).append('"');
        text(key("host"), last.origin.host());
        text(key("user"), last.origin.user());
        text(key("peer"), last.origin.peer());
        text(key("pv"), last.pv);
        value("new", last.newValue());
        value("old", first);
        if (burst > 0 && last.isNumber()) {
            value("min", number(last, least));
            value("max", number(last, most));
            key("burst").append(burst);
        }
        return line.append('}').toString();
    }

    private static Object number(PutEntry entry, double value) {
        return entry.newOther instanceof Long ? (Object) (long) value : (Object) value;
    }

    private StringBuilder key(String key) {
        if (line.length() > 1) {
            line.append(',');
        }
        return line.append('"').append(key).append("\":");
    }

    private void value(String key, Object value) {
        key(key);
        value(value);
        if (value instanceof ArrayValue array) {
            key(key + "-size").append(array.size());
        }
    }

    private void value(Object value) {
        switch (value) {
            case Double number -> number(number);
            case Float number -> number(Double.parseDouble(number.toString()));
            case Number number -> line.append(number);
            case Boolean truth -> line.append(truth);
            case ArrayValue array -> {
                line.append('[');
                for (int i = 0; i < array.first().size(); i++) {
                    line.append(i > 0 ? "," : "");
                    value(array.first().get(i));
                }
                line.append(']');
            }
            case Map<?, ?> columns -> {
                String between = "{";
                for (Map.Entry<?, ?> column : columns.entrySet()) {
                    line.append(between);
                    text(line, column.getKey().toString());
                    line.append(':');
                    value(column.getValue());
                    between = ",";
                }
                line.append('}');
            }
            default -> text(line, value.toString());
        }
    }

    private void number(double number) {
        if (Double.isNaN(number)) {
            line.append("\"Nan\"");
        } else if (Double.isInfinite(number)) {
            line.append(number > 0 ? "\"Infinity\"" : "\"-Infinity\"");
        } else {
            line.append(number);
        }
    }

    private static void text(StringBuilder into, String text) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                into.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) && !paired(text, i)) {
                into.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                into.append(c);
            }
        }
        into.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
