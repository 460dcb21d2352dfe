package org.modelioc.ioc.recorder;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recording says of itself: which pipeline of which configuration, with which model, and what an evaluation holds.
 *
 * @param config      path of the configuration's file
 * @param prefix      prefix of the IOC
 * @param pipeline    name of the pipeline
 * @param models      the versions of the model that made evaluations, the one that ran when the recording began first
 * @param started     when the recording began, nanoseconds since 1970
 * @param evaluations how many fit
 * @param inputs      the input PVs, in the order of their numbers
 * @param outputs     the output PVs, in the order of their numbers
 */
public record Flight(String config, String prefix, String pipeline, List<Version> models, long started, int evaluations,
        List<Column> inputs, List<Column> outputs) {

    /**
     * A version of the model.
     *
     * @param file   path of its file
     * @param sha256 digest of the file when it was loaded; empty if it could not be read
     */
    public record Version(String file, String sha256) {

        /** A line a fact, a word before it. */
        String text() {
            return line("model", file) + line("sha256", sha256);
        }
    }

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
        models = List.copyOf(models);
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
        text.append(line("config", config)).append(line("prefix", prefix)).append(line("pipeline", pipeline));
        text.append(line("started", Long.toString(started))).append(line("evaluations", Integer.toString(evaluations)));
        inputs.forEach(column -> text.append(line("input", column.length() + " " + column.pv())));
        outputs.forEach(column -> text.append(line("output", column.length() + " " + column.pv())));
        // last, because more of them may come
        models.forEach(version -> text.append(version.text()));
        return text.toString();
    }

    private static String line(String word, String value) {
        return word + ' ' + value.replace('\n', ' ') + '\n';
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    static Flight parse(String text) {
        String[] facts = {"", "", ""};
        List<String> words = List.of("config", "prefix", "pipeline");
        List<Version> models = new ArrayList<>();
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
                case "model" -> models.add(new Version(value, ""));
                case "sha256" -> {
                    if (models.isEmpty()) {
                        throw new IllegalArgumentException("a digest of nothing");
                    }
                    models.addLast(new Version(models.removeLast().file(), value));
                }
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
        return new Flight(facts[0], facts[1], facts[2], models, started, evaluations, inputs, outputs);
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
