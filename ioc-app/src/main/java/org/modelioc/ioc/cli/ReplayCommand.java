package org.modelioc.ioc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.recorder.Flight;
import org.modelioc.ioc.recorder.FlightFile;
import org.modelioc.ioc.recorder.FlightRecord;
import org.modelioc.ioc.recorder.Replay;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.yaml.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc replay}: recorded evaluations once more. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Runs the evaluations of a recording again and compares the outputs, bit by bit or within a tolerance.",
        "A recording is made by 'ioc: {flight-recorder: {folder: …}}'; one that still grows may be replayed too."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:all outputs are as they were",
        " 2:wrong command line, configuration or recording",
        " 3:a model file that cannot be used",
        " 6:some outputs are not as they were"})
final class ReplayCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final double NANOS_A_MICRO = 1_000;
    private static final long NANOS = 1_000_000_000L;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "RECORDING", description = "The file, NAME.flight.")
    private Path file;

    @Option(names = {"-c", "--config"}, paramLabel = "CONFIG",
        description = "The YAML file to run it with; without it, the one that the recording names.")
    private Path config;

    @Option(names = {"-t", "--tolerance"}, paramLabel = "PART", defaultValue = "0",
        description = "How far an output may be off, as a part of it, or of 1 if it is smaller; 0 (the default) is bit by bit.")
    private double tolerance;

    @Option(names = "--skip", paramLabel = "COUNT", defaultValue = "0",
        description = "Run the first COUNT evaluations without comparing them: stages that remember begin anew.")
    private int skip;

    @Option(names = "--recorded-models",
        description = "Run each evaluation with the version of the model that made it, whose file must still be as it was.")
    private boolean recordedModels;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write what was recorded as a table, one evaluation a row.")
    private Path csv;

    @Mixin
    private MacroOptions macros;

    @Override
    public Integer call() throws Exception {
        if (!(tolerance >= 0) || skip < 0) {
            throw new CommandException("--tolerance and --skip must not be negative");
        }
        try (FlightFile recording = open()) {
            Flight flight = recording.flight();
            List<FlightRecord> records = recording.records();
            PrintWriter out = spec.commandLine().getOut();
            out.println(file + ": pipeline " + flight.pipeline() + " of " + flight.config() + ", "
                + Words.count(records.size(), "evaluation")
                + (records.isEmpty() ? "" : ", ids " + records.getFirst().id() + " to " + records.getLast().id() + ", "
                    + time(records.getFirst().stamp()) + " to " + time(records.getLast().stamp())));
            if (csv != null) {
                write(flight, records);
            }
            return replay(flight, records, out);
        }
    }

    private FlightFile open() throws CommandException {
        try {
            return new FlightFile(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + file);
        } catch (IOException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private int replay(Flight flight, List<FlightRecord> records, PrintWriter out) throws Exception {
        Path yaml = config != null ? config : Path.of(flight.config());
        try (OpenConfiguration open = OpenConfiguration.open(IocReader.read(yaml, macros.values()))) {
            open.requireSound();
            Pipeline pipeline = open.pipelines().stream().filter(each -> each.name().equals(flight.pipeline())).findFirst()
                .orElseThrow(() -> new CommandException(yaml + " has no pipeline '" + flight.pipeline()
                    + "', which was recorded; name the right file with --config"));
            Replay.Result result = run(flight, records, open, pipeline, out);
            for (Replay.Difference difference : result.first()) {
                out.println("  evaluation " + difference.record().id() + " of " + time(difference.record().stamp()) + ": "
                    + (difference.why().isEmpty() ? difference.pv() + " was " + difference.recorded() + ", is "
                    + difference.replayed() : difference.why()));
            }
            if (result.different() > result.first().size()) {
                out.println("  … and " + (result.different() - result.first().size()) + " more");
            }
            out.println(result.evaluations() + " compared: " + result.same() + " the same bit by bit"
                + (tolerance > 0 ? ", " + result.close() + " within " + tolerance : "") + ", " + result.different()
                + " different");
            out.flush();
            return result.different() == 0 ? ExitCode.OK : ExitCode.DIFFERENT;
        } catch (Replay.MisfitException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private Replay.Result run(Flight flight, List<FlightRecord> records, OpenConfiguration open, Pipeline pipeline,
            PrintWriter out) throws Exception {
        try (RecordedModels models = new RecordedModels(flight, records, open, pipeline)) {
            out.println(models.text());
            if (!recordedModels) {
                return new Replay(flight, _ -> pipeline, pipeline, tolerance).run(records, skip);
            }
            Map<Integer, Pipeline> made = models.open();
            Pipeline first = records.isEmpty() ? pipeline : made.get(records.getFirst().model());
            return new Replay(flight, record -> made.get(record.model()), first, tolerance).run(records, skip);
        }
    }

    private void write(Flight flight, List<FlightRecord> records) throws CommandException {
        try (PrintWriter table = new PrintWriter(Files.newBufferedWriter(csv, StandardCharsets.UTF_8))) {
            StringBuilder head = new StringBuilder("id,time,failed,total_us,model_sha256");
            flight.inputs().forEach(column -> name(head, column));
            flight.outputs().forEach(column -> name(head, column));
            table.println(head);
            for (FlightRecord record : records) {
                StringBuilder row = new StringBuilder().append(record.id()).append(',').append(time(record.stamp())).append(',')
                    .append(record.failed()).append(',').append(record.total() / NANOS_A_MICRO).append(',')
                    .append(record.model() < 0 ? "" : flight.models().get(record.model()).sha256());
                for (double number : record.inputs()) {
                    row.append(',').append(number);
                }
                for (double number : record.outputs()) {
                    row.append(',').append(number);
                }
                table.println(row);
            }
            if (table.checkError()) {
                throw new CommandException(csv + " could not be written whole");
            }
        } catch (IOException e) {
            throw new CommandException(csv + " cannot be written: " + e.getMessage());
        }
    }

    private static void name(StringBuilder head, Flight.Column column) {
        for (int i = 0; i < column.length(); i++) {
            head.append(',').append(column.pv()).append(column.length() == 1 ? "" : "[" + i + "]");
        }
    }

    private static String time(long stamp) {
        return TIME.format(Instant.ofEpochSecond(stamp / NANOS, stamp % NANOS).atZone(ZoneId.systemDefault()));
    }
}
