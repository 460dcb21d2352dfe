package org.modelioc.ioc.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.access.AccessCheck;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.yaml.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code model-ioc check}: all that is wrong with configurations, without serving them. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Reads configurations, loads their models and binds their pipelines, as a run would, but serves nothing.",
        "Prints one line a file, and every problem as file:line:column: text."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:all files can be run",
        " 2:wrong command line, or a file at fault",
        " 3:no file at fault, but a model file that cannot be used"})
final class CheckCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", arity = "1..*", description = "The YAML files.")
    private List<Path> configs;

    @Mixin
    private MacroOptions macros;

    @Override
    public Integer call() {
        List<Integer> codes = configs.stream().map(this::check).toList();
        long faulty = codes.stream().filter(code -> code != ExitCode.OK).count();
        if (codes.size() > 1) {
            spec.commandLine().getOut().println(Words.count(codes.size(), "file") + ": "
                + (faulty == 0 ? "all OK" : faulty + " at fault"));
        }
        return codes.contains(ExitCode.CONFIGURATION) ? ExitCode.CONFIGURATION : faulty > 0 ? ExitCode.MODEL : ExitCode.OK;
    }

    private int check(Path config) {
        PrintWriter err = spec.commandLine().getErr();
        try (OpenConfiguration open = OpenConfiguration.open(IocReader.read(config, macros.values()))) {
            boolean sound = open.modelFaults().isEmpty() && open.problems().isEmpty();
            Optional<Collection<Pv>> pvs = sound ? Optional.of(AllPvs.of(open)) : Optional.empty();
            AccessCheck access = AccessCheck.of(open.definition(), pvs);
            access.warnings().forEach(warning -> err.println(warning + " (warning)"));
            if (sound && access.problems().isEmpty()) {
                err.flush();
                say(config, "OK: " + counts(open, pvs.orElseThrow()));
                return ExitCode.OK;
            }
            List<Problem> problems = new ArrayList<>(open.problems());
            problems.addAll(access.problems());
            problems.forEach(err::println);
            open.modelFaults().forEach(err::println);
            return fault(config, problems.size() + open.modelFaults().size(),
                problems.isEmpty() ? ExitCode.MODEL : ExitCode.CONFIGURATION);
        } catch (InvalidConfigurationException e) {
            err.println(e.getMessage());
            return fault(config, e.problems().size(), ExitCode.CONFIGURATION);
        }
    }

    private static String counts(OpenConfiguration open, Collection<Pv> pvs) {
        IocDefinition definition = open.definition();
        return String.join(", ", Words.count(definition.models().size(), "model"),
            Words.count(definition.pipelines().size(), "pipeline"), Words.count(definition.inputs().size(), "input"),
            Words.count(definition.outputs().size(), "output"), Words.count(pvs.size(), "PV"));
    }

    private int fault(Path config, int problems, int code) {
        spec.commandLine().getErr().flush();
        say(config, Words.count(problems, "problem"));
        return code;
    }

    private void say(Path config, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(config + ": " + text);
        out.flush();
    }
}
