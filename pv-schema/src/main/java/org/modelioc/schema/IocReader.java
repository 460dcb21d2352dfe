package org.modelioc.schema;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.schema.model.ModelReader;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pipeline.PipelineReader;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.schema.pv.CalculationReader;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.PvNames;
import org.modelioc.schema.pv.PvPatterns;
import org.modelioc.schema.pv.PvReader;
import org.modelioc.schema.pv.PvSet;
import org.modelioc.schema.service.AccessReader;
import org.modelioc.schema.service.AutosaveReader;
import org.modelioc.schema.service.FlightRecorderReader;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.service.LatencyReader;
import org.modelioc.schema.service.ServerDefinition;
import org.modelioc.schema.service.ServerReader;
import org.modelioc.schema.yaml.Composition;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the YAML file of an IOC. */
public final class IocReader {

    /** Room for some hundred thousand PVs. */
    private static final long MOST_BYTES = 32L << 20;
    private static final List<String> KEYS = List.of("ioc", "models", "inputs", "outputs", CalculationReader.SECTION,
        "pipelines");
    private static final Composition.Layout LAYOUT = new Composition.Layout(
        Stream.concat(Composition.OWN_KEYS.stream(), KEYS.stream()).toList(), List.of("ioc"),
        List.of("models", "inputs", "outputs", CalculationReader.SECTION, "pipelines"), MOST_BYTES);

    private final Path file;
    private final Problems problems;

    private IocReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads and checks a file.
     *
     * @param file   the YAML file; problems name it as it is given here
     * @param macros values for {@code $(NAME)}, stronger than those of the file's section {@code macros}, which are stronger
     *               than the defaults {@code $(NAME=default)} in the file
     * @return the definition
     * @throws InvalidConfigurationException with all that is wrong, if anything is
     */
    public static IocDefinition read(Path file, Map<String, String> macros) throws InvalidConfigurationException {
        Problems problems = new Problems();
        Optional<IocDefinition> ioc = Composition.read(file, macros, LAYOUT, problems)
            .flatMap(whole -> new IocReader(file, problems).read(whole));
        if (!problems.isEmpty()) {
            throw InvalidConfigurationException.of(problems);
        }
        return ioc.orElseThrow();
    }

    private Optional<IocDefinition> read(Composition composition) {
        Optional<Section> whole = Section.root(composition.root(), KEYS, problems);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        Section root = whole.get();
        if (composition.whole()) {
            root.require("ioc", "models", "inputs", "outputs", "pipelines");
        }
        Optional<Section> ioc = root.section("ioc", List.of("prefix", "description", "server", "access", "put-log",
            PvReader.OUTSIDE_LIMITS, AutosaveReader.KEY, "latency", FlightRecorderReader.KEY));
        ioc.ifPresent(section -> section.require("prefix"));
        String prefix = ioc.flatMap(this::prefix).orElse("");

        Path source = file.toAbsolutePath();
        List<YamlMapping.Entry> modelEntries = root.named("models", "name: model");
        ModelReader.Models models = new ModelReader(prefix, problems).read(modelEntries);
        PvReader pvs = new PvReader(prefix,
            ioc.flatMap(PvReader::outside).orElse(OutOfLimits.DEFAULT), problems);
        List<YamlMapping.Entry> inputEntries = root.named("inputs", "name: PV");
        List<YamlMapping.Entry> outputEntries = root.named("outputs", "name: PV");
        List<PvDefinition> inputs = pvs.inputs(inputEntries);
        List<PvDefinition> outputs = pvs.outputs(outputEntries);
        AutosaveReader autosave = new AutosaveReader(source, problems);
        // where something is missing, what pipelines refer to may be in it
        List<YamlMapping.Entry> pipelineEntries =
            composition.whole() ? root.named("pipelines", "name: pipeline") : List.of();
        List<YamlMapping.Entry> calculatedEntries = root.named(CalculationReader.SECTION, "name: PV");
        checkNames(Stream.of(inputEntries, outputEntries, calculatedEntries).flatMap(List::stream).toList(),
            names(pipelineEntries), names(modelEntries));
        PvSet inputSet = new PvSet("inputs", inputs, pvs.doubtful());
        PvSet outputSet = new PvSet("outputs", outputs, pvs.doubtful());
        List<CalculationDefinition> calculations =
            new CalculationReader(pvs, inputSet, outputSet, problems).read(calculatedEntries);
        PipelineReader reader = new PipelineReader(prefix, models, inputSet, outputSet, problems);
        List<PipelineDefinition> pipelines =
            reader.read(new PvPatterns(Map.of("inputs", inputs, "outputs", outputs), problems).replace(pipelineEntries));
        ioc.ifPresent(section -> requireSaving(section, inputs, outputs, pipelines));
        AccessReader accessReader = new AccessReader(problems);
        Optional<Section> access = ioc.flatMap(section -> section.section("access", AccessReader.KEYS));
        Optional<Section> putLog = ioc.flatMap(section -> section.section("put-log", AccessReader.LOG_KEYS));
        return Optional.of(new IocDefinition(source, composition.files().stream().map(Path::toAbsolutePath).toList(), prefix,
            ioc.flatMap(section -> section.line("description")).orElse(""),
            ioc.map(ServerReader::read).orElse(ServerDefinition.DEFAULT), reader.sized(),
            inputs, outputs, calculations, pipelines,
            access.flatMap(section -> accessReader.access(section, prefix, composition.macros())),
            putLog.flatMap(section -> accessReader.putLog(section, access.isPresent())),
            ioc.flatMap(autosave::read),
            ioc.map(section -> LatencyReader.read(section, problems)).orElse(LatencyDefinition.DEFAULT),
            ioc.flatMap(new FlightRecorderReader(problems)::read)));
    }

    private Optional<String> prefix(Section ioc) {
        Optional<YamlScalar> prefix = ioc.scalar("prefix");
        prefix.ifPresent(scalar -> PvNames.checkCharacters("prefix", scalar, problems));
        return prefix.map(YamlScalar::text);
    }

    private static List<String> names(List<YamlMapping.Entry> entries) {
        return entries.stream().map(entry -> entry.key().text()).toList();
    }

    /** Each name is that of one PV only, be it an input, an output or built in. */
    private void checkNames(List<YamlMapping.Entry> all, List<String> pipelines, List<String> models) {
        Map<String, Mark> seen = HashMap.newHashMap(all.size());
        for (YamlMapping.Entry entry : all) {
            YamlScalar name = entry.key();
            Mark first = seen.putIfAbsent(name.text(), name.at());
            if (first != null) {
                problems.add(name.at(), "the PV " + Words.quote(name.text()) + " is declared a second time; the first is at "
                    + first + ", and a PV is either an input, an output or calculated");
            }
            BuiltInNames.reserved(name.text(), pipelines, models).ifPresent(why ->
                problems.add(name.at(), "the PV name " + Words.quote(name.text()) + " is reserved: " + why));
        }
    }

    /** Reports what is to be saved by an IOC that saves nothing: whoever wrote that counts on it. At most one. */
    private void requireSaving(Section ioc, List<PvDefinition> inputs, List<PvDefinition> outputs,
        List<PipelineDefinition> pipelines) {
        if (ioc.has(AutosaveReader.KEY)) {
            return;
        }
        Stream.of(first("input", inputs), first("output", outputs), pipelines.stream().filter(each -> each.evaluation().saved())
            .map(each -> "mode of pipeline " + Words.quote(each.name())).findFirst()).flatMap(Optional::stream).findFirst()
            .ifPresent(what -> problems.add(ioc.at(), "the " + what + " is to be saved, but 'ioc' has no section"
                + " 'autosave' that says where; add 'autosave: {folder: …}'"));
    }

    private static Optional<String> first(String kind, List<PvDefinition> pvs) {
        return pvs.stream().filter(pv -> pv.saved().asked() && !pv.saved().fields().isEmpty())
            .map(pv -> kind + " " + Words.quote(pv.name())).findFirst();
    }
}
