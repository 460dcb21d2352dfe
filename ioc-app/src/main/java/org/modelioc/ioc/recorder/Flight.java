package org.modelioc.ioc.recorder;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recording says of itself: which pipeline of which configuration, with which model, and what an evaluation holds.
 *
 * @param config      path of the configuration's file
 * @param prefix      prefix of the IOC
 * @param pipeline    name of the pipeline
 * @param model       path of the model's file
 * @param sha256      digest of the model's file when the recording began; empty if it could not be read
 * @param started     when the recording began, nanoseconds since 1970
 * @param evaluations how many fit
 * @param inputs      the input PVs, in the order of their numbers
 * @param outputs     the output PVs, in the order of their numbers
 */
public record Flight(String config, String prefix, String pipeline, String model, String sha256, long started, int evaluations,
        List<Column> inputs, List<Column> outputs) {

    /**
     * The numbers of one PV.
     *
     * @param pv     name, below the prefix
     * @param length how many there are
     */
    public record Column(String pv, int length) {
    }

    /** Keeps unmodifiable copies of the lists. */
    public Flight {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * How many numbers the inputs of an evaluation are.
     *
     * @return the sum of the lengths
     */
    public int inputSize() {
        return inputs.stream().mapToInt(Column::length).sum();
    }

    /**
     * How many numbers the outputs of an evaluation are.
     *
     * @return the sum of the lengths
     */
    public int outputSize() {
        return outputs.stream().mapToInt(Column::length).sum();
    }

    /** A line a fact, a word before it. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "config", config);
        line(text, "prefix", prefix);
        line(text, "pipeline", pipeline);
        line(text, "model", model);
        line(text, "sha256", sha256);
        line(text, "started", Long.toString(started));
        line(text, "evaluations", Integer.toString(evaluations));
        inputs.forEach(column -> line(text, "input", column.length() + " " + column.pv()));
        outputs.forEach(column -> line(text, "output", column.length() + " " + column.pv()));
        return text.toString();
    }

    private static void line(StringBuilder text, String word, String value) {
        text.append(word).append(' ').append(value.replace('\n', ' ')).append('\n');
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    static Flight parse(String text) {
        String[] facts = {"", "", "", "", ""};
        List<String> words = List.of("config", "prefix", "pipeline", "model", "sha256");
        long started = 0;
        int evaluations = 0;
        List<Column> inputs = new ArrayList<>();
        List<Column> outputs = new ArrayList<>();
        for (String line : text.split("\n")) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                throw new IllegalArgumentException("a line without a blank");
            }
            String word = line.substring(0, blank);
            String value = line.substring(blank + 1);
            switch (word) {
                case "started" -> started = Long.parseLong(value);
                case "evaluations" -> evaluations = Integer.parseInt(value);
                case "input" -> inputs.add(column(value));
                case "output" -> outputs.add(column(value));
                default -> {
                    int at = words.indexOf(word);
                    if (at < 0) {
                        throw new IllegalArgumentException("the word " + word);
                    }
                    facts[at] = value;
                }
            }
        }
        return new Flight(facts[0], facts[1], facts[2], facts[3], facts[4], started, evaluations, inputs, outputs);
    }

    private static Column column(String value) {
        int blank = value.indexOf(' ');
        int length = Integer.parseInt(value.substring(0, Math.max(0, blank)));
        if (length < 1) {
            throw new IllegalArgumentException("a length of " + length);
        }
        return new Column(value.substring(blank + 1), length);
    }
}
