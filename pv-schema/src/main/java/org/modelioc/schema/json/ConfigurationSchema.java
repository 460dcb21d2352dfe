package org.modelioc.schema.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.service.FlightRecorderDefinition;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.service.ServerDefinition;
import org.modelioc.schema.stage.StageProvider;

/** The JSON Schema of the configuration, draft 2020-12. */
public final class ConfigurationSchema {

    static final List<String> TIMES = List.of("us", "ms", "s", "min", "h");
    static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "KiB", "MiB", "GiB");
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String CALCULATED = "calculated";
    private static final String TENSOR_TYPE = "tensorType";
    private static final String STAGE = "stage";

    /** The sections that every configuration has. */
    private static final List<String> SECTIONS = List.of("models", "inputs", "outputs", "pipelines");
    /** The sections that a template may add to. */
    private static final List<String> TEMPLATED = List.of("models", "inputs", "outputs", CALCULATED, "pipelines");

    private ConfigurationSchema() {
    }

    /**
     * The schema, with the stages of jars on the class path.
     *
     * @return JSON, with a line break at the end
     * @throws java.util.ServiceConfigurationError if such a jar cannot be used
     */
    public static String text() {
        List<StageProvider> providers =
            ServiceLoader.load(StageProvider.class).stream().map(ServiceLoader.Provider::get).toList();
        return Json.write(schema(providers).keywords());
    }

    /** The schema, with stages that are not built in. */
    static Schema schema(List<StageProvider> providers) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(INPUT, PvSchema.input());
        definitions.put(OUTPUT, PvSchema.output());
        definitions.put(CALCULATED, PvSchema.calculated());
        definitions.put(PvSchema.DISPLAY, PvSchema.display());
        definitions.put(PvSchema.ALARMS, PvSchema.alarms());
        definitions.put(FollowSchema.FOLLOW, FollowSchema.follow(TIMES));
        definitions.put(TENSOR_TYPE, Values.tensorType());
        definitions.put(STAGE, StageSchema.of(providers));
        definitions.put(Values.LINE, Values.line());
        definitions.put(Values.NUMBER, Values.anyNumber());
        definitions.put(Values.MACRO, Values.macro());
        Mapping root = new Mapping()
            .key("macros", CompositionSchema.macros())
            .key("include", CompositionSchema.include())
            .key("templates", CompositionSchema.templates(TEMPLATED))
            .key("devices", CompositionSchema.devices())
            .key("ioc", ioc())
            .key("models", Mapping.named(Values.name(), ModelSchema.model())
                .described("The models, each under a name of your choice."))
            .key("inputs", Mapping.named(Values.name(), Schema.reference(INPUT))
                .described("PVs that clients may put, by their names below the prefix. Each feeds a pipeline."))
            .key(CALCULATED, Mapping.named(Values.name(), Schema.reference(CALCULATED))
                .described("PVs that are calculated from inputs and outputs, by their names below the prefix."))
            .key("outputs", Mapping.named(Values.name(), Schema.reference(OUTPUT))
                .described("PVs that the models write, by their names below the prefix. Each is set by one pipeline."))
            .key("pipelines", Mapping.named(Values.name(), pipeline())
                .described("From input PVs through a model to output PVs, each under a name of your choice."));
        Schema head = Schema.of("$schema", "https://json-schema.org/draft/2020-12/schema")
            .and("title", "Model IOC configuration")
            .and("description", "One IOC: its PVs, its models, and the pipelines that join them.");
        Map<String, Object> all = new LinkedHashMap<>(head.keywords());
        all.putAll(root.notEmpty().keywords());
        return new Schema(all).and("allOf", List.of(complete())).and("$defs", definitions);
    }

    /** A file without 'ioc' is there to be included; one with it has all sections, but for those that others may bring. */
    private static Schema complete() {
        Schema alone = Mapping.has("ioc").and("not", Schema.of("anyOf", List.of(Mapping.has("include"), Mapping.has("devices"))));
        return Schema.of("if", alone).and("then", Schema.of("required", SECTIONS));
    }

    private static Schema ioc() {
        ServerDefinition otherwise = ServerDefinition.DEFAULT;
        Schema server = new Mapping()
            .key("max-connections", Values.whole(1, 100_000).otherwise(otherwise.maxConnections())
                .described("Connections at once; a further one is closed at once, and counted."))
            .key("idle-timeout", Values.quantity(TIMES).otherwise(otherwise.idleTimeout().toSeconds() + " s")
                .described("A client from which nothing came for so long is given up, from 1 s to 24 h."))
            .key("send-queue", Values.whole(16, 10_000_000).otherwise(otherwise.sendQueue())
                .described("Messages that may wait for one client before it is given up as too slow."))
            .key("receive-budget", Values.quantity(SIZES).otherwise((otherwise.receiveBudget() >> 20) + " MiB")
                .described("What messages under way may claim, all clients together, from 64 KiB to 64 GiB."))
            .notEmpty().described("Limits of the pvAccess server.");
        return new Mapping()
            .required("prefix", Values.prefix().described("Stands before the name of every PV, such as LEBT: or $(P)."))
            .key("description", Schema.reference(Values.LINE).described("One line for people.").otherwise(""))
            .key("server", server)
            .key("access", AccessSchema.access())
            .key("put-log", AccessSchema.putLog())
            .key("outside-limits", PvSchema.outsideLimits().otherwise(OutOfLimits.DEFAULT.yaml()).described("What becomes of a"
                + " put outside the limits of an input that says nothing of it: it is refused, or the nearest limit is set."))
            .key(AutosaveSchema.KEY, AutosaveSchema.section(TIMES))
            .key("latency", latency())
            .key("flight-recorder", recorder())
            .schema().described("The IOC as a whole.");
    }

    private static Schema recorder() {
        return new Mapping()
            .required("folder", Values.filledLine().described("The folder of the recordings, relative to that of this file or"
                + " absolute; it is made if there is none."))
            .key("evaluations", Values.whole(1, FlightRecorderDefinition.MOST_EVALUATIONS)
                .otherwise(FlightRecorderDefinition.DEFAULT_EVALUATIONS)
                .described("How many evaluations of each pipeline are kept; older ones are overwritten."))
            .key("files", Values.whole(0, FlightRecorderDefinition.MOST_FILES)
                .otherwise(FlightRecorderDefinition.DEFAULT_FILES)
                .described("How many recordings of earlier runs are kept for each pipeline."))
            .notEmpty().described("The last evaluations are recorded, with inputs, outputs and times; 'model-ioc replay' runs"
                + " them again.");
    }

    private static Schema latency() {
        LatencyDefinition otherwise = LatencyDefinition.DEFAULT;
        return new Mapping()
            .key("window", Values.quantity(TIMES).otherwise(otherwise.window().toSeconds() + " s")
                .described("How far back percentiles look, from 1 s to 24 h."))
            .key("period", Values.quantity(TIMES).otherwise(otherwise.period().toSeconds() + " s")
                .described("How often the PVs are updated, from 100 ms to 1 h."))
            .key("traces", Values.filledLine().described("The folder of the traces that a put to LAT:TRACE writes, relative to"
                + " that of this file or absolute; without it, that for temporary files."))
            .notEmpty().described("How the latency of the evaluations is shown, in the PVs LAT:….");
    }

    private static Schema pipeline() {
        Schema any = Schema.of("type", "string");
        Schema stages = Values.list(Schema.reference(STAGE));
        return EvaluationSchema.addTo(new Mapping()
            .required("model", Values.reference().described("One of 'models'."))
            .required("inputs", Mapping.named(any, TensorItemSchema.inputs())
                .described("For each tensor that the model takes, what fills it: PVs of 'inputs', or of 'outputs' that another"
                    + " pipeline sets, and numbers, in order or by the names of its features. In a list, '*' stands for anything:"
                    + " all PVs that match, as they are declared."))
            .required("outputs", Mapping.named(any, TensorItemSchema.outputs())
                .described("For a tensor that the model gives, the PVs of 'outputs' that it sets, in order or by the names of its"
                    + " features. In a list, '*' stands for anything."))
            .key("before", stages.described("Steps on the input tensors, from top to bottom."))
            .key("after", stages.described("Steps on the output tensors, from top to bottom.")))
            .schema();
    }
}
