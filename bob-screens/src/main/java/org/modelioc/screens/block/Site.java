package org.modelioc.screens.block;

import java.util.List;
import java.util.Set;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.pv.PvDefinition;

/**
 * The IOC that screens are made for.
 *
 * @param ioc    its definition
 * @param served names, below the prefix, of all PVs that it serves, the built-in ones included: what is not among them is on no
 *               screen
 */
public record Site(IocDefinition ioc, Set<String> served) {

    /** Keeps an unmodifiable copy. */
    public Site {
        served = Set.copyOf(served);
    }

    /**
     * Full name of a PV for a screen whose macro P is the prefix.
     *
     * @param name below the prefix, may hold macros
     * @return for example {@code "pva://$(P)SOL1:DI"}
     */
    public static String pv(String name) {
        return "pva://$(P)" + name;
    }

    /**
     * Full name of a PV of the pipeline whose name the macro PIPE is.
     *
     * @param name below the pipeline
     * @return for example {@code "pva://$(P)$(PIPE):EVAL:COUNT"}
     */
    public static String pipelinePv(String name) {
        return pv("$(PIPE):" + name);
    }

    /**
     * Full name of a PV of the model whose name the macro MODEL is.
     *
     * @param name below the model
     * @return for example {@code "pva://$(P)$(MODEL):MODEL:STATE"}
     */
    public static String modelPv(String name) {
        return pv("$(MODEL):" + name);
    }

    /**
     * Whether the IOC has a built-in PV.
     *
     * @param name below the prefix
     * @return true if it is served
     */
    public boolean has(String name) {
        return served.contains(name);
    }

    /**
     * Whether each pipeline has a built-in PV.
     *
     * @param name below the pipeline
     * @return true if all serve it
     */
    public boolean pipelinesHave(String name) {
        return ioc.pipelines().stream().allMatch(pipeline -> has(pipeline.name() + ':' + name));
    }

    /**
     * Whether each model has a built-in PV.
     *
     * @param name below the model
     * @return true if all serve it
     */
    public boolean modelsHave(String name) {
        return ioc.models().stream().allMatch(model -> has(model.name() + ':' + name));
    }

    /**
     * The definitions behind names.
     *
     * @param names names of inputs or outputs
     * @return in the same order
     */
    public List<PvDefinition> pvs(List<String> names) {
        return names.stream().map(this::declared).toList();
    }

    /**
     * Whether the configuration declares a PV.
     *
     * @param name below the prefix
     * @return true if it is an input or an output
     */
    public boolean declares(String name) {
        return ioc.inputs().stream().anyMatch(pv -> pv.name().equals(name))
            || ioc.outputs().stream().anyMatch(pv -> pv.name().equals(name));
    }

    /**
     * The pipeline that stands for {@code PIPE} where nobody says which.
     *
     * @return the first
     */
    public PipelineDefinition firstPipeline() {
        return ioc.pipelines().getFirst();
    }

    private PvDefinition declared(String name) {
        return ioc.inputs().stream().filter(pv -> pv.name().equals(name)).findFirst()
            .or(() -> ioc.outputs().stream().filter(pv -> pv.name().equals(name)).findFirst())
            .orElseThrow(() -> new IllegalArgumentException("no PV '" + name + "'"));
    }
}
