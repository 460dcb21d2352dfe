package org.modelioc.schema.card;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlDocument;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the file {@code card.yaml} that lies beside a model. */
public final class ModelCardReader {

    private static final long MOST = 1_000_000_000_000_000L;
    private static final long MOST_BYTES = 8L << 20;
    private static final List<String> KEYS = List.of("name", "version", "description", "authors", "synthetic", "trained-on",
        "files", "inputs", "covariance", "outputs", "golden");
    private static final List<String> TRAINED_ON_KEYS = List.of("simulation", "version", "seed", "samples", "date");
    private static final List<String> FILE_KEYS = List.of("path", "format", "sha256");
    private static final List<String> FORMATS =
        Arrays.stream(ModelFile.Format.values()).map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
    /** How far two mirrored covariances may be apart, relative to the larger: they are written with some digits only. */
    private static final double ASYMMETRY = 1e-5;

    private final Path file;
    private final Problems problems;

    private ModelCardReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads and checks a card, with the golden rows that lie in a file of their own. The files of the model are not opened.
     *
     * @param file the card; problems name it as it is given here
     * @return the card
     * @throws InvalidConfigurationException with all that is wrong, if anything is
     */
    public static ModelCard read(Path file) throws InvalidConfigurationException {
        Problems problems = new Problems();
        Optional<ModelCard> card = YamlDocument.read(file, MOST_BYTES, problems)
            .flatMap(root -> Section.root(root, KEYS, problems))
            .flatMap(root -> new ModelCardReader(file, problems).read(root));
        if (!problems.isEmpty()) {
            throw InvalidConfigurationException.of(problems);
        }
        return card.orElseThrow();
    }

    private Optional<ModelCard> read(Section root) {
        root.require("name", "version", "authors", "synthetic", "trained-on", "files", "inputs", "covariance", "outputs",
            "golden");
        String name = name(root, "name");
        String version = name(root, "version");
        TensorReader tensors = new TensorReader(problems);
        List<InputTensor> inputs = tensors.inputs(root);
        List<OutputTensor> outputs = tensors.outputs(root);
        Optional<GoldenRows> golden = new GoldenReader(file, name, version, problems).read(root, inputs, outputs);
        Optional<TrainingData> trainedOn = root.section("trained-on", TRAINED_ON_KEYS).flatMap(this::trainedOn);
        ModelCard card = new ModelCard(file.toAbsolutePath(), name, version, root.line("description").orElse(""), authors(root),
            root.truth("synthetic").orElse(false), trainedOn.orElse(null), files(root), inputs, covariance(root, inputs), outputs,
            golden.orElse(null));
        return problems.isEmpty() ? Optional.of(card) : Optional.empty();
    }

    /** A line that is not blank; empty after a problem. */
    private String name(Section section, String key) {
        Optional<String> line = section.line(key);
        if (line.isPresent() && line.get().isBlank()) {
            problems.add(section.at(key), "'" + key + "' is empty; give one");
        }
        return line.orElse("");
    }

    private List<String> authors(Section root) {
        List<String> authors = new ArrayList<>();
        for (YamlNode item : items(root, "authors", "names")) {
            if (item instanceof YamlScalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
                authors.add(scalar.text());
            } else {
                problems.add(item.at(), "each author must be a name, not " + item.describe());
            }
        }
        return authors;
    }

    /** The items of a list that must have some. */
    private List<YamlNode> items(Section section, String key, String what) {
        Optional<List<YamlNode>> list = section.list(key, what);
        if (list.isPresent() && list.get().isEmpty()) {
            problems.add(section.at(key), "'" + key + "' is empty; at least one is due");
        }
        return list.orElse(List.of());
    }

    private Optional<TrainingData> trainedOn(Section section) {
        section.require("simulation", "version", "seed", "samples", "date");
        Optional<LocalDate> date = section.line("date").flatMap(text -> date(text, section.at("date")));
        String simulation = name(section, "simulation");
        String version = name(section, "version");
        long seed = section.whole("seed", 0, MOST).orElse(0L);
        long samples = section.whole("samples", 1, MOST).orElse(1L);
        return date.map(day -> new TrainingData(simulation, version, seed, samples, day));
    }

    private Optional<LocalDate> date(String text, Mark at) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            problems.add(at, "'date' must be a day such as 2026-01-31, not " + Words.quote(text));
            return Optional.empty();
        }
    }

    private List<ModelFile> files(Section root) {
        List<ModelFile> files = new ArrayList<>();
        Map<Path, Mark> seen = new HashMap<>();
        for (YamlNode item : items(root, "files", "files")) {
            Optional<Section> section = Section.of(item, item.at(), "a file of 'files'", FILE_KEYS, problems);
            section.flatMap(this::file).ifPresent(read -> {
                Mark first = seen.putIfAbsent(read.path(), section.get().at("path"));
                if (first != null) {
                    problems.add(section.get().at("path"), "this file stands here a second time; the first is at " + first);
                }
                files.add(read);
            });
        }
        return files;
    }

    private Optional<ModelFile> file(Section section) {
        section.require("path", "format", "sha256");
        Optional<Path> path = section.line("path").flatMap(text -> beside(text, section.at("path")));
        Optional<ModelFile.Format> format =
            section.choice("format", FORMATS).map(text -> ModelFile.Format.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<String> sha256 = section.line("sha256");
        if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
            problems.add(section.at("sha256"), "'sha256' must be 64 digits 0 to 9 and a to f, not " + Words.quote(sha256.get())
                + " with " + Words.count(sha256.get().length(), "character"));
            return Optional.empty();
        }
        return path.isPresent() && format.isPresent() && sha256.isPresent()
            ? Optional.of(new ModelFile(path.get(), format.get(), sha256.get(), SourcePosition.of(section.at("sha256"))))
            : Optional.empty();
    }

    /** A file in the folder of the card: what belongs to a model stays together when it is copied. */
    private Optional<Path> beside(String text, Mark at) {
        try {
            Path path = Path.of(text);
            if (!text.isBlank() && path.getNameCount() == 1 && !path.isAbsolute() && !path.normalize().toString().isEmpty()
                && !text.equals("..")) {
                return Optional.of(file.toAbsolutePath().resolveSibling(path));
            }
        } catch (InvalidPathException e) {
            // as any other text that names no file there
        }
        problems.add(at, "'path' must be the name of a file beside the card, not " + Words.quote(text));
        return Optional.empty();
    }

    private List<List<Double>> covariance(Section root, List<InputTensor> inputs) {
        int features = inputs.stream().filter(InputTensor::batched).mapToInt(tensor -> tensor.features().size()).sum();
        Optional<double[][]> table = root.table("covariance");
        if (table.isEmpty() || inputs.isEmpty()) {
            return List.of();
        }
        double[][] matrix = table.get();
        boolean square = matrix.length == features && Arrays.stream(matrix).allMatch(row -> row.length == features);
        if (!square) {
            List<String> lengths = Arrays.stream(matrix).map(row -> row.length).distinct().sorted().map(String::valueOf).toList();
            problems.add(root.at("covariance"), "'covariance' must have " + Words.count(features, "row") + " of " + features
                + ", as the inputs have features, not " + matrix.length + " of " + String.join(", ", lengths));
            return List.of();
        }
        checkSymmetry(matrix, root.at("covariance"));
        return Arrays.stream(matrix).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }

    private void checkSymmetry(double[][] matrix, Mark at) {
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i][i] < 0) {
                problems.add(at, "'covariance' has the variance " + matrix[i][i] + " in row " + (i + 1)
                    + "; it must be at least 0");
            }
            for (int j = 0; j < i; j++) {
                double size = Math.max(Math.abs(matrix[i][j]), Math.abs(matrix[j][i]));
                if (Math.abs(matrix[i][j] - matrix[j][i]) > ASYMMETRY * size) {
                    problems.add(at, "'covariance' must be symmetric, but row " + (i + 1) + ", column " + (j + 1) + " is "
                        + matrix[i][j] + " and row " + (j + 1) + ", column " + (i + 1) + " is " + matrix[j][i]);
                }
            }
        }
    }
}
