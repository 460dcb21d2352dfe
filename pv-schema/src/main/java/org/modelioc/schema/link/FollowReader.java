package org.modelioc.schema.link;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;

/** Reads {@code follow} of an input: an address, or a section with an address. */
public final class FollowReader {

    /** The key of an input. */
    public static final String KEY = "follow";

    private static final List<String> KEYS = List.of("pv", "stale-after", "severity", "convert");
    private static final List<String> CONVERT_KEYS = List.of("from", "factor", "offset");
    private static final List<String> SEVERITIES = Arrays.stream(SeverityRule.values()).map(Enum::name).toList();
    private static final Duration SHORTEST_STALE = Duration.ofMillis(10);
    private static final Duration LONGEST_STALE = Duration.ofHours(24);

    private FollowReader() {
    }

    /**
     * Reads what an input follows.
     *
     * @param input    the input
     * @param type     its type
     * @param problems takes what is wrong
     * @return what it follows, if it says so and that can be read
     */
    public static Optional<FollowDefinition> read(Section input, PvType type, Problems problems) {
        Optional<YamlNode> node = input.node(KEY);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (type instanceof PvType.Table) {
            problems.add(input.keyAt(KEY), "a table has no 'follow': only numbers, text, choices and images can be followed");
            return Optional.empty();
        }
        if (node.get() instanceof YamlMapping) {
            return input.section(KEY, KEYS).flatMap(section -> read(section, input.keyAt(KEY), input, problems));
        }
        return address(input, KEY, problems).map(source -> new FollowDefinition(SourcePosition.of(input.at(KEY)), source,
            Optional.empty(), FollowDefinition.DEFAULT_SEVERITY, Optional.empty()));
    }

    private static Optional<FollowDefinition> read(Section section, Mark at, Section input, Problems problems) {
        section.require("pv");
        Optional<LinkAddress> source = address(section, "pv", problems);
        Optional<Duration> stale = section.duration("stale-after", SHORTEST_STALE, LONGEST_STALE);
        SeverityRule severity = section.choice("severity", SEVERITIES).map(SeverityRule::valueOf)
            .orElse(FollowDefinition.DEFAULT_SEVERITY);
        Optional<UnitConversion> convert = section.section("convert", CONVERT_KEYS)
            .flatMap(given -> conversion(given, input, problems));
        return source.map(pv -> new FollowDefinition(SourcePosition.of(at), pv, stale, severity, convert));
    }

    private static Optional<LinkAddress> address(Section section, String key, Problems problems) {
        return section.line(key).flatMap(text -> {
            try {
                return Optional.of(LinkAddress.parse(text.strip()));
            } catch (IllegalArgumentException e) {
                problems.add(section.at(key), "'" + key + "' must be a PV of another IOC such as pva://SOL1:I or ca://SOL1:I,"
                    + " not " + Words.quote(text) + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private static Optional<UnitConversion> conversion(Section section, Section input, Problems problems) {
        section.require("from", "factor");
        Optional<String> from = section.line("from").map(String::strip);
        OptionalDouble factor = section.number("factor");
        double offset = section.number("offset").orElse(0);
        if (from.isPresent() && from.get().isEmpty()) {
            problems.add(section.at("from"), "'from' must be the units of the source, such as mA, not empty");
            return Optional.empty();
        }
        if (factor.isPresent() && factor.getAsDouble() == 0) {
            problems.add(section.at("factor"), "'factor' must not be 0, since every value would become the same");
            return Optional.empty();
        }
        if (!input.has("units")) {
            problems.add(section.at(), "'convert' needs the 'units' of the input, which it converts to");
        }
        if (from.isEmpty() || factor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UnitConversion(from.get(), factor.getAsDouble(), offset));
    }
}
