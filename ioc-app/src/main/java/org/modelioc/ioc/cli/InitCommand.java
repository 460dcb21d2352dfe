package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modelioc.ioc.cli.model.ModelSummary;
import org.modelioc.ioc.cli.model.TorchScriptSummary;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.schema.card.ModelCard;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc init}: a first configuration for a model. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Writes a configuration that serves a model with one PV for each of its numbers, and runs unchanged.",
        "Tensors with more axes than batch and features get arrays along those.",
        "Names, units, descriptions and limits are those of the model's card ('card.yaml' beside it that lists the file);",
        "without a card the inputs are x0, x1, … and the outputs y0, y1, …"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:written",
        " 2:wrong command line, a card at fault, or a file that exists already",
        " 3:a model file that cannot be used"})
final class InitCommand implements Callable<Integer> {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The model file (.onnx, .pt).")
    private Path model;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE",
        description = "The file to write, '-' for the standard output. Without it: the name of the model with .yaml, here.")
    private Path output;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    @Option(names = "--size", paramLabel = "NAME=COUNT",
        description = "The size of a dimension that the model leaves open and that is not the batch; may be repeated.")
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Path yaml = output != null ? output : Path.of(StarterNames.stem(model) + ".yaml");
        boolean toOutput = yaml.equals(STANDARD_OUTPUT);
        Path folder = (toOutput ? Path.of("") : yaml.resolveSibling("")).toAbsolutePath().normalize();
        Optional<ModelCard> card = CardBeside.of(model);
        ModelSummary file = ModelSummary.read(model, card);
        if (file.inputs().isEmpty() && file instanceof TorchScriptSummary) {
            throw new ModelLoadException(model + " is TorchScript, which does not tell its tensors, and no card tells them;"
                + " write a 'card.yaml' beside it that lists it, or the configuration by hand");
        }
        String text = Starter.yaml(new StarterTensors(file, sizes, card), card, folder, toOutput ? null : yaml);
        if (toOutput || force) {
            OutputFile.write(text, toOutput ? null : yaml, spec.commandLine().getOut());
        } else {
            OutputFile.create(text, yaml);
        }
        if (!toOutput) {
            spec.commandLine().getOut().println(yaml + " is written; run it with: model-ioc run " + yaml);
        }
        return ExitCode.OK;
    }
}
