package org.modelioc.ioc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.modelioc.ioc.bench.Bench;
import org.modelioc.ioc.bench.BenchPlot;
import org.modelioc.ioc.bench.BenchReport;
import org.modelioc.ioc.bench.BenchTable;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.pipeline.PipelineDefinition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc bench}: how fast a configuration is on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Measures the latency of a pipeline in this process, over pvAccess on loopback, and of its model alone by batch size.",
        "It follows nothing, saves nothing and uses ports of its own, so that it can run beside the IOC; it ends by itself."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:measured",
        " 2:wrong command line or configuration",
        " 3:a model file that cannot be used"})
final class BenchCommand implements Callable<Integer> {

    private static final double MOST_SECONDS = 3_600;
    private static final double MOST_RATE = 1e6;
    private static final int MOST_BATCH = 1 << 20;
    private static final int BAR = 30;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
    private Path config;

    @Option(names = {"-p", "--pipeline"}, paramLabel = "NAME",
        description = "The pipeline; may be left out if there is one only.")
    private String pipeline;

    @Option(names = {"-r", "--rate"}, paramLabel = "PER-SECOND", split = ",", defaultValue = "100,1000,0",
        description = "Evaluations a second; 0 is one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Double> rates;

    @Option(names = {"-b", "--batch"}, paramLabel = "ROWS", split = ",", defaultValue = "1,32,1024",
        description = "Batch sizes of the model alone; 0 for none. Default: ${DEFAULT-VALUE}.")
    private List<Integer> batches;

    @Option(names = {"-s", "--seconds"}, paramLabel = "SECONDS", defaultValue = "5",
        description = "How long each measurement takes. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--no-pva", description = "Leave out pvAccess.")
    private boolean noPva;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Also draw the latencies, as SVG.")
    private Path plot;

    @Option(names = "--compare", paramLabel = "FILE", description = "Show the change since an earlier report (of --json).")
    private Path earlier;

    @Mixin
    private MacroOptions macros;

    @Override
    public Integer call() throws Exception {
        Optional<BenchReport> before = earlier();
        IocDefinition definition = IocReader.read(config, macros.values());
        Bench.Plan plan = plan();
        Logging.warningsOnly();
        Progress progress = new Progress(plan.size());
        BenchReport report = new Bench(definition, pipeline(definition), plan, progress::next).run();
        progress.end();
        PrintWriter out = spec.commandLine().getOut();
        report.facts().forEach((name, value) -> out.println(name + ": " + value
            + before.map(other -> other.facts().get(name)).filter(other -> !other.equals(value))
                .map(other -> " (was " + other + ')').orElse("")));
        out.println();
        Columns table = new Columns();
        BenchTable.rows(report, before).forEach(table::row);
        out.print(table.text(""));
        report.notes().forEach(note -> out.println("note: " + note));
        out.flush();
        if (json != null) {
            OutputFile.write(report.json(), json, out);
        }
        if (plot != null) {
            OutputFile.write(BenchPlot.svg(report), plot, out);
        }
        return ExitCode.OK;
    }

    private Optional<BenchReport> earlier() throws CommandException {
        if (earlier == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BenchReport.parse(Files.readString(earlier)));
        } catch (IOException e) {
            throw new CommandException(earlier + " cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandException(earlier + " is no report that --json wrote: " + e.getMessage());
        }
    }

    private Bench.Plan plan() throws CommandException {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new CommandException("--seconds must be more than 0 and at most 3600, not " + seconds);
        }
        for (double rate : rates) {
            if (!(rate >= 0 && rate <= MOST_RATE)) {
                throw new CommandException("--rate must be from 0 to 1000000, not " + rate);
            }
        }
        for (int batch : batches) {
            if (batch < 0 || batch > MOST_BATCH) {
                throw new CommandException("--batch must be from 0 to " + MOST_BATCH + ", not " + batch);
            }
        }
        return new Bench.Plan(rates, batches.stream().filter(batch -> batch > 0).toList(), seconds, !noPva);
    }

    private PipelineDefinition pipeline(IocDefinition definition) throws CommandException {
        String names = definition.pipelines().stream().map(PipelineDefinition::name).collect(Collectors.joining(", "));
        if (pipeline == null && definition.pipelines().size() != 1) {
            throw new CommandException(config + " has several pipelines; choose one by --pipeline: " + names);
        }
        return definition.pipelines().stream().filter(each -> pipeline == null || each.name().equals(pipeline)).findFirst()
            .orElseThrow(() -> new CommandException(config + " has no pipeline '" + pipeline + "'; it has " + names));
    }

    /** A bar on a terminal; nothing where the output goes to a file or a pipe. */
    private final class Progress {

        private final int steps;
        private final boolean terminal = System.console() != null && System.console().isTerminal();
        private int done;

        Progress(int steps) {
            this.steps = steps;
        }

        void next(String what) {
            int filled = BAR * done / Math.max(1, steps);
            show("[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + (done + 1) + " of " + steps + ": " + what);
            done++;
        }

        void end() {
            show("");
        }

        private void show(String text) {
            if (terminal) {
                PrintWriter err = spec.commandLine().getErr();
                err.print("\r\u001b[K" + text);
                err.flush();
            }
        }
    }
}
