package org.modelioc.schema;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final List<String> SERVER_KEYS =
        List.of("max-connections", "idle-timeout", "send-queue", "receive-budget");
    private static final List<String> LATENCY_KEYS = List.of("window", "period", "traces");

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
        ioc.ifPresent(section -> autosave.requireSaving(section, inputs, outputs, pipelines));
        AccessReader accessReader = new AccessReader(problems);
        Optional<Section> access = ioc.flatMap(section -> section.section("access", AccessReader.KEYS));
        Optional<Section> putLog = ioc.flatMap(section -> section.section("put-log", AccessReader.LOG_KEYS));
        return Optional.of(new IocDefinition(source, composition.files().stream().map(Path::toAbsolutePath).toList(), prefix,
            ioc.flatMap(section -> section.line("description")).orElse(""),
            ioc.flatMap(section -> section.section("server", SERVER_KEYS)).map(IocReader::server)
                .orElse(ServerDefinition.DEFAULT), reader.sized(), inputs, outputs, calculations, pipelines,
            access.flatMap(section -> accessReader.access(section, prefix, composition.macros())),
            putLog.flatMap(section -> accessReader.putLog(section, access.isPresent())),
            ioc.flatMap(autosave::read),
            ioc.flatMap(section -> section.section("latency", LATENCY_KEYS)).map(this::latency)
                .orElse(LatencyDefinition.DEFAULT),
            ioc.flatMap(new FlightRecorderReader(problems)::read)));
    }

    private Optional<String> prefix(Section ioc) {
        Optional<YamlScalar> prefix = ioc.scalar("prefix");
        prefix.ifPresent(scalar -> PvNames.checkCharacters("prefix", scalar, problems));
        return prefix.map(YamlScalar::text);
    }

    private static ServerDefinition server(Section section) {
        ServerDefinition otherwise = ServerDefinition.DEFAULT;
        return new ServerDefinition(
            section.whole("max-connections", 1, 100_000).map(Long::intValue).orElse(otherwise.maxConnections()),
            section.duration("idle-timeout", Duration.ofSeconds(1), Duration.ofHours(24)).orElse(otherwise.idleTimeout()),
            section.whole("send-queue", 16, 10_000_000).map(Long::intValue).orElse(otherwise.sendQueue()),
            section.size("receive-budget", 64L << 10, 64L << 30).orElse(otherwise.receiveBudget()));
    }

    private LatencyDefinition latency(Section section) {
        LatencyDefinition otherwise = LatencyDefinition.DEFAULT;
        Duration window = section.duration("window", Duration.ofSeconds(1), Duration.ofHours(24)).orElse(otherwise.window());
        Duration period = section.duration("period", LatencyDefinition.SHORTEST_PERIOD, Duration.ofHours(1))
            .orElse(otherwise.period());
        if (period.compareTo(window) > 0) {
            problems.add(section.at("period"), "'period' of 'latency' is longer than its 'window': what comes between would never"
                + " be seen; make the window at least as long");
        }
        return new LatencyDefinition(window, period,
            Folders.read(section, "traces", "the traces", problems).orElse(otherwise.traces()));
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
}
