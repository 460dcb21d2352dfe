package org.modelioc.ioc.cli;

import java.io.PrintWriter;
import org.modelioc.ioc.autosave.AutosaveException;
import org.modelioc.ioc.pva.server.PvaServerException;
import org.modelioc.ioc.pva.server.PvaSettingsException;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.problem.InvalidConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code model-ioc}. */
@Command(
    name = "model-ioc",
    description = "An EPICS IOC that runs machine-learning models inside itself.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
        RunCommand.class, CheckCommand.class, InitCommand.class, DescribeCommand.class, PvsCommand.class, GraphCommand.class,
        SchemaCommand.class, ScreensCommand.class, ReplayCommand.class,
        BenchCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:ended as asked",
        " 1:a fault of the program itself",
        " 2:wrong command line or configuration",
        " 3:a model file that cannot be used",
        " 4:a network port or address that cannot be used",
        " 5:setpoints that cannot be saved, because another IOC uses the files",
        " 6:a replay whose outputs are not those that were recorded"})
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, description = "Show stack traces and the debug log.")
    private void debug(boolean on) {
        if (on) {
            Logging.debug();
        }
    }

    private Main() {
    }

    /**
     * Runs the program.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the program and gives its exit code. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    /** The program, not run yet. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler(Main::failed);
        line.setParameterExceptionHandler((e, a) -> wrongCommandLine(e));
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongCommandLine(CommandLine.ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("model-ioc: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.CONFIGURATION;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (Logging.isDebug()) {
            e.printStackTrace(err);
        }
        return switch (e) {
            case InvalidConfigurationException bad -> {
                err.println(bad.getMessage());
                yield ExitCode.CONFIGURATION;
            }
            case ModelLoadException bad -> {
                err.println("model-ioc: " + bad.getMessage());
                yield ExitCode.MODEL;
            }
            case CommandException bad -> {
                err.println("model-ioc: " + bad.getMessage());
                yield ExitCode.CONFIGURATION;
            }
            case PvaSettingsException bad -> {
                err.println("model-ioc: " + bad.getMessage());
                yield ExitCode.CONFIGURATION;
            }
            case PvaServerException bad -> {
                err.println("model-ioc: " + bad.getMessage());
                yield ExitCode.NETWORK;
            }
            case AutosaveException bad -> {
                err.println("model-ioc: " + bad.getMessage());
                yield ExitCode.AUTOSAVE;
            }
            default -> {
                err.println("model-ioc: internal error: " + e + (Logging.isDebug() ? "" : " (--debug shows where)"));
                yield ExitCode.INTERNAL;
            }
        };
    }
}
