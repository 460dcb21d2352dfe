package org.modelioc.schema.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes: a number and a unit, such as {@code 5 ms} and {@code 64 MiB}. */
final class Quantities {

    /** Nanoseconds in each unit of time. */
    private static final Map<String, Long> DURATIONS = ordered("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
        "min", 60_000_000_000L, "h", 3_600_000_000_000L);
    /** Bytes in each unit of size. */
    private static final Map<String, Long> SIZES = ordered("B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L,
        "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Pattern QUANTITY = Pattern.compile("([-+]?[0-9.]{1,30})[ \\t]*([A-Za-zµμ%]*)");

    private Quantities() {
    }

    /**
     * A duration.
     *
     * @param what     what it is, for example {@code "'idle-timeout'"}
     * @param scalar   the text
     * @param least    the shortest allowed
     * @param most     the longest allowed
     * @param problems takes what is wrong
     * @return the duration, if it is one within the bounds
     */
    static Optional<Duration> duration(String what, YamlScalar scalar, Duration least, Duration most, Problems problems) {
        OptionalLong nanos = amount(what + " must be a duration such as '5 ms', '60 s', '2 min' or '1 h'", DURATIONS, scalar,
            problems);
        if (nanos.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = Duration.ofNanos(nanos.getAsLong());
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            problems.add(scalar.at(), what + " must be from " + write(least.toNanos(), DURATIONS) + " to "
                + write(most.toNanos(), DURATIONS) + ", not " + Words.quote(scalar.text()));
            return Optional.empty();
        }
        return Optional.of(duration);
    }

    /**
     * A size in bytes.
     *
     * @param what     what it is, for example {@code "'receive-budget'"}
     * @param scalar   the text
     * @param least    the smallest allowed, in bytes
     * @param most     the largest allowed, in bytes
     * @param problems takes what is wrong
     * @return the bytes, if it is a size within the bounds
     */
    static OptionalLong size(String what, YamlScalar scalar, long least, long most, Problems problems) {
        OptionalLong bytes = amount(what + " must be a size such as '64 MiB' or '1 GB'", SIZES, scalar, problems);
        if (bytes.isPresent() && (bytes.getAsLong() < least || bytes.getAsLong() > most)) {
            problems.add(scalar.at(), what + " must be from " + bytes(least) + " to " + bytes(most) + ", not "
                + Words.quote(scalar.text()));
            return OptionalLong.empty();
        }
        return bytes;
    }

    /** A size in the largest unit that shows it exactly. */
    static String bytes(long bytes) {
        return write(bytes, SIZES);
    }

    private static OptionalLong amount(String must, Map<String, Long> units, YamlScalar scalar, Problems problems) {
        Matcher matcher = QUANTITY.matcher(scalar.text().strip());
        if (!matcher.matches() || !Numbers.looksDecimal(matcher.group(1))) {
            problems.add(scalar.at(), must + ", not " + scalar.describe());
            return OptionalLong.empty();
        }
        String unit = matcher.group(2);
        Long factor = units.get(unit);
        if (factor == null) {
            String allowed = "; units are " + String.join(", ", units.keySet());
            problems.add(scalar.at(), unit.isEmpty()
                ? must + ": " + Words.quote(scalar.text()) + " has no unit" + allowed
                : must + ": unknown unit " + Words.quote(unit) + allowed + Suggestions.didYouMean(unit, units.keySet()));
            return OptionalLong.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal amount = number.multiply(BigDecimal.valueOf(factor)).stripTrailingZeros();
        if (number.signum() < 0 || amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            problems.add(scalar.at(), must + ", not " + scalar.describe());
            return OptionalLong.empty();
        }
        if (amount.scale() > 0) {
            problems.add(scalar.at(), must + ": " + Words.quote(scalar.text()) + " is not a whole number of "
                + (units == SIZES ? "bytes" : "nanoseconds"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(amount.longValueExact());
    }

    private static String write(long amount, Map<String, Long> units) {
        String best = amount + (units == SIZES ? " B" : " ns");
        long largest = 0;
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0 && unit.getValue() > largest) {
                largest = unit.getValue();
                best = amount / largest + " " + unit.getKey();
            }
        }
        return best;
    }

    private static Map<String, Long> ordered(Object... pairs) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return map;
    }
}
