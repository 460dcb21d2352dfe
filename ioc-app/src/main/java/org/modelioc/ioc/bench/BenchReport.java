package org.modelioc.ioc.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.json.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * All that was measured, and where.
 *
 * @param facts        host, cores, JVM, device, model and so on, each by its name
 * @param measurements in the order in which they were made
 * @param notes        what could not be measured, and why
 */
public record BenchReport(Map<String, String> facts, List<Measurement> measurements, List<String> notes) {

    /** Which report this is, for those who read it. */
    private static final String FORMAT = "model-ioc bench 1";

    /** Keeps copies. */
    public BenchReport {
        facts = new LinkedHashMap<>(facts);
        measurements = List.copyOf(measurements);
        notes = List.copyOf(notes);
    }

    /**
     * As JSON.
     *
     * @return an object, ended by a line break
     */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("facts", facts);
        json.put("measurements", measurements.stream().map(Measurement::json).toList());
        json.put("notes", notes);
        String text = Json.write(json);
        return text.endsWith("\n") ? text : text + '\n';
    }

    /**
     * Reads what {@link #json} gave.
     *
     * @param text the text
     * @return the report
     * @throws IllegalArgumentException if it is none
     */
    public static BenchReport parse(String text) {
        try {
            Map<?, ?> json = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (json == null || !FORMAT.equals(json.get("format"))) {
                throw new IllegalArgumentException("its format is not '" + FORMAT + "'");
            }
            Map<String, String> facts = new LinkedHashMap<>();
            ((Map<?, ?>) json.get("facts")).forEach((key, value) -> facts.put(String.valueOf(key), String.valueOf(value)));
            List<Measurement> measurements = new ArrayList<>();
            ((List<?>) json.get("measurements")).forEach(each -> measurements.add(Measurement.parse((Map<?, ?>) each)));
            return new BenchReport(facts, measurements, ((List<?>) json.get("notes")).stream().map(String::valueOf).toList());
        } catch (YAMLException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("it is not the JSON of a bench", e);
        }
    }

    /**
     * The same measurement in this report.
     *
     * @param other one of another report
     * @return nothing if this one has none of that way and load
     */
    public Optional<Measurement> like(Measurement other) {
        return measurements.stream().filter(each -> each.way().equals(other.way()) && each.load().equals(other.load()))
            .findFirst();
    }
}
