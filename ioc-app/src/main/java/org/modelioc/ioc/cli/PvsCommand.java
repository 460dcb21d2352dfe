package org.modelioc.ioc.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.json.Json;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc pvs}: the PVs that a configuration would serve. */
@Command(
    name = "pvs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Lists the PVs of a configuration, the built-in ones included, without serving them.",
        "Direction is 'input' for those that clients may put, 'output' for those of a model, 'calculated', else 'built-in'."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:listed",
        " 2:wrong command line or configuration",
        " 3:a model file that cannot be used"})
final class PvsCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
    private Path config;

    @Mixin
    private MacroOptions macros;

    @ArgGroup
    private Form form = new Form();

    /** How to list them. */
    private static final class Form {
        @Option(names = "--names", description = "Names only, one a line.")
        private boolean names;

        @Option(names = "--json", description = "A JSON list of objects.")
        private boolean json;
    }

    @Override
    public Integer call() throws Exception {
        List<Pv> pvs;
        Set<String> outputs;
        Set<String> calculated;
        try (OpenConfiguration open = OpenConfiguration.open(IocReader.read(config, macros.values()))) {
            open.requireSound();
            pvs = AllPvs.of(open);
            String prefix = open.definition().prefix();
            outputs = open.definition().outputs().stream().map(PvDefinition::name).map(prefix::concat)
                .collect(Collectors.toSet());
            calculated = open.definition().calculations().stream().map(each -> prefix + each.pv().name())
                .collect(Collectors.toSet());
        }
        spec.commandLine().getOut().print(form.names ? pvs.stream().map(pv -> pv.name() + '\n').collect(Collectors.joining())
            : form.json ? Json.write(pvs.stream().map(pv -> describe(pv, outputs, calculated)).toList())
            : table(pvs, outputs, calculated));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String table(List<Pv> pvs, Set<String> outputs, Set<String> calculated) {
        Columns columns = new Columns().row("NAME", "TYPE", "UNITS", "DIRECTION", "DESCRIPTION");
        pvs.forEach(pv -> columns.row(pv.name(), sized(pv.type()), pv.metadata().units(), direction(pv, outputs, calculated),
            pv.metadata().description()));
        return columns.text("");
    }

    private static Map<String, Object> describe(Pv pv, Set<String> outputs, Set<String> calculated) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", pv.name());
        described.put("type", pv.type().yaml());
        switch (pv.type()) {
            case PvType.Enumeration choice -> described.put("choices", choice.choices());
            case PvType.Image image -> describe(image, described);
            case PvType.Table table -> describe(table, described);
            case PvType.Group group -> described.put("pvs", group.pvs());
            default -> {
                // the type says it all
            }
        }
        described.put("units", pv.metadata().units());
        described.put("direction", direction(pv, outputs, calculated));
        described.put("description", pv.metadata().description());
        if (pv.metadata().control().declared()) {
            Map<String, Object> limits = new LinkedHashMap<>();
            limits.put("low", pv.metadata().control().low());
            limits.put("high", pv.metadata().control().high());
            described.put("limits", limits);
        }
        return described;
    }

    private static void describe(PvType.Image image, Map<String, Object> described) {
        described.put("element", image.value().yaml());
        described.put("width", image.width());
        described.put("height", image.height());
        described.put("colour", image.colour() ? "rgb" : "mono");
    }

    private static void describe(PvType.Table table, Map<String, Object> described) {
        Map<String, Object> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), column.value().yaml()));
        described.put("columns", columns);
        described.put("rows", table.rows());
    }

    /** The type as the configuration writes it, with the sizes that stand elsewhere there. */
    private static String sized(PvType type) {
        return switch (type) {
            case PvType.Image image -> "image " + image.width() + 'x' + image.height() + ' ' + image.value().yaml()
                + (image.colour() ? " rgb" : "");
            case PvType.Table table -> "table " + table.columns().size() + 'x' + table.rows();
            case PvType.Group group -> "structure of " + group.pvs().size();
            default -> type.yaml();
        };
    }

    private static String direction(Pv pv, Set<String> outputs, Set<String> calculated) {
        return outputs.contains(pv.name()) ? "output" : calculated.contains(pv.name()) ? "calculated"
            : pv.writable() ? "input" : "built-in";
    }
}
