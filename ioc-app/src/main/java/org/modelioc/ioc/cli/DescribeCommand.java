package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modelioc.ioc.cli.model.ModelSummary;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.json.Json;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc describe}: what a model file and its card say. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Shows the tensors, operators and parameters of a model file (ONNX, TorchScript), and its card.",
        "The card is 'card.yaml' in the same folder, if it lists the file."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:described",
        " 2:wrong command line, or a card that is at fault or for another file",
        " 3:a model file that cannot be used"})
final class DescribeCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The model file (.onnx, .pt).")
    private Path file;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<Problem> problems = List.of();
        Optional<ModelCard> card = Optional.empty();
        try {
            card = CardBeside.of(file);
        } catch (InvalidConfigurationException e) {
            problems = e.problems();
        }
        ModelDescription description = new ModelDescription(ModelSummary.read(file, card), card);
        OutputFile.write(json ? Json.write(description.json()) : description.text(), null, spec.commandLine().getOut());
        problems.forEach(spec.commandLine().getErr()::println);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.CONFIGURATION;
    }
}
