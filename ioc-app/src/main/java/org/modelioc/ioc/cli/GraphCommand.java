package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.modelioc.schema.IocReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code model-ioc graph}: a drawing of a configuration. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Prints a Mermaid flowchart of a configuration: input PVs, tensors and stages, models, output PVs.",
        "Models are not loaded."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:drawn",
        " 2:wrong command line or configuration"})
final class GraphCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
    private Path config;

    @Mixin
    private MacroOptions macros;

    @Override
    public Integer call() throws Exception {
        OutputFile.write(Flowchart.of(IocReader.read(config, macros.values())), null, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
