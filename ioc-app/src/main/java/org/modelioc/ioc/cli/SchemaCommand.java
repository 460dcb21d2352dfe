package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.modelioc.schema.json.ConfigurationSchema;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model-ioc schema}: the JSON Schema of the configuration. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Prints the JSON Schema (draft 2020-12) of the configuration, by which editors complete and explain it.",
        "A first line '# yaml-language-server: $schema=FILE' in a configuration tells an editor where it lies.",
        "Stages of jars on the class path are included."})
final class SchemaCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Writes to this file.")
    private Path output;

    @Override
    public Integer call() throws CommandException {
        try {
            OutputFile.write(ConfigurationSchema.text(), output, spec.commandLine().getOut());
        } catch (ServiceConfigurationError e) {
            throw new CommandException("a stage on the class path cannot be used: " + e.getMessage());
        }
        return ExitCode.OK;
    }
}
