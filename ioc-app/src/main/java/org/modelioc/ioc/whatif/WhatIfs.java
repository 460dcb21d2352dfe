package org.modelioc.ioc.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.LoadedModel;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvDefinition;

/** The what-if requests of all pipelines of an IOC, with their PVs. */
public final class WhatIfs implements AutoCloseable {

    private final String prefix;
    private final List<WhatIf> all = new ArrayList<>();
    private final List<Counters> counters = new ArrayList<>();

    /** The PVs of one pipeline. */
    private record Counters(WhatIf whatIf, LongPv requests, LongPv rows, LongPv batches, LongPv rejected, LongPv queue) {

        void refresh() {
            requests.set(whatIf.requests());
            rows.set(whatIf.rows());
            batches.set(whatIf.batches());
            rejected.set(whatIf.rejected());
            queue.set(whatIf.waiting());
        }
    }

    /**
     * Makes the PVs; nothing runs before the first request.
     *
     * @param ioc        the configuration
     * @param pipelines  the opened pipelines
     * @param evaluators their live paths
     * @param model      the version of a model that runs now, by the model's name
     * @param database   receives the PVs
     */
    public WhatIfs(IocDefinition ioc, List<Pipeline> pipelines, List<Evaluator> evaluators, Function<String, LoadedModel> model,
            PvDatabase database) {
        prefix = ioc.prefix();
        // a pipeline may have as many inputs as the IOC has PVs: no search for each
        Map<String, PvDefinition> pvs = Stream.concat(ioc.inputs().stream(), ioc.outputs().stream())
            .collect(Collectors.toMap(PvDefinition::name, Function.identity()));
        for (Pipeline pipeline : pipelines) {
            Evaluator evaluator = evaluators.stream().filter(each -> each.name().equals(pipeline.name())).findFirst()
                .orElseThrow();
            PipelineDefinition definition = ioc.pipelines().stream().filter(each -> each.name().equals(pipeline.name()))
                .findFirst().orElseThrow();
            all.add(new WhatIf(prefix, definition, pipeline, pvs, database, evaluator, evaluators,
                () -> model.apply(definition.model())));
            add(all.getLast(), database);
        }
    }

    private void add(WhatIf whatIf, PvDatabase database) {
        String name = prefix + whatIf.name() + ':';
        StringPv rpc = database.add(new StringPv(name + BuiltInNames.EVAL_RPC,
            Metadata.builtIn("RPC: other inputs as NTURI or NTTable, outputs as NTTable", "")));
        rpc.set("takes RPC, an NTURI or an NTTable of up to " + whatIf.inputs().size()
            + (whatIf.inputs().size() == 1 ? " input" : " inputs"), Alarm.NONE);
        counters.add(new Counters(whatIf,
            counter(database, name + BuiltInNames.WHAT_IF_REQUESTS, "What-if requests taken since start"),
            counter(database, name + BuiltInNames.WHAT_IF_ROWS, "Rows of what-if requests answered"),
            counter(database, name + BuiltInNames.WHAT_IF_BATCHES, "Runs of the model for what-if requests"),
            counter(database, name + BuiltInNames.WHAT_IF_REJECTED, "What-if requests refused as a whole"),
            counter(database, name + BuiltInNames.WHAT_IF_QUEUE, "Rows of what-if requests that wait")));
    }

    private static LongPv counter(PvDatabase database, String name, String description) {
        return database.add(new LongPv(name, Metadata.builtIn(description, "")));
    }

    /**
     * The names by which clients ask.
     *
     * @return by full name of the PV EVAL
     */
    public Map<String, WhatIf> byName() {
        return all.stream().collect(Collectors.toUnmodifiableMap(
            whatIf -> prefix + whatIf.name() + ':' + BuiltInNames.EVAL_RPC, Function.identity()));
    }

    /** Brings the counters up to date; one thread at a time. */
    public void refresh() {
        counters.forEach(Counters::refresh);
    }

    /** Ends all batches. */
    @Override
    public void close() {
        all.forEach(WhatIf::close);
    }
}
