package org.modelioc.schema.stage;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;

/**
 * Reads a calibration curve from a CSV file: x and y on each line, separated by a comma, a semicolon or a tab. Empty lines and
 * lines that begin with {@code #} are passed over, and so is a first line of two names.
 */
final class CurveFile {

    /** Some hundred thousand points. */
    private static final long MOST_BYTES = 8L << 20;
    private static final int MOST_NAMES = 10_000;

    private final Path file;
    private final Problems problems;
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final List<Mark> places = new ArrayList<>();

    private CurveFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a curve.
     *
     * @param file     the file
     * @param at       where the YAML names it
     * @param problems takes what is wrong: at {@code at} if it cannot be read, else at the line of the file
     * @return the curve, if all is well
     */
    static Optional<LookupDefinition.Curve> read(Path file, Mark at, Problems problems) {
        String name = "the file " + Words.quote(file.normalize().toString()) + " ";
        try {
            if (Files.isDirectory(file)) {
                problems.add(at, name + "is a directory; name a CSV file");
            } else if (Files.notExists(file)) {
                problems.add(at, name + "does not exist" + meant(file));
            } else if (!Files.isRegularFile(file)) {
                problems.add(at, name + "is a device or a pipe, not a file");
            } else if (Files.size(file) > MOST_BYTES) {
                problems.add(at, name + "is larger than the 8 MiB that are allowed for a curve");
            } else {
                return new CurveFile(file, problems).curve(Files.readAllLines(file));
            }
        } catch (AccessDeniedException e) {
            problems.add(at, name + "may not be read by this user; grant read permission");
        } catch (CharacterCodingException e) {
            problems.add(at, name + "is not UTF-8 text; save it as CSV in UTF-8");
        } catch (IOException e) {
            problems.add(at, name + "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String meant(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return ": there is no folder " + Words.quote(String.valueOf(folder));
        }
        try (Stream<Path> list = Files.list(folder)) {
            return Suggestions.didYouMean(String.valueOf(file.getFileName()),
                list.limit(MOST_NAMES).map(path -> path.getFileName().toString()).sorted().toList());
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<LookupDefinition.Curve> curve(List<String> lines) {
        int before = problems.count();
        boolean first = true;
        for (int i = 0; i < lines.size() && problems.count() == before; i++) {
            String line = i == 0 ? lines.get(i).replaceFirst("^\uFEFF", "") : lines.get(i);
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                point(line, new Mark(file.normalize().toString(), i + 1, 1), first);
                first = false;
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        int wrong = LookupDefinition.Curve.firstFault(x);
        if (wrong >= 0) {
            problems.add(wrong < places.size() ? places.get(wrong) : Mark.whole(file.normalize().toString()),
                LookupDefinition.Curve.fault(x, wrong));
            return Optional.empty();
        }
        return Optional.of(new LookupDefinition.Curve(x, y));
    }

    private void point(String line, Mark at, boolean mayBeHeader) {
        String[] fields = line.split("[,;\t]", -1);
        if (fields.length != 2) {
            problems.add(at, "two numbers, x and y, are due here, separated by ',', ';' or a tab, not " + Words.quote(line));
            return;
        }
        Optional<Double> px = number(fields[0]);
        Optional<Double> py = number(fields[1]);
        if (px.isPresent() && py.isPresent()) {
            x.add(px.get());
            y.add(py.get());
            places.add(at);
        } else if (px.isPresent() || py.isPresent() || !mayBeHeader) {
            problems.add(at, Words.quote(fields[px.isPresent() ? 1 : 0].strip()) + " must be a finite number");
        }
    }

    private static Optional<Double> number(String field) {
        try {
            double number = Double.parseDouble(field.strip());
            // Java's own forms, such as 1d and 0x1p3, are no numbers in a table
            return Double.isFinite(number) && field.strip().matches("[-+.0-9eE]+") ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
